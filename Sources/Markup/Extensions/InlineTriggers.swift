/// Which extensions running text may call for, by the bytes in it.
struct InlineTriggers: OptionSet {
  let rawValue: UInt8

  static let strikethrough = InlineTriggers(rawValue: 1 << 0)
  static let autolink = InlineTriggers(rawValue: 1 << 1)
  static let footnote = InlineTriggers(rawValue: 1 << 2)
  static let directive = InlineTriggers(rawValue: 1 << 3)
  static let attributes = InlineTriggers(rawValue: 1 << 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var found: InlineTriggers = []
    for index in bytes.indices {
      switch bytes[index] {
      case .tilde: found.insert(.strikethrough)
      case UInt8(ascii: "@"): found.insert(.autolink)
      case .colon: found.formUnion([.autolink, .directive])
      case UInt8(ascii: "."): if index >= 3, bytes[index - 1] | 0x20 == UInt8(ascii: "w") { found.insert(.autolink) }
      case UInt8(ascii: "^"): found.insert(.footnote)
      case .openBrace: found.insert(.attributes)
      default: continue
      }
    }
    self = found
  }
}
