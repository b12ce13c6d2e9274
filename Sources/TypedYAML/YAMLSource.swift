import Diagnostics

/// The bytes of some YAML and where everything stands in them.
struct YAMLSource {
  let bytes: [UInt8]
  let path: String
  /// Where the YAML begins in the file.
  let offset: Int
  /// Code points before every 64th byte; empty when all bytes are ASCII.
  private let codePointMarks: [Int]

  private static let step = 64

  init(_ bytes: [UInt8], path: String, offset: Int) {
    self.bytes = bytes
    self.path = path
    self.offset = offset
    var marks: [Int] = []
    if bytes.contains(where: { $0 >= 0x80 }) {
      var count = 0
      for (index, byte) in bytes.enumerated() {
        if index % Self.step == 0 { marks.append(count) }
        if byte & 0xC0 != 0x80 { count += 1 }
      }
    }
    codePointMarks = marks
  }

  /// Span in the file of a range of these bytes.
  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan((offset + range.lowerBound)..<(offset + range.upperBound)) }

  func location(_ range: Range<Int>) -> SourceLocation { SourceLocation(path: path, span: span(range)) }

  /// The byte at a place that is counted in code points; past the last, the end.
  func position(_ codePoints: Int) -> Int {
    guard !codePointMarks.isEmpty else { return min(codePoints, bytes.count) }
    var low = 0
    var high = codePointMarks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if codePointMarks[middle] <= codePoints { low = middle } else { high = middle }
    }
    var count = codePointMarks[low]
    var position = low * Self.step
    while position < bytes.count {
      if bytes[position] & 0xC0 != 0x80 {
        if count == codePoints { break }
        count += 1
      }
      position += 1
    }
    return position
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

func isBlankOrBreak(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0A || byte == 0x0D }
