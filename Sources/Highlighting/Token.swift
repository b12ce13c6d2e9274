/// A piece of code that is shown in a colour of its own; everything else is plain.
public struct Token: Equatable, Sendable {
  public enum Kind: UInt8, Sendable, CaseIterable {
    case keyword, string, number, comment
    /// What is given a value: keys, headers, options, variables, attributes.
    case name

    /// As in the theme's stylesheet, below `.code`.
    public var cssClass: StaticString {
      switch self {
      case .keyword: "k"
      case .string: "s"
      case .number: "n"
      case .comment: "c"
      case .name: "a"
      }
    }
  }

  public var kind: Kind
  /// Positions in the code.
  public var range: Range<Int>
}
