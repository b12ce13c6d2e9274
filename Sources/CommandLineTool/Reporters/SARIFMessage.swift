import Diagnostics

/// A diagnostic as one of SARIF's plain text messages, in which `[text](1)` is a link to the related location 1.
enum SARIFMessage {
  static func text(of diagnostic: Diagnostic) -> String {
    var text = sentence(withoutLinks(diagnostic.message))
    if let help = diagnostic.help { text += " " + sentence(withoutLinks(help)) }
    var id = 0
    for note in diagnostic.notes {
      if note.location == nil {
        text += "\nNote: " + sentence(withoutLinks(note.message))
      } else {
        id += 1
        text += "\nNote: [" + escaped(note.message) + "](\(id))."
      }
    }
    return text
  }

  /// Text in which nothing is a link, whatever the user wrote.
  static func withoutLinks(_ text: String) -> String { text.contains("](") ? escaped(text) : text }

  private static func sentence(_ text: String) -> String {
    text.hasSuffix(".") || text.hasSuffix("?") || text.hasSuffix("…") ? text : text + "."
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "[" || scalar == "]" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
