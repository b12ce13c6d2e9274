/// A half-open range of bytes in one source file.
///
/// Spans stay byte offsets until a person reads them; ``LineTable`` turns them into lines and columns.
public struct SourceSpan: Hashable, Sendable {
  /// Offset of the first byte, from the start of the file.
  public var start: UInt32
  /// Offset just past the last byte.
  public var end: UInt32

  @inlinable @inline(__always) public init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = Swift.max(start, end)
  }

  @inlinable @inline(__always) public init(_ range: Range<Int>) {
    self.init(start: UInt32(clamping: range.lowerBound), end: UInt32(clamping: range.upperBound))
  }

  @inlinable public var count: Int { Int(end - start) }
  @inlinable public var range: Range<Int> { Int(start)..<Int(end) }
}

/// A span and the file it lies in.
public struct SourceLocation: Hashable, Sendable {
  /// Path as the user would type it from the site's folder: `content/guides/connect.md`.
  public var path: String
  /// Nothing when the whole file is meant.
  public var span: SourceSpan?

  public init(path: String, span: SourceSpan? = nil) {
    self.path = path
    self.span = span
  }
}
