import ByteBuffers
import Diagnostics
package import Permissions

/// Registrations in a piece of code that is shown to readers.
package enum Registrations {
  /// What it lists with the id of one kind and the word for the other; places count from the beginning of the text.
  ///
  /// - Parameter language: as the code block names it.
  package static func contradictions(
    in text: ArraySlice<UInt8>,
    language: String,
    _ microsoft: MicrosoftPermissions
  ) -> [CodeFinding] {
    guard mayHold(text, microsoft) else { return [] }
    let text = Array(text)
    let language = language.lowercased()
    let path = "block." + (endings[language] ?? language)
    let form = Form.form(of: path, text) ?? .jsonSettings
    let source = SourceText(text, form.syntax)
    let module = SourceModule(
      files: [SourceModule.File(path: path, form: form.name, text: source)],
      facts: [ModuleFacts(source, microsoft)],
      microsoft
    )
    var reading = FormReading(module: module, file: 0, hasProviderEvidence: true)
    reading.readRegistrations()
    return reading.finish().filter { $0.certainty == .contradictory }.sorted { $0.span.start < $1.span.start }
  }

  /// Names of languages that are no ends of file names.
  private static let endings = [
    "terraform": "tf", "powershell": "ps1", "pwsh": "ps1", "bash": "sh", "shell": "sh", "console": "sh",
    "azurecli": "sh", "zsh": "sh", "jsonc": "json", "json5": "json", "yaml": "yml", "csharp": "cs", "c#": "cs",
    "javascript": "js", "typescript": "ts", "python": "py", "ruby": "rb", "golang": "go", "kotlin": "kt", "rust": "rs",
  ]

  private static let hyphen = UInt8(ascii: "-")

  private static let kinds = ByteSearch(["role", "scope"].map { Array($0.utf8) })

  /// An id that some permission has, and the word for a kind.
  private static func mayHold(_ text: ArraySlice<UInt8>, _ microsoft: MicrosoftPermissions) -> Bool {
    text.withUnsafeBufferPointer { text in
      var index = 0
      // The first of four hyphens in an id stands behind eight digits.
      while index + 36 <= text.count, let first = text.firstPosition(of: hyphen, in: index + 8..<text.count - 27) {
        index = first - 8
        if text[index + 13] == hyphen, text[index + 18] == hyphen, text[index + 23] == hyphen,
          let id = GUID(ArraySlice(text[index..<(index + 36)])), !microsoft.permissions(withID: id).isEmpty
        {
          return kinds.finds(in: text)
        }
        index += 1
      }
      return false
    }
  }
}
