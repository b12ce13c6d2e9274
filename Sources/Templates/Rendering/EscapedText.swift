import ByteBuffers

extension ByteBuffer {
  /// Appends text so that it stands for itself in HTML, between tags and in attributes in quotes of either kind.
  mutating func appendEscaped(_ text: [UInt8]) { text.withUnsafeBufferPointer { appendEscaped($0) } }

  mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) { appendEscaped(text, entity) }
}

private func entity(for byte: UInt8) -> StaticString? {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&quot;"
  case UInt8(ascii: "'"): "&#39;"
  default: nil
  }
}
