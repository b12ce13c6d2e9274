/// A string's value, as far as it can be known, with the place of every byte in the file.
struct ComposedText: Sendable {
  /// Stands for a value that is not known.
  static let unknown: UInt8 = 0

  var bytes: [UInt8] = []
  var offsets: [Int] = []
  /// More than one literal, or a name, went into it.
  var isComposed = false

  mutating func append(_ byte: UInt8, at offset: Int) {
    bytes.append(byte)
    offsets.append(offset)
  }

  mutating func append(_ other: ComposedText) {
    bytes += other.bytes
    offsets += other.offsets
  }

  /// The same bytes as if all stood at one place: what a name stands for is found where the name is.
  func moved(to place: Range<Int>) -> ComposedText {
    var moved = self
    let last = max(place.lowerBound, place.upperBound - 1)
    moved.offsets = bytes.indices.map { $0 == 0 ? place.lowerBound : last }
    return moved
  }

  /// Where a stretch of the value stands in the file.
  func place(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, offsets.indices.contains(first), offsets.indices.contains(range.upperBound - 1)
    else {
      return 0..<0
    }
    let stretch = offsets[range]
    let start = stretch.min() ?? 0
    return start..<((stretch.max() ?? start) + 1)
  }

  /// The literal parts of a string, escapes resolved as far as they matter to names and addresses.
  init(_ literal: StringLiteral, in bytes: [UInt8], hole: (Range<Int>) -> ComposedText?) {
    for piece in literal.pieces {
      switch piece {
      case .text(let range): append(text: range, of: bytes, escape: literal.escape)
      case .hole(let range):
        isComposed = true
        if let value = hole(range) {
          append(value.moved(to: range))
        } else {
          append(Self.unknown, at: range.lowerBound)
        }
      }
    }
  }

  init() {}

  private mutating func append(text range: Range<Int>, of bytes: [UInt8], escape: LanguageSyntax.Escape) {
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = bytes[at]
      guard at + 1 < range.upperBound, escape.begins(with: byte, before: bytes[at + 1]) else {
        append(byte, at: at)
        at += 1
        continue
      }
      switch bytes[at + 1] {
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "\n"):
        append(UInt8(ascii: " "), at: at)
      default: append(bytes[at + 1], at: at + 1)
      }
      at += 2
    }
  }

  /// `%20` and its like decoded, as in an address.
  func percentDecoded() -> ComposedText {
    guard bytes.contains(UInt8(ascii: "%")) else { return self }
    var result = ComposedText()
    result.isComposed = isComposed
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value, at: offsets[index])
        // The whole triple belongs to the byte, so that a span does not cut it.
        result.offsets[result.offsets.count - 1] = offsets[index]
        index += 3
      } else {
        result.append(bytes[index], at: offsets[index])
        index += 1
      }
    }
    return result
  }
}

extension LanguageSyntax.Escape {
  /// Whether the two bytes are one sign.
  fileprivate func begins(with byte: UInt8, before next: UInt8) -> Bool {
    switch self {
    case .none: false
    case .backslash: byte == UInt8(ascii: "\\")
    case .backtick: byte == UInt8(ascii: "`")
    case .doubled: byte == next && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"))
    }
  }
}
