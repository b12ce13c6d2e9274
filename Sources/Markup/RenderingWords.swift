/// What the renderer itself says, in the language of the text around it.
///
/// An object, since every page holds it while it is rendered: counting who holds each of its words would keep processors
/// waiting for each other.
public final class RenderingWords: Sendable {
  /// Beside a heading.
  let sectionLink: [UInt8]
  /// Of a table, for those who do not see it.
  let table: [UInt8]
  /// Of the boxes in task lists.
  let done: [UInt8]
  let notDone: [UInt8]
  let footnotes: [UInt8]
  /// In front of the reference's number.
  let backToReference: [UInt8]
  /// By the kind's raw value, for callouts without a title of their own.
  let calloutTitles: [[UInt8]]

  /// `word` gives the words for a key: `section-link`, `table`, `task-done`, `task-open`, `footnotes`,
  /// `back-to-reference`, and `callout-note` for each kind of callout.
  public init(_ word: (String) -> String) {
    func bytes(_ key: String) -> [UInt8] { Array(word(key).utf8) }
    sectionLink = bytes("section-link")
    table = bytes("table")
    done = bytes("task-done")
    notDone = bytes("task-open")
    footnotes = bytes("footnotes")
    backToReference = bytes("back-to-reference")
    calloutTitles = Document.Callout.allCases.map { bytes("callout-\($0.name)") }
  }

  public static let english = RenderingWords { key in
    switch key {
    case "section-link": "Link to this section"
    case "table": "Table"
    case "task-done": "Done"
    case "task-open": "Not done"
    case "footnotes": "Footnotes"
    case "back-to-reference": "Back to reference"
    default: key.dropFirst("callout-".count).prefix(1).uppercased() + key.dropFirst("callout-".count + 1)
    }
  }
}
