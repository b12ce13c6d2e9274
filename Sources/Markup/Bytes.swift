// Questions about bytes that several parts of the parser ask.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@inline(__always) func isSpaceOrTab(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

@inline(__always) func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

@inline(__always) func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

@inline(__always) func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

@inline(__always) func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

@inline(__always) func isPunctuation(_ byte: UInt8) -> Bool {
  (byte >= 0x21 && byte <= 0x2F) || (byte >= 0x3A && byte <= 0x40) || (byte >= 0x5B && byte <= 0x60)
    || (byte >= 0x7B && byte <= 0x7E)
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let backslash = UInt8(ascii: "\\")
  static let pipe = UInt8(ascii: "|")
  static let colon = UInt8(ascii: ":")
  static let hash = UInt8(ascii: "#")
  static let tilde = UInt8(ascii: "~")
  static let backtick = UInt8(ascii: "`")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
}

extension [UInt8] {
  func matches(_ other: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, offset + other.count <= count else { return false }
    return withUnsafeBufferPointer { $0[offset..<(offset + other.count)].elementsEqual(other) }
  }

  func hasPrefix(_ text: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.utf8CodeUnitCount <= count else { return false }
    return text.withUTF8Buffer { matches($0, at: offset) }
  }
}

/// A value for each byte, for as long as the program runs.
struct ByteTable<Value>: @unchecked Sendable {
  private let values: UnsafePointer<Value>

  init(_ value: (UInt8) -> Value) {
    let values = UnsafeMutablePointer<Value>.allocate(capacity: 256)
    for byte in 0..<256 { (values + byte).initialize(to: value(UInt8(byte))) }
    self.values = UnsafePointer(values)
  }

  @inline(__always) subscript(_ byte: UInt8) -> Value { values[Int(byte)] }
}

/// Eight bytes at a time. Loops over every byte of every page use these words: they take a third of the time.
enum ByteWord {
  @inline(__always) static func load(_ bytes: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  static func isASCII(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return true }
      var (index, all) = (0, UInt64(0))
      while index &+ 32 <= bytes.count {
        let (first, second) = (load(base, index), load(base, index &+ 8))
        let (third, fourth) = (load(base, index &+ 16), load(base, index &+ 24))
        all |= first | second | third | fourth
        index &+= 32
      }
      while index < bytes.count {
        all |= UInt64(bytes[index])
        index += 1
      }
      return all & 0x8080_8080_8080_8080 == 0
    }
  }

  /// Any below the space but tabs and newlines.
  static func holdsControlCharacters(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    func every(_ byte: UInt8) -> SIMD16<UInt8> { SIMD16(repeating: byte) }
    let (space, newline, tab) = (every(0x20), every(0x0A), every(0x09))
    var found = SIMDMask<SIMD16<Int8>>(repeating: false)
    var index = 0
    while index &+ 16 <= bytes.count {
      let block = base.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      let isControl = (block .< space) .& (block .!= newline) .& (block .!= tab)
      found .|= isControl
      index &+= 16
    }
    if found != SIMDMask(repeating: false) { return true }
    return bytes[index...].contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 }
  }

  /// The first line end at or after a place; the buffer's end when there is none.
  @inline(__always) fileprivate static func lineEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    if let base = bytes.baseAddress {
      while index + 8 <= bytes.count {
        let word = load(base, index)
        if contains(.newline, word) || contains(0x0D, word) { break }
        index += 8
      }
    }
    while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
    return index
  }

  /// Whether two buffers of one length hold the same.
  static func areSame(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    if let first = a.baseAddress, let second = b.baseAddress {
      while index + 8 <= a.count {
        guard load(first, index) == load(second, index) else { return false }
        index += 8
      }
    }
    while index < a.count {
      guard a[index] == b[index] else { return false }
      index += 1
    }
    return true
  }

  /// Whether one of the eight bytes is `byte`.
  @inline(__always) static func contains(_ byte: UInt8, _ word: UInt64) -> Bool { marks(of: byte, in: word) != 0 }

  /// The highest bit of each byte that is `byte`; those above such a byte may have it as well.
  @inline(__always) static func marks(of byte: UInt8, in word: UInt64) -> UInt64 {
    let difference = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }
}

/// Finds the ends of lines. The C library looks for one byte much faster than we can for two, and hardly any file
/// has carriage returns.
struct LineEnds {
  private let hasReturns: Bool

  init(_ bytes: UnsafeRawBufferPointer) {
    hasReturns = bytes.baseAddress.map { memchr($0, 0x0D, bytes.count) != nil } ?? false
  }

  /// The first line end at or after a place; the buffer's end when there is none.
  @inline(__always) func next(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    guard !hasReturns, let base = bytes.baseAddress, start < bytes.count else {
      return ByteWord.lineEnd(in: bytes, from: start)
    }
    let found = memchr(base + start, Int32(UInt8.newline), bytes.count - start)
    return found.map { UnsafeRawPointer($0) - base } ?? bytes.count
  }
}
