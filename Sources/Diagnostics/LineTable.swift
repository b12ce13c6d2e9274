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

  public init(_ bytes: [UInt8]) {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    self.bytes = bytes
    self.starts = starts
  }

  public var lineCount: Int { starts.count }

  /// Offsets past the end count as the end of the file.
  public func position(of offset: UInt32) -> Position {
    let offset = min(Int(offset), bytes.count)
    let line = lineIndex(of: offset)
    let column = bytes[starts[line]..<offset].count { $0 & 0xC0 != 0x80 } + 1
    return Position(line: line + 1, column: column)
  }

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
}
