/// Where the bytes that cmark saw stand in the file: runs of bytes that lie side by side in both.
struct SourceMap {
  private var starts: [(buffer: UInt32, source: UInt32)]

  /// The buffer is the file from `source` on.
  init(source: Int) { starts = [(0, UInt32(source))] }

  /// From `buffer` on, bytes come from `source` on.
  mutating func add(buffer: Int, source: Int) {
    if let last = starts.last {
      if Int(last.source) + buffer - Int(last.buffer) == source { return }
      if Int(last.buffer) == buffer { starts.removeLast() }
    }
    starts.append((UInt32(buffer), UInt32(source)))
  }

  mutating func truncate(toBuffer end: Int) {
    while starts.count > 1, let last = starts.last, Int(last.buffer) >= end { starts.removeLast() }
  }

  func source(_ offset: UInt32) -> UInt32 {
    if starts.count == 1 { return starts[0].source + offset }
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].buffer <= offset { low = middle } else { high = middle }
    }
    return starts[low].source + (offset - starts[low].buffer)
  }
}
