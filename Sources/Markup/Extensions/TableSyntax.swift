import Diagnostics

/// The rows of GFM tables, as ranges of bytes.
enum TableSyntax {
  /// The cells of a row, trimmed. `range` is the row without its container's prefix and line ending.
  static func cells(_ bytes: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    cells.reserveCapacity(4)
    forEachCell(bytes, in: range) { cells.append($0) }
    return cells
  }

  /// The same, one after the other.
  @inline(__always)
  static func forEachCell(_ bytes: [UInt8], in range: Range<Int>, _ body: (Range<Int>) -> Void) {
    let row = trimmed(bytes, range)
    var start = row.lowerBound
    if start < row.upperBound, bytes[start] == .pipe { start += 1 }
    var index = start
    while index < row.upperBound {
      if bytes[index] == .backslash {
        index += 2
      } else if bytes[index] == .pipe {
        body(trimmed(bytes, start..<index))
        index += 1
        start = index
      } else {
        index += 1
      }
    }
    if start < row.upperBound { body(trimmed(bytes, start..<row.upperBound)) }
  }

  /// Alignments of the columns, if the line is a delimiter row: `| :-- | --- |`.
  static func alignments(_ bytes: [UInt8], in range: Range<Int>) -> [Document.Alignment]? {
    var hasMark = false
    for index in range {
      switch bytes[index] {
      case .pipe, .colon: hasMark = true
      case UInt8(ascii: "-"), 0x20, 0x09: continue
      default: return nil
      }
    }
    // Without a pipe or colon it would be a heading's underline.
    guard hasMark else { return nil }
    let cells = cells(bytes, in: range)
    var alignments: [Document.Alignment] = []
    alignments.reserveCapacity(cells.count)
    for cell in cells {
      var dashes = cell
      let left = !dashes.isEmpty && bytes[dashes.lowerBound] == .colon
      if left { dashes = (dashes.lowerBound + 1)..<dashes.upperBound }
      let right = !dashes.isEmpty && bytes[dashes.upperBound - 1] == .colon
      if right { dashes = dashes.lowerBound..<(dashes.upperBound - 1) }
      guard !dashes.isEmpty, bytes[dashes].allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      alignments.append(left ? (right ? .center : .left) : (right ? .right : .none))
    }
    return alignments.isEmpty ? nil : alignments
  }

  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isWhitespace(bytes[start]) { start += 1 }
    while end > start, isWhitespace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// About a cell behind the last column.
  static func extraCell(_ cell: Range<Int>, _ path: String) -> Diagnostic {
    Diagnostic(
      "extra-table-cell",
      .warning,
      "this cell has no column: the row is longer than the table's heading",
      at: SourceLocation(path: path, span: SourceSpan(cell)),
      help: "add a column to the heading, or write \\| for a bar inside a cell"
    )
  }
}
