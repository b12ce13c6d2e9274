import Permissions

/// The permissions in one string: one name, or several between blanks, commas or bars.
struct ScopeList: Sendable {
  struct Part: Sendable {
    var name: ScopeName
    /// In the file.
    var place: Range<Int>
    var isComposed: Bool

    /// The same, read as a name of one API, if it has such a permission.
    func of(_ resource: Resource?, _ microsoft: MicrosoftPermissions) -> Part {
      guard let resource, let name = ScopeName(name.written, resource: resource, microsoft) else { return self }
      return Part(name: name, place: place, isComposed: isComposed)
    }
  }

  var parts: [Part] = []
  /// A part was there that only the running program knows.
  var hasUnknown = false
  /// Nothing in the string speaks against its being a list of permissions.
  var isPure: Bool { !parts.isEmpty && otherWords == 0 }
  /// Words that are nobody's permissions.
  private(set) var otherWords = 0

  init(
    _ text: ComposedText,
    resource: Resource? = nil,
    plusSeparates: Bool = false,
    _ microsoft: MicrosoftPermissions
  ) {
    let text = text.percentDecoded()
    var start = 0
    for index in 0...text.bytes.count {
      if index < text.bytes.count, !Self.separates(text.bytes[index], plusSeparates: plusSeparates) { continue }
      if index > start { add(text, start..<index, resource, microsoft) }
      start = index + 1
    }
  }

  /// Whether any word of a string is a scope, for a quick look before strings are read in earnest.
  static func holdsScope(_ text: some Collection<UInt8>, _ microsoft: MicrosoftPermissions) -> Bool {
    text.split { separates($0, plusSeparates: false) }.contains { word in
      ScopeName(String(decoding: word, as: UTF8.self), microsoft).map { $0.isKnown || $0.isQualified } ?? false
    }
  }

  private mutating func add(
    _ text: ComposedText,
    _ range: Range<Int>,
    _ hint: Resource?,
    _ microsoft: MicrosoftPermissions
  ) {
    let bytes = text.bytes[range]
    if bytes.allSatisfy({ $0 == ComposedText.unknown }) {
      hasUnknown = true
      return
    }
    let written = String(decoding: bytes, as: UTF8.self)
    if let name = ScopeName(written, resource: hint, microsoft) {
      parts.append(Part(name: name, place: text.place(of: range), isComposed: text.isComposed))
    } else if written.contains("\0") {
      hasUnknown = true
    } else if ScopeName.hasPermissionShape(written) {
      var unknown = ScopeName("User.Read", microsoft)!
      unknown.written = written
      unknown.name = written
      unknown.permissions = []
      unknown.isKnown = false
      parts.append(Part(name: unknown, place: text.place(of: range), isComposed: text.isComposed))
    } else if !Self.mayBeScope(bytes) {
      otherWords += 1
    }
  }

  /// Scopes of other providers and APIs are no prose: `api://…`, `okta.users.read`.
  private static func mayBeScope(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "_") }
      || (bytes.dropFirst().dropLast().contains(UInt8(ascii: ".")) && bytes.last != UInt8(ascii: "."))
  }

  private static func separates(_ byte: UInt8, plusSeparates: Bool) -> Bool {
    switch byte {
    case 0x09...0x0D, 0x20, UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: "["), UInt8(ascii: "]"):
      true
    case UInt8(ascii: "+"): plusSeparates
    default: false
    }
  }
}
