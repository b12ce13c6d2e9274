import ByteBuffers

/// Writes JSON in a fixed order with two spaces of indentation, so that the same values give the same bytes.
///
/// A compact writer puts everything on one line, for JSON Lines.
package struct JSONWriter: ~Copyable {
  private var bytes = ByteBuffer(capacity: 1024)
  private var depth = 0
  private var isFirst = true
  private let isCompact: Bool

  package init(isCompact: Bool = false) { self.isCompact = isCompact }

  /// The JSON, with a line end; nothing more can be written then.
  package mutating func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: "\n"))
    return bytes.finish()
  }

  /// Ends a line of JSON Lines: what is written next is a value of its own.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    isFirst = true
  }

  /// The lines that were ended so far; nothing more can be written then.
  package mutating func finishLines() -> [UInt8] { bytes.finish() }

  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    nest("{", "}", members)
  }

  package mutating func array<Element>(
    _ elements: some Sequence<Element>,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    nest("[", "]") { json in
      for element in elements {
        json.beginItem()
        write(&json, element)
      }
    }
  }

  package mutating func member(_ name: String, _ write: (inout JSONWriter) -> Void) {
    beginItem()
    string(name)
    bytes.append(UInt8(ascii: ":"))
    if !isCompact { bytes.append(UInt8(ascii: " ")) }
    write(&self)
  }

  package mutating func member(_ name: String, _ value: String?) {
    member(name) { json in
      if let value { json.value(value) } else { json.null() }
    }
  }

  package mutating func member(_ name: String, _ value: Int?) {
    member(name) { json in
      if let value { json.bytes.append(decimal: value) } else { json.null() }
    }
  }

  package mutating func member(_ name: String, _ value: Bool) {
    member(name) { $0.bytes.append((value ? "true" : "false") as StaticString) }
  }

  package mutating func value(_ text: String) { string(text) }

  /// Text in UTF-8.
  package mutating func member(_ name: String, _ value: [UInt8]) {
    member(name) { json in json.value(value) }
  }

  package mutating func value(_ text: [UInt8]) { text.withUnsafeBufferPointer { string($0) } }
  package mutating func value(_ text: ArraySlice<UInt8>) { text.withUnsafeBufferPointer { string($0) } }

  /// One text in two parts.
  package mutating func value(_ first: String.UTF8View, _ second: [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let done: Void? = first.withContiguousStorageIfAvailable { characters($0) }
    if done == nil { Array(first).withUnsafeBufferPointer { characters($0) } }
    second.withUnsafeBufferPointer { characters($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func null() { bytes.append("null" as StaticString) }

  private mutating func nest(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: open))
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { newline() }
    isFirst = false
    bytes.append(UInt8(ascii: close))
  }

  private mutating func beginItem() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    newline()
    isFirst = false
  }

  private mutating func newline() {
    guard !isCompact else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append("  " as StaticString) }
  }

  private mutating func string(_ text: String) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { string($0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { string($0) } }
  }

  private mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    characters(text)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func characters(_ text: UnsafeBufferPointer<UInt8>) {
    // Nearly all text needs no escapes and is taken as it is.
    var done = 0
    while let index = Self.firstSpecial(in: text, from: done) {
      bytes.append(UnsafeBufferPointer(rebasing: text[done..<index]))
      done = index + 1
      switch text[index] {
      case UInt8(ascii: "\""): bytes.append("\\\"" as StaticString)
      case UInt8(ascii: "\\"): bytes.append("\\\\" as StaticString)
      case UInt8(ascii: "\n"): bytes.append("\\n" as StaticString)
      default:
        let digits = String(text[index], radix: 16)
        bytes.append("\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
      }
    }
    bytes.append(UnsafeBufferPointer(rebasing: text[done...]))
  }

  /// The position of the next byte that cannot stand for itself: a control character, `"` or `\`.
  private static func firstSpecial(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = text.baseAddress else { return nil }
    var index = start
    // Eight at a time.
    while index + 8 <= text.count {
      let word = UInt64(littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let found =
        ByteBuffer.below(0x20, in: word) | ByteBuffer.below(1, in: word ^ ByteBuffer.ones(0x22))
        | ByteBuffer.below(1, in: word ^ ByteBuffer.ones(0x5C))
      if found != 0 { return index + found.trailingZeroBitCount >> 3 }
      index += 8
    }
    return text[index...].firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
  }
}
