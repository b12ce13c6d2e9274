/// Writes JSON in a fixed order with two spaces of indentation, so that the same values give the same bytes.
///
/// A compact writer puts everything on one line, for JSON Lines.
package struct JSONWriter {
  private var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true
  private let isCompact: Bool

  package init(isCompact: Bool = false) { self.isCompact = isCompact }

  package consuming func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    nest("{", "}", members)
  }

  package mutating func array<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
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
    member(name) { $0.bytes += (value.map { String($0) } ?? "null").utf8 }
  }

  package mutating func member(_ name: String, _ value: Bool) {
    member(name) { $0.bytes += (value ? "true" : "false").utf8 }
  }

  package mutating func value(_ text: String) { string(text) }

  /// Text in UTF-8.
  package mutating func member(_ name: String, _ value: [UInt8]) {
    member(name) { json in json.value(value) }
  }

  package mutating func value(_ text: [UInt8]) { text.withUnsafeBufferPointer { string($0) } }

  package mutating func null() { bytes += "null".utf8 }

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
    bytes += repeatElement(UInt8(ascii: " "), count: depth * 2)
  }

  private mutating func string(_ text: String) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { string($0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { string($0) } }
  }

  private mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    // Nearly all text needs no escapes and is taken as it is.
    var start = 0
    for (index, byte) in text.enumerated() where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      bytes += UnsafeBufferPointer(rebasing: text[start..<index])
      start = index + 1
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      default:
        let digits = String(byte, radix: 16)
        bytes += "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8
      }
    }
    bytes += UnsafeBufferPointer(rebasing: text[start...])
    bytes.append(UInt8(ascii: "\""))
  }
}
