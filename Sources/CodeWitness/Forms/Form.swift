/// Words by which a form is told from others, ready to be looked for in many files.
struct Marks: ExpressibleByArrayLiteral, Sendable {
  let search: ByteSearch?

  init(arrayLiteral words: String...) { search = words.isEmpty ? nil : ByteSearch(words.map { Array($0.utf8) }) }
}

/// One way in which products write down what they ask for.
struct Form: Sendable {
  /// In kebab case, as findings carry it.
  let name: String
  /// Ends of file names, without the dot: `tf`, `env.example`.
  var extensions: [String] = []
  /// Whole file names, in small letters.
  var fileNames: [String] = []
  /// Where several forms share an ending, words of which one has to be in the file; the form without any is the last.
  var marks: Marks = []
  let syntax: LanguageSyntax
  /// What to look for in a file, in order.
  let read: @Sendable (inout FormReading) -> Void

  /// A programming language: literals where scopes are requested, and registrations written as code.
  static func language(_ name: String, _ extensions: [String], _ syntax: LanguageSyntax) -> Form {
    Form(name: name, extensions: extensions, syntax: syntax) { reading in
      reading.readRegistrations()
      reading.readLiterals()
      reading.readComputedScopes()
    }
  }

  func fits(fileName: String) -> Bool {
    let name = fileName.lowercased()
    return fileNames.contains(name) || extensions.contains { name.hasSuffix("." + $0) || name == "." + $0 }
  }

  func fits(_ bytes: [UInt8]) -> Bool {
    guard let search = marks.search else { return true }
    return bytes.withUnsafeBufferPointer { search.finds(in: $0) }
  }

  /// Whether any form is written in files of this name.
  static func accepts(fileName: String) -> Bool {
    guard let dot = fileName.utf8.lastIndex(of: UInt8(ascii: ".")) else {
      return namesWithoutEnding.contains(fileName.lowercased())
    }
    let ending = fileName[fileName.index(after: dot)...].lowercased()
    return endings.contains(ending) || fileName.lowercased().hasPrefix(".env")
      || namesWithoutEnding.contains(fileName.lowercased())
  }

  static func form(of path: String, _ bytes: [UInt8]) -> Form? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return all.first { $0.fits(fileName: name) && $0.fits(bytes) }
  }

  private static let endings = Set(all.flatMap(\.extensions).map { String($0.split(separator: ".").last ?? "") })
  private static let namesWithoutEnding = Set(all.flatMap(\.fileNames))
}
