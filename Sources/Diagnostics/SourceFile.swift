/// The bytes of one file as they were read, and the path that people know it by.
public struct SourceFile: Sendable {
  /// Path as the user would type it from the site's folder, with `/` between parts.
  public let path: String
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  public func location(_ span: SourceSpan) -> SourceLocation {
    SourceLocation(path: path, span: span)
  }
}
