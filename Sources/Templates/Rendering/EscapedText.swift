extension [UInt8] {
  /// Appends text so that it stands for itself in HTML, between tags and in attributes in quotes of either kind.
  mutating func appendEscaped(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { text in
      var start = 0
      for (index, byte) in text.enumerated() {
        guard let entity = entity(for: byte) else { continue }
        append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        append(contentsOf: UnsafeBufferPointer(start: entity.utf8Start, count: entity.utf8CodeUnitCount))
        start = index + 1
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }
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
