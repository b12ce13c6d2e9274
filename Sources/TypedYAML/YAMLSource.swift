import Diagnostics
import Yams

/// The bytes of some YAML and where everything stands in them.
struct YAMLSource {
  let bytes: [UInt8]
  let path: String
  /// Where the YAML begins in the file.
  let offset: Int
  /// Where each line begins.
  let lines: [Int]
  /// Code points before every 64th byte; empty when all bytes are ASCII.
  private let codePointMarks: [Int]

  private static let step = 64

  init(_ bytes: [UInt8], path: String, offset: Int) {
    self.bytes = bytes
    self.path = path
    self.offset = offset
    var lines = [0]
    var isASCII = true
    for (index, byte) in bytes.enumerated() {
      isASCII = isASCII && byte < 0x80
      if let length = Self.lineBreak(in: bytes, at: index) { lines.append(index + length) }
    }
    self.lines = lines
    var marks: [Int] = []
    if !isASCII {
      var count = 0
      for (index, byte) in bytes.enumerated() {
        if index % Self.step == 0 { marks.append(count) }
        if byte & 0xC0 != 0x80 { count += 1 }
      }
    }
    codePointMarks = marks
  }

  /// Length of the line break that ends at most here: a carriage return before a line feed is part of that one.
  ///
  /// YAML 1.1, which libyaml reads, breaks lines at U+0085, U+2028 and U+2029 too.
  static func lineBreak(in bytes: [UInt8], at index: Int) -> Int? {
    switch bytes[index] {
    case 0x0A: 1
    case 0x0D: index + 1 < bytes.count && bytes[index + 1] == 0x0A ? nil : 1
    case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : nil
    case 0xE2:
      index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9)
        ? 3 : nil
    default: nil
    }
  }

  /// Span in the file of a range of these bytes.
  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan((offset + range.lowerBound)..<(offset + range.upperBound)) }

  func location(_ range: Range<Int>) -> SourceLocation { SourceLocation(path: path, span: span(range)) }

  /// The byte at a mark, whose columns count code points; past the last line, the end.
  func position(_ mark: Mark) -> Int {
    guard mark.line >= 1, mark.line <= lines.count else { return bytes.count }
    let start = lines[mark.line - 1]
    if codePointMarks.isEmpty { return min(start + mark.column - 1, bytes.count) }
    return byte(ofCodePoint: codePoints(before: start) + mark.column - 1)
  }

  func codePoints(before position: Int) -> Int {
    guard !codePointMarks.isEmpty, position < bytes.count else {
      return codePointMarks.isEmpty ? position : bytes.count { $0 & 0xC0 != 0x80 }
    }
    let block = position / Self.step
    return codePointMarks[block] + bytes[(block * Self.step)..<position].count { $0 & 0xC0 != 0x80 }
  }

  private func byte(ofCodePoint wanted: Int) -> Int {
    var low = 0
    var high = codePointMarks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if codePointMarks[middle] <= wanted { low = middle } else { high = middle }
    }
    var count = codePointMarks[low]
    var position = low * Self.step
    while position < bytes.count {
      if bytes[position] & 0xC0 != 0x80 {
        if count == wanted { break }
        count += 1
      }
      position += 1
    }
    return position
  }

  /// The line that a byte lies in, counted from 0.
  func line(of position: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// From a place to the end of its line, without blanks there; one byte at least, where there is one.
  func restOfLine(_ position: Int) -> Range<Int> {
    var end = position
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    while end > position + 1, isBlank(bytes[end - 1]) { end -= 1 }
    return position..<max(end, min(position + 1, bytes.count))
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

func isBlankOrBreak(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0A || byte == 0x0D }
