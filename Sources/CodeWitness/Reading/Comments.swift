import Permissions

/// Permissions that comments speak of, so that whoever looks for them sees why they do not count.
extension FormReading {
  mutating func readComments() {
    var count = 0
    for comment in source.comments {
      var at = comment.lowerBound
      while at < comment.upperBound, count < 500 {
        guard Self.isWordByte(source.bytes[at]) else {
          at += 1
          continue
        }
        var end = at
        while end < comment.upperBound, Self.isWordByte(source.bytes[end]) { end += 1 }
        while end > at, source.bytes[end - 1] == UInt8(ascii: ".") || source.bytes[end - 1] == UInt8(ascii: ":") {
          end -= 1
        }
        if end - at > 5, end - at < 120, let name = ScopeName(source.text(at..<end), microsoft), name.isKnown,
          !name.isOpenIDConnect,
          name.isQualified || name.isCanonicallyWritten, !name.isDefault
        {
          let part = ScopeList.Part(name: name, place: at..<end, isComposed: false)
          add(finding(part, kind: nil, .literal, exemption: .comment))
          count += 1
        }
        at = max(end, at + 1)
      }
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":")
  }
}
