/// Which syntax a document may use beyond CommonMark, and whether its HTML passes.
public struct MarkupOptions: Hashable, Sendable {
  public struct Extensions: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let tables = Extensions(rawValue: 1 << 0)
    public static let taskLists = Extensions(rawValue: 1 << 1)
    public static let strikethrough = Extensions(rawValue: 1 << 2)
    public static let autolinks = Extensions(rawValue: 1 << 3)
    public static let footnotes = Extensions(rawValue: 1 << 4)
    public static let headingIDs = Extensions(rawValue: 1 << 5)
    public static let callouts = Extensions(rawValue: 1 << 6)
    public static let directives = Extensions(rawValue: 1 << 7)
    public static let frontMatter = Extensions(rawValue: 1 << 8)

    public static let all = Extensions(rawValue: (1 << 9) - 1)
  }

  /// HTML in the text passes as it is instead of being shown as text.
  public var rawHTML: Bool
  public var extensions: Extensions

  public init(rawHTML: Bool = false, extensions: Extensions = .all) {
    self.rawHTML = rawHTML
    self.extensions = extensions
  }
}
