import ByteBuffers

/// Reads keys and values out of XML: attributes `key` and `value`, elements and what is in them, property lists.
struct MarkupSettingsReader {
  private(set) var settings: [Setting] = []

  init(_ bytes: [UInt8]) {
    var open: [String] = []
    /// The last `<key>` of a property list.
    var key: String?
    var at = 0
    var textStart = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else {
        at += 1
        continue
      }
      let text = Self.trimmed(textStart..<at, bytes)
      if bytes[at...].starts(with: "<!--".utf8) {
        at = bytes[at...].firstRange(of: Array("-->".utf8))?.upperBound ?? bytes.count
        textStart = at
        continue
      }
      let end = bytes[at...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
      let isEnd = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "/")
      if isEnd {
        if !text.isEmpty {
          if open.last == "key" {
            key = String(decoding: bytes[text], as: UTF8.self)
          } else {
            settings.append(Setting(keys: open + (key.map { [$0] } ?? []), value: text))
          }
        }
        if open.last == "array" || open.last == "dict" || open.last == "string" && open.dropLast().last != "array" {
          key = nil
        }
        if !open.isEmpty { open.removeLast() }
      } else {
        let tag = Self.tag((at + 1)..<end, bytes)
        var name = tag.name
        let label = tag.attributes.first { ["key", "name"].contains($0.name.lowercased()) }
        if let label { name = String(decoding: bytes[label.value], as: UTF8.self) }
        for attribute in tag.attributes where attribute.name != label?.name {
          let isValue = attribute.name.lowercased() == "value"
          settings.append(Setting(keys: open + [isValue ? name : attribute.name], value: attribute.value))
        }
        let closesItself =
          end > at && end <= bytes.count && end - 1 > at
          && (bytes[end - 1] == UInt8(ascii: "/") || bytes[at + 1] == UInt8(ascii: "?")
            || bytes[at + 1] == UInt8(ascii: "!"))
        if !closesItself, open.count < 200 { open.append(name) }
      }
      at = min(end + 1, bytes.count)
      textStart = at
    }
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private static func tag(_ range: Range<Int>, _ bytes: [UInt8]) -> (
    name: String, attributes: [(name: String, value: Range<Int>)]
  ) {
    var at = range.lowerBound
    func word() -> Range<Int> {
      let start = at
      while at < range.upperBound, bytes[at] > 0x20, bytes[at] != UInt8(ascii: "="),
        bytes[at] != UInt8(ascii: "/") || at == start
      { at += 1 }
      return start..<at
    }
    let name = String(decoding: bytes[word()], as: UTF8.self)
    var attributes: [(String, Range<Int>)] = []
    while at < range.upperBound {
      while at < range.upperBound, bytes[at] <= 0x20 || bytes[at] == UInt8(ascii: "/") { at += 1 }
      let key = String(decoding: bytes[word()], as: UTF8.self)
      guard at < range.upperBound else { break }
      guard bytes[at] == UInt8(ascii: "="), at + 1 < range.upperBound else {
        at += 1
        continue
      }
      let quote = bytes[at + 1]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = bytes[(at + 2)..<max(at + 2, range.upperBound)].firstIndex(of: quote)
      else {
        at += 1
        continue
      }
      attributes.append((key, (at + 2)..<end))
      at = end + 1
    }
    return (name, attributes)
  }
}
