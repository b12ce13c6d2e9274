import Diagnostics

/// Where the bytes that cmark saw stand in the file.
///
/// The buffer is a row of segments: bytes that lie side by side in the file too, and bytes that the rewriter put
/// there, which all stand for one range of the file.
struct SourceMap {
  private struct Segment {
    var buffer: Int
    var source: Int
    /// Inserted bytes: where the range that they stand for ends. Nothing for copied bytes.
    var insertedEnd: Int?
  }

  private var segments: [Segment]

  /// The buffer is the file from `source` on.
  init(source: Int) { segments = [Segment(buffer: 0, source: source)] }

  /// Positions are the same on both sides.
  var isIdentity: Bool { segments.count == 1 && segments[0].source == segments[0].buffer }

  mutating func reserveCapacity(_ count: Int) { segments.reserveCapacity(count) }

  /// From `buffer` on, bytes are copies of those from `source` on.
  mutating func addCopy(buffer: Int, source: Int) {
    if let last = segments.last, last.insertedEnd == nil, last.source + buffer - last.buffer == source { return }
    add(Segment(buffer: buffer, source: source))
  }

  /// From `buffer` on, bytes stand for a range of the file.
  mutating func addInsertion(buffer: Int, source: Range<Int>) {
    add(Segment(buffer: buffer, source: source.lowerBound, insertedEnd: source.upperBound))
  }

  private mutating func add(_ segment: Segment) {
    if segments.last?.buffer == segment.buffer { segments.removeLast() }
    segments.append(segment)
  }

  mutating func truncate(toBuffer end: Int) {
    while segments.count > 1, let last = segments.last, last.buffer >= end { segments.removeLast() }
  }

  /// A range of the file, from one of the buffer.
  func source(_ span: SourceSpan) -> SourceSpan {
    var place = 0
    return source(span, near: &place).span
  }

  /// The same, and whether the bytes of the range are those of the span; `place` remembers the segment, which makes
  /// spans in the order of the buffer cheap.
  func source(_ span: SourceSpan, near place: inout Int) -> (span: SourceSpan, isCopied: Bool) {
    let first = segment(at: Int(span.start), near: &place)
    let start = first.insertedEnd == nil ? first.source + Int(span.start) - first.buffer : first.source
    guard span.end > span.start else { return (SourceSpan(start..<start), true) }
    if first.insertedEnd == nil, place + 1 == segments.count || Int(span.end) <= segments[place + 1].buffer {
      return (SourceSpan(start..<(start + span.count)), true)
    }
    // The end is found by the last byte: what follows it may come from elsewhere.
    var endPlace = place
    let last = segment(at: Int(span.end) - 1, near: &endPlace)
    return (SourceSpan(start..<max(start, last.insertedEnd ?? last.source + Int(span.end) - last.buffer)), false)
  }

  private func segment(at offset: Int, near place: inout Int) -> Segment {
    if !isPlace(place, of: offset) {
      place = isPlace(place + 1, of: offset) ? place + 1 : search(offset)
    }
    return segments[place]
  }

  private func isPlace(_ place: Int, of offset: Int) -> Bool {
    guard place < segments.count, segments[place].buffer <= offset else { return false }
    return place + 1 == segments.count || offset < segments[place + 1].buffer
  }

  private func search(_ offset: Int) -> Int {
    var (low, high) = (0, segments.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].buffer <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
