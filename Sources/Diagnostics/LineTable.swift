import ByteBuffers

/// Finds the line and column of a byte offset.
///
/// Built only when something is printed: scanning for newlines costs more than most pages have to say.
public struct LineTable: Sendable {
  /// A place for people: both numbers count from 1, the column in code points.
  public struct Position: Hashable, Sendable, Comparable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    public static func < (a: Position, b: Position) -> Bool { (a.line, a.column) < (b.line, b.column) }
  }

  private let bytes: [UInt8]
  private let starts: [Int]
  /// Code points before every so many bytes, in files with very long lines only. Without it, ten thousand findings on
  /// one line of 350 KB took 20 seconds to place.
  private let marks: [Int]

  private let stride: Int

  public init(_ bytes: [UInt8]) { self.init(bytes, stride: 4096) }

  /// - Parameter stride: of the marks, in bytes; more than a character has.
  init(_ bytes: [UInt8], stride: Int) {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32)
    var longest = 0
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while let end = bytes.firstPosition(of: UInt8(ascii: "\n"), in: start..<bytes.count) {
        longest = max(longest, end + 1 - start)
        start = end + 1
        starts.append(start)
      }
    }
    longest = max(longest, bytes.count - starts[starts.count - 1])
    self.bytes = bytes
    self.starts = starts
    self.stride = stride
    marks = longest > stride ? Self.marks(in: bytes, stride) : []
  }

  public var lineCount: Int { starts.count }

  /// Offsets past the end count as the end of the file. Bytes that are no UTF-8 count as editors count them, one
  /// replacement character each; a byte order mark, which editors hide, does not count.
  public func position(of offset: UInt32) -> Position {
    let offset = min(Int(offset), bytes.count)
    let line = lineIndex(of: offset)
    var count =
      marks.isEmpty
      ? Self.codePoints(in: bytes[starts[line]..<offset])
      : max(0, codePoints(before: offset) - codePoints(before: starts[line]))
    if line == 0, count > 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { count -= 1 }
    return Position(line: line + 1, column: count + 1)
  }

  /// Counts from 1. Offsets past the end count as the end of the file.
  public func lineNumber(of offset: UInt32) -> Int { lineIndex(of: min(Int(offset), bytes.count)) + 1 }

  /// The bytes of a line without its line ending. `line` counts from 1 and must exist.
  public func text(ofLine line: Int) -> ArraySlice<UInt8> {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return bytes[start..<end]
  }

  /// Byte offset at which a line begins. `line` counts from 1 and must exist.
  public func offset(ofLine line: Int) -> Int { starts[line - 1] }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func codePoints(before offset: Int) -> Int {
    var mark = offset / stride
    if Self.start(ofMark: mark, in: bytes, stride) > offset { mark -= 1 }
    return marks[mark] + Self.codePoints(in: bytes[Self.start(ofMark: mark, in: bytes, stride)..<offset])
  }

  private static func marks(in bytes: [UInt8], _ stride: Int) -> [Int] {
    var marks = [0]
    var start = 0
    for mark in 1..<(bytes.count / stride + 1) {
      let next = self.start(ofMark: mark, in: bytes, stride)
      marks.append(marks[mark - 1] + codePoints(in: bytes[start..<next]))
      start = next
    }
    return marks
  }

  /// Not inside a character, which has at most three bytes after its first. The first mark is where the text begins, be
  /// that inside of one or not.
  private static func start(ofMark mark: Int, in bytes: [UInt8], _ stride: Int) -> Int {
    if mark == 0 { return 0 }
    var start = mark * stride
    while start < min(bytes.count, mark * stride + 3), bytes[start] & 0xC0 == 0x80 { start += 1 }
    return start
  }

  private static func codePoints(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.allSatisfy { $0 < 0x80 } ? bytes.count : String(decoding: bytes, as: UTF8.self).unicodeScalars.count
  }
}
