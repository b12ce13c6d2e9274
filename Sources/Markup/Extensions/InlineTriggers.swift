/// Which extensions a block's running text may call for, by the bytes in it.
///
/// Most blocks call for none and are never looked at again, so bytes that are frequent in prose (a colon before a
/// space, a bracket) have to be told from syntax here.
struct InlineTriggers: OptionSet {
  let rawValue: UInt8

  static let strikethrough = InlineTriggers(rawValue: 1 << 0)
  static let autolink = InlineTriggers(rawValue: 1 << 1)
  static let footnote = InlineTriggers(rawValue: 1 << 2)
  static let directive = InlineTriggers(rawValue: 1 << 3)
  static let attributes = InlineTriggers(rawValue: 1 << 4)
  /// What may have been meant as a link or emphasis, and is text.
  static let literal = InlineTriggers(rawValue: 1 << 5)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self = []
    if bytes.first == .openBrace { insert(.attributes) }
    for index in bytes.indices where Self.isSpecial(bytes[index]) {
      switch bytes[index] {
      case .tilde: insert(.strikethrough)
      case UInt8(ascii: "@"): insert(.autolink)
      case .colon: formUnion(Self.afterColon(bytes, index + 1))
      case UInt8(ascii: "."): if index >= 3, bytes[index - 1] | 0x20 == UInt8(ascii: "w") { insert(.autolink) }
      case UInt8(ascii: "^"): if index > 0, bytes[index - 1] == .openBracket { insert(.footnote) }
      case .closeBracket:
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if next == .openBracket || next == .openParenthesis { insert(.literal) }
      case UInt8(ascii: "*"), UInt8(ascii: "_"):
        let previous = index > 0 ? bytes[index - 1] : 0
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if next == bytes[index] || previous >= 0x80 || next >= 0x80 { insert(.literal) }
      default: continue
      }
    }
  }

  /// One look for all the bytes that the switch knows: hardly any byte of a text is one of them.
  @inline(__always) fileprivate static func isSpecial(_ byte: UInt8) -> Bool {
    (byte < 64 ? below64 : from64) & (1 << UInt64(byte & 63)) != 0
  }

  /// A bit for each of `*`, `.` and `:`, and one for each of `@`, `]`, `^`, `_` and `~`, which bytes from 128 on are taken
  /// for as well.
  private static let below64: UInt64 = 1 << 0x2A | 1 << 0x2E | 1 << 0x3A
  private static let from64: UInt64 =
    1 << (0x40 - 64) | 1 << (0x5D - 64) | 1 << (0x5E - 64) | 1 << (0x5F - 64) | 1 << (0x7E - 64)

  /// `://` may be a web address, `:name[` a directive.
  private static func afterColon(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> InlineTriggers {
    guard start < bytes.count else { return [] }
    if bytes[start] == UInt8(ascii: "/") { return .autolink }
    var index = start
    while index < bytes.count, isAlphanumeric(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
    return index > start && index < bytes.count && bytes[index] == .openBracket ? .directive : []
  }

  /// A quick look for anything that ``init(_:)`` would look at more closely, while text is read by words.
  struct Scan {
    private var found: UInt64 = 0
    /// 1 when the byte before is a `w`.
    private var afterW: UInt64 = 0

    var foundAny: Bool { found != 0 }

    @inline(__always) mutating func look(at word: UInt64) {
      let caseless = word | 0x2020_2020_2020_2020
      let dots = ByteWord.marks(of: UInt8(ascii: "."), in: word)
      let letters = ByteWord.marks(of: UInt8(ascii: "w"), in: caseless)
      found |=
        ByteWord.marks(of: .colon, in: word) | ByteWord.marks(of: UInt8(ascii: "@"), in: word)
        // `^` and `~` differ by what tells small letters from large ones, and so do `]` and `}`.
        | ByteWord.marks(of: .tilde, in: caseless) | ByteWord.marks(of: .closeBrace, in: caseless)
        | ByteWord.marks(of: UInt8(ascii: "*"), in: word) | ByteWord.marks(of: UInt8(ascii: "_"), in: word)
        | (dots & (letters << 8 | afterW << 7))
      afterW = letters >> 63
    }

    @inline(__always) mutating func look(at byte: UInt8) {
      if InlineTriggers.isSpecial(byte) { found = 1 }
    }
  }
}
