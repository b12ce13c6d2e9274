import Diagnostics
import Synchronization

/// What a value may be. One description serves validation, decoding and the JSON Schema for editors.
public indirect enum ValueType: Sendable {
  case string(StringFormat = .any)
  case integer
  case boolean
  case oneOf([String])
  case list(of: ValueType)
  /// Keys of the user's own choice.
  case mapping(key: StringFormat, of: ValueType)
  case object(ObjectType)
  /// Text where that says it all, and else a mapping.
  case either(text: ValueType, mapping: ValueType)
}

/// A mapping with keys that are known.
public struct ObjectType: Sendable {
  public let name: String
  public let fields: [Field]
  private let unknownKeys = UnknownKeys()

  public init(_ name: String, _ fields: [Field]) {
    self.name = name
    self.fields = fields
  }

  /// What to say to somebody who wrote a key that there is none of.
  func help(forKey key: String) -> String { unknownKeys.help(for: key, fields.map(\.key)) }

  /// Other tools' keys stand on every page of a site: each is compared with ours once.
  private final class UnknownKeys: Sendable {
    private let helps = Mutex<[String: String]>([:])

    func help(for key: String, _ known: @autoclosure () -> [String]) -> String {
      helps.withLock { helps in
        if let help = helps[key] { return help }
        let known = known()
        let help =
          NearestMatch.find(key, in: known).map { "did you mean \($0)?" }
          ?? "the keys are \(known.joined(separator: ", "))"
        if helps.count < 100 { helps[key] = help }
        return help
      }
    }
  }

  public struct Field: Sendable {
    public let key: String
    public let type: ValueType
    public let isRequired: Bool
    /// One sentence for editors and documentation.
    public let summary: String

    public init(_ key: String, _ type: ValueType, required: Bool = false, _ summary: String) {
      self.key = key
      self.type = type
      isRequired = required
      self.summary = summary
    }
  }
}

/// Rules for text.
public enum StringFormat: String, Sendable {
  case any
  /// At least one character that is no space.
  case text
  /// Letters, digits, dashes, dots and underscores, such as a key or a part of an address.
  case identifier
  case guid
  /// `2026-11-23`
  case date
  /// An absolute address that begins with `https://`.
  case httpsURL
  /// Any address: absolute, from the site's root, or relative.
  case url
  /// Where a link of the site may lead: to a page, a file, or an address of a kind that runs no code.
  case link
  /// An absolute address that begins with `https://`, without query and fragment.
  case baseURL
  /// An absolute address in which `{path}` stands for a file.
  case editURL
  /// A language tag such as `en` or `pt-BR`.
  case language
  /// A folder or file below the site's folder.
  case relativePath
  /// `#0a5` or `#00aa55`
  case color
  /// `Source Sans 3`
  case fontFamily
  /// An address on the site, from its root: `/old/page/`.
  case sitePath

  /// What it has to look like, for messages: "… has to be …".
  public var words: String {
    switch self {
    case .any: "text"
    case .text: "text that is not empty"
    case .identifier: "letters, digits, dashes, dots and underscores"
    case .guid: "an ID such as 00000003-0000-0000-c000-000000000000"
    case .date: "a date such as 2026-11-23"
    case .httpsURL: "an address that begins with https://"
    case .url: "an address without spaces"
    case .link: "a page or file of the site, or an address that begins with https:, http:, mailto: or tel:"
    case .baseURL: "an address that begins with https:// and has no ? and no #"
    case .editURL: "an address that begins with https:// and holds {path}"
    case .language: "a language tag such as en or pt-BR"
    case .relativePath: "a path below the site's folder, without .. and without / in front"
    case .color: "a colour such as #0055aa"
    case .fontFamily: "the name of one font, such as Source Sans 3"
    case .sitePath: "an address on the site such as /guides/old-name/"
    }
  }

  /// A regular expression that says the same, for editors; nothing where anything goes.
  public var pattern: String? {
    switch self {
    case .any: nil
    case .text: #"\S"#
    case .identifier: "^[A-Za-z0-9][A-Za-z0-9._-]*$"
    case .guid: "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"
    case .date: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    case .httpsURL: #"^https://[^\s/?#]+([/?#]\S*)?$"#
    case .url: #"^\S+$"#
    case .link: #"^(https?:|mailto:|tel:|[^:\s]*[/?#]|[^:\s]+$)\S*$"#
    case .baseURL: #"^https://[^\s/?#]+(/[^\s?#]*)?$"#
    case .editURL: #"^https://[^\s/?#]+/\S*\{path\}\S*$"#
    case .language: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
    case .relativePath: #"^[^/\s]\S*$"#
    case .color: "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"
    case .fontFamily: "^[A-Za-z0-9][A-Za-z0-9 _-]*$"
    case .sitePath: #"^/\S*$"#
    }
  }

  public func allows(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    func isAlphanumeric(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 }
    func isHex(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 }
    let hasSpace = bytes.contains { $0 <= 0x20 || $0 == 0x7F }
    switch self {
    case .any: return true
    case .text: return bytes.contains { $0 > 0x20 }
    case .identifier:
      return bytes.first.map(isAlphanumeric) == true
        && bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
    case .guid:
      return bytes.count == 36
        && bytes.enumerated().allSatisfy {
          [8, 13, 18, 23].contains($0.offset) ? $0.element == 0x2D : isHex($0.element)
        }
    case .date: return isDate(bytes)
    case .httpsURL:
      guard text.hasPrefix("https://"), !hasSpace, let first = text.dropFirst(8).first else { return false }
      return !"/?#".contains(first)
    case .url: return !bytes.isEmpty && !hasSpace
    case .link:
      guard !bytes.isEmpty, !hasSpace else { return false }
      guard let colon = text.firstIndex(where: { ":/?#".contains($0) }), text[colon] == ":" else { return true }
      return ["https", "http", "mailto", "tel"].contains(text[..<colon].lowercased())
    case .baseURL: return Self.httpsURL.allows(text) && !text.contains("?") && !text.contains("#")
    case .editURL: return Self.httpsURL.allows(text) && text.contains("{path}")
    case .language:
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      return (2...3).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
        && parts.dropFirst().allSatisfy { (2...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isAlphanumeric) }
    case .relativePath:
      return !bytes.isEmpty && bytes[0] != 0x2F && !bytes.contains(0x5C) && !bytes.contains(0)
        && !text.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0.isEmpty }
    case .color:
      return bytes.first == 0x23 && (bytes.count == 4 || bytes.count == 7) && bytes.dropFirst().allSatisfy(isHex)
    case .fontFamily:
      return bytes.first.map(isAlphanumeric) == true
        && bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x20 || $0 == 0x2D || $0 == 0x5F }
    case .sitePath:
      return bytes.first == 0x2F && !hasSpace && !bytes.contains(0x5C) && !bytes.starts(with: "//".utf8)
        && !text.split(separator: "/").contains { $0 == ".." || $0 == "." || $0.hasPrefix(".scopebook") }
    }
  }

  private func isDate(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = Int(String(decoding: bytes[0..<4], as: UTF8.self)),
      let month = Int(String(decoding: bytes[5..<7], as: UTF8.self)),
      let day = Int(String(decoding: bytes[8..<10], as: UTF8.self)), year > 0, (1...12).contains(month)
    else { return false }
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return (1...[31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]).contains(day)
  }
}
