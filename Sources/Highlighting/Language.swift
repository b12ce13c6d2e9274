/// All that the lexer has to know of a language. Enough to read code by, not to compile it.
public struct Language: Sendable {
  /// As they stand after the fence: ``` ```ts ```.
  var names: [String]
  var keywords = WordList("")
  var lineComments: [[UInt8]] = []
  /// A comment mark begins one only after a space or at the beginning of a line, as in `a#b` of a shell.
  var commentsNeedSpace = false
  var blockComments: [Delimiters] = []
  /// The longer ones first.
  var strings: [Delimiters] = []
  /// Before the name of a variable or attribute: `$` and `@`.
  var sigils: [UInt8] = []
  /// Besides letters, digits and `_`.
  var wordBytes: [UInt8] = []
  /// Words and strings before this byte are names: `:` in JSON, `=` in HCL.
  var nameMark: UInt8?
  /// Only the first word of a line can be such a name.
  var namesBeginLines = false
  /// Words that begin with `-` are names.
  var hasOptions = false
  /// Words with `-` inside are commands: `Connect-MgGraph`.
  var hasHyphenatedCommands = false
  /// Made from the rest.
  private(set) var bytes = ByteClasses()

  struct Delimiters: Sendable {
    var open: [UInt8]
    var close: [UInt8]
    /// The byte that takes the meaning from the one after it.
    var escape: UInt8?
    var spansLines: Bool

    init(_ open: String, _ close: String? = nil, escape: Character? = nil, spansLines: Bool = false) {
      self.open = Array(open.utf8)
      self.close = Array((close ?? open).utf8)
      self.escape = escape?.asciiValue
      self.spansLines = spansLines
    }
  }

  /// The language that a code block names; nothing for those that are not known.
  public static func named(_ name: some Sequence<UInt8>) -> Language? {
    byName[String(decoding: Array(name), as: UTF8.self).lowercased()]
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: allLanguages.flatMap { language in
      var language = language
      language.bytes = ByteClasses(language)
      return language.names.map { ($0, language) }
    }
  )
}

/// A new language is a file in this folder and a line here.
let allLanguages = [bash, csharp, hcl, http, javascript, json, powershell, python, swift, yaml]
