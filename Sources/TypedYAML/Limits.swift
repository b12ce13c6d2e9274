import Diagnostics

extension YAMLSource {
  /// What keeps these bytes from being text: a diagnostic at the first byte that is to blame.
  var unreadable: Diagnostic? {
    func diagnostic(_ message: String, _ range: Range<Int>, help: String) -> Diagnostic {
      Diagnostic("invalid-yaml", .error, message, at: location(range), help: help)
    }
    var position = 0
    var input = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    while true {
      switch parser.parseScalar(from: &input) {
      case .emptyInput: return nil
      case .error(let length):
        let range = position..<min(position + length, bytes.count)
        return diagnostic("this is not UTF-8", range, help: "save the file in the encoding UTF-8")
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if !isAllowed(scalar) {
          let number = String(scalar.value, radix: 16, uppercase: true)
          let code = String(repeating: "0", count: max(0, 4 - number.count)) + number
          let range = position..<(position + encoded.count)
          return diagnostic("the character U+\(code) cannot stand in YAML", range, help: "remove it")
        }
        position += encoded.count
      }
    }
  }

  private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...: true
    default: false
    }
  }

  /// What would cost the parser its stack or more time than a file is worth.
  var hostile: Diagnostic? {
    if let position = tooDeepPosition { return Self.tooDeep(location(position..<min(position + 1, bytes.count))) }
    if hasMultiplyingKeys {
      let help = "write keys out instead of using aliases"
      return Diagnostic("invalid-yaml", .error, "aliases stand in keys", at: location(0..<0), help: help)
    }
    return nil
  }

  static func tooDeep(_ location: SourceLocation) -> Diagnostic {
    let help = "at most \(NodeConverter.deepest) levels are read"
    return Diagnostic("invalid-yaml", .error, "values are nested too deep", at: location, help: help)
  }

  /// Where indentation, dashes or brackets go deeper than any file in use, if they do: Yams recurses and has no limit
  /// of its own but 1,000, which needs more than 1 MiB of stack. ``NodeConverter`` knows the exact limit.
  private var tooDeepPosition: Int? {
    let limit = 2 * NodeConverter.deepest
    var columns: [Int] = []
    var brackets = 0
    for (line, start) in lines.enumerated() {
      let end = line + 1 < lines.count ? lines[line + 1] : bytes.count
      var index = start
      while index < end {
        while index < end, isBlank(bytes[index]) { index += 1 }
        guard index < end, bytes[index] != 0x0A, bytes[index] != 0x0D else { break }
        if brackets == 0 {
          while let last = columns.last, last >= index - start { columns.removeLast() }
          columns.append(index - start)
          if columns.count > limit { return index }
        }
        guard bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "?"),
          index + 1 < end, isBlank(bytes[index + 1])
        else { break }
        index += 1
      }
      var before = UInt8(ascii: ":")
      while index < end {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
          if brackets > 0 || ":-?&!".utf8.contains(before) { brackets += 1 }
          if brackets > limit { return index }
        case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
        default: break
        }
        // An anchor or tag counts as what it begins with.
        if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
          while index + 1 < end, !isBlankOrBreak(bytes[index + 1]) { index += 1 }
        }
        if !isBlankOrBreak(byte) { before = byte }
        index += 1
      }
    }
    return nil
  }

  /// Yams compares keys by everything in them, so that a few aliases in a key can take forever.
  private var hasMultiplyingKeys: Bool {
    let anchors = names(after: UInt8(ascii: "&"))
    guard anchors.count > 3 else { return false }
    let aliases = names(after: UInt8(ascii: "*"))
    let known = Set(anchors.map { Array(bytes[$0]) })
    guard aliases.count(where: { known.contains(Array(bytes[$0])) }) > 24 else { return false }
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "?"): return true
      case UInt8(ascii: ":"):
        var last = index - 1
        while last >= 0, isBlankOrBreak(bytes[last]) { last -= 1 }
        guard last >= 0 else { continue }
        if bytes[last] == UInt8(ascii: "]") || bytes[last] == UInt8(ascii: "}") { return true }
        if aliases.contains(where: { $0.upperBound == last + 1 }) { return true }
      default: continue
      }
    }
    return false
  }

  /// Ranges of the names that follow a mark directly.
  private func names(after mark: UInt8) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == mark else {
        index += 1
        continue
      }
      let start = index + 1
      index = start
      while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
      if index > start { found.append(start..<index) }
    }
    return found
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
