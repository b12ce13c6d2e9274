/// Reads files of keys and values line by line: YAML, variables, properties, TOML.
///
/// It keeps to what settings need. What it does not understand it takes for a value that nobody asks about.
struct SettingsReader {
  private(set) var settings: [Setting] = []
  private let bytes: [UInt8]
  private let isYAML: Bool
  private var open: [(indentation: Int, key: String)] = []
  /// The last `name:` of a list's item, for the `value:` that follows it.
  private var itemName: (indentation: Int, name: String)?
  /// A list that has begun with `[` and is not at its end.
  private var listKeys: [String]?

  init(_ bytes: [UInt8], isYAML: Bool) {
    self.bytes = bytes
    self.isYAML = isYAML
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      readLine(start..<end)
      start = end + 1
    }
  }

  private mutating func readLine(_ line: Range<Int>) {
    var range = trimmed(withoutComment(line))
    guard !range.isEmpty else { return }
    if let keys = listKeys {
      settings.append(Setting(keys: keys, value: range))
      if bytes[range].contains(UInt8(ascii: "]")) { listKeys = nil }
      return
    }
    var indentation = range.lowerBound - line.lowerBound
    if !isYAML {
      open = open.filter { $0.indentation < 0 }
      indentation = 0
      if bytes[range.lowerBound] == UInt8(ascii: "[") {
        // A section of TOML or INI.
        let name = String(
          decoding: bytes[range].filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") },
          as: UTF8.self
        )
        open = [(-1, name)]
        return
      }
      if bytes[range].starts(with: "export ".utf8) { range = trimmed((range.lowerBound + 7)..<range.upperBound) }
    }
    while isYAML, bytes[range.lowerBound] == UInt8(ascii: "-"), range.count > 1,
      bytes[range.lowerBound + 1] == UInt8(ascii: " ")
    {
      // A list may stand as far left as its key.
      while let last = open.last, last.indentation > indentation || last.indentation == indentation && last.key.isEmpty
      { open.removeLast() }
      let rest = trimmed((range.lowerBound + 2)..<range.upperBound)
      guard !rest.isEmpty else { return }
      indentation += rest.lowerBound - range.lowerBound
      range = rest
      itemName = nil
      if keyEnd(range) == nil {
        readItem(range)
        return
      }
    }
    guard let keyEnd = keyEnd(range) else {
      // A line of a block's text.
      if isYAML, !open.isEmpty { settings.append(Setting(keys: keys(above: indentation), value: unquoted(range))) }
      return
    }
    while let last = open.last, last.indentation >= indentation { open.removeLast() }
    let key = String(decoding: bytes[unquoted(trimmed(range.lowerBound..<keyEnd))], as: UTF8.self)
    let value = unquoted(trimmed((keyEnd + 1)..<range.upperBound))
    open.append((indentation, key))
    let isBlock = value.count <= 2 && [UInt8(ascii: "|"), UInt8(ascii: ">")].contains(bytes[value].first ?? 0)
    if key.lowercased() == "name" || key.lowercased() == "key", !value.isEmpty {
      itemName = (indentation, String(decoding: bytes[value], as: UTF8.self))
    }
    // OpenAPI's scopes are keys.
    if isYAML, open.count > 1, open[open.count - 2].key == "scopes" {
      settings.append(Setting(keys: open.dropLast().map(\.key), value: unquoted(trimmed(range.lowerBound..<keyEnd))))
    }
    guard !value.isEmpty, !isBlock else { return }
    var keys = open.map(\.key)
    if key.lowercased() == "value", let name = itemName, name.indentation == indentation { keys.append(name.name) }
    settings.append(Setting(keys: keys, value: value))
    if bytes[value.lowerBound] == UInt8(ascii: "["), !bytes[value].contains(UInt8(ascii: "]")) { listKeys = keys }
  }

  /// `- User.Read`, `- SCOPES=User.Read`
  private mutating func readItem(_ range: Range<Int>) {
    let content = unquoted(range)
    if let sign = bytes[content].firstIndex(of: UInt8(ascii: "=")),
      bytes[content.lowerBound..<sign].allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: ":") })
    {
      let key = String(decoding: bytes[content.lowerBound..<sign], as: UTF8.self)
      settings.append(Setting(keys: open.map(\.key) + [key], value: unquoted((sign + 1)..<content.upperBound)))
    } else {
      settings.append(Setting(keys: open.map(\.key), value: content))
    }
  }

  private func keys(above indentation: Int) -> [String] { open.filter { $0.indentation < indentation }.map(\.key) }

  /// Where the sign after a key stands.
  private func keyEnd(_ range: Range<Int>) -> Int? {
    var at = range.lowerBound
    if let quote = bytes[range].first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = bytes[(at + 1)..<range.upperBound].firstIndex(of: quote) else { return nil }
      at = end + 1
    }
    while at < range.upperBound {
      let byte = bytes[at]
      if byte == UInt8(ascii: ":"), isYAML, at + 1 == range.upperBound || bytes[at + 1] == UInt8(ascii: " ") {
        return at
      }
      if !isYAML, byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") { return at }
      if byte <= 0x20, isYAML { return nil }
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: ",") { return nil }
      at += 1
    }
    return nil
  }

  private func withoutComment(_ line: Range<Int>) -> Range<Int> {
    var quote: UInt8?
    for at in line {
      let byte = bytes[at]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        if at == line.lowerBound || !isLetter(bytes[at - 1]) { quote = byte }
      } else if byte == UInt8(ascii: "#")
        || !isYAML && byte == UInt8(ascii: ";") && trimmed(line.lowerBound..<at).isEmpty
        || !isYAML && byte == UInt8(ascii: "!") && trimmed(line.lowerBound..<at).isEmpty
      {
        if at == line.lowerBound || bytes[at - 1] <= 0x20 { return line.lowerBound..<at }
      }
    }
    return line
  }

  private func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 &- 0x61 < 26 }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private func unquoted(_ range: Range<Int>) -> Range<Int> {
    var range = trimmed(range)
    if range.count >= 2, let quote = bytes[range].first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      bytes[range].last == quote
    {
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
    }
    return range
  }
}
