/// What the renderer itself says, in the language of the text around it.
public struct RenderingWords: Sendable {
  /// By ``Document/Callout``'s raw value, for callouts without a title of their own.
  var calloutTitles: [[UInt8]]
  /// Of the link beside a heading.
  var sectionLink: [UInt8]

  public init(sectionLink: String, calloutTitle: (Document.Callout) -> String) {
    self.sectionLink = Array(sectionLink.utf8)
    calloutTitles = Document.Callout.allCases.map { Array(calloutTitle($0).utf8) }
  }

  public static let english = RenderingWords(sectionLink: "Link to this section") { kind in
    kind.name.prefix(1).uppercased() + kind.name.dropFirst()
  }
}
