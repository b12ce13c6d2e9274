/// The address that opens a file at a line in the author's editor.
package struct EditorLink: Sendable {
  private let pattern: String

  /// The name of an editor, or an address with `{path}` and perhaps `{line}` in it. Nothing for other text.
  package init?(_ setting: String) {
    if let pattern = Self.patterns[setting] {
      self.pattern = pattern
    } else {
      // A page of the web is no editor, and an address without a scheme would lead back to the preview.
      guard setting.contains("{path}"), let colon = setting.firstIndex(of: ":"), colon > setting.startIndex,
        setting[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }),
        !["http", "https", "javascript", "data", "file"].contains(setting[..<colon].lowercased())
      else { return nil }
      pattern = setting
    }
  }

  /// - Parameters:
  ///   - path: the file's absolute path.
  ///   - line: from 1.
  package func url(_ path: String, line: Int) -> String {
    pattern.replacing("{path}", with: percentEncoded(path.utf8).text).replacing("{line}", with: String(line))
  }

  package static let names = patterns.keys.sorted()

  private static let patterns = [
    "cursor": "cursor://file{path}:{line}",
    "emacs": "emacs://open?url=file://{path}&line={line}",
    "idea": "idea://open?file={path}&line={line}",
    "sublime": "subl://open?url=file://{path}&line={line}",
    "textmate": "txmt://open?url=file://{path}&line={line}",
    "vscode": "vscode://file{path}:{line}",
    "windsurf": "windsurf://file{path}:{line}",
    "zed": "zed://file{path}:{line}",
  ]
}
