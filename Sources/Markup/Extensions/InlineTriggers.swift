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

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self = []
    if bytes.first == .openBrace { insert(.attributes) }
    for index in bytes.indices {
      switch bytes[index] {
      case .tilde: insert(.strikethrough)
      case UInt8(ascii: "@"): insert(.autolink)
      case .colon: formUnion(Self.afterColon(bytes, index + 1))
      case UInt8(ascii: "."): if index >= 3, bytes[index - 1] | 0x20 == UInt8(ascii: "w") { insert(.autolink) }
      case UInt8(ascii: "^"): if index > 0, bytes[index - 1] == .openBracket { insert(.footnote) }
      default: continue
      }
    }
  }

  /// `://` may be a web address, `:name[` a directive.
  private static func afterColon(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> InlineTriggers {
    guard start < bytes.count else { return [] }
    if bytes[start] == UInt8(ascii: "/") { return .autolink }
    var index = start
    while index < bytes.count, isAlphanumeric(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
    return index > start && index < bytes.count && bytes[index] == .openBracket ? .directive : []
  }
}
