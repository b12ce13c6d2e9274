public import Diagnostics

/// Reads YAML into nodes with spans.
public enum YAMLReader {
  /// Reads one document; nothing in it can make reading crash or take long.
  ///
  /// - Parameters:
  ///   - bytes: the YAML, UTF-8, perhaps after a byte order mark.
  ///   - path: of the file, for diagnostics.
  ///   - offset: where the YAML begins in the file; spans are those of the file.
  /// - Returns: nothing when the YAML is empty or cannot be read; then an `invalid-yaml` says why. Keys that are
  ///   repeated are left out after a `duplicate-key`.
  public static func read(
    _ bytes: [UInt8],
    path: String,
    offset: Int = 0
  ) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    if let node = FlatMapping.read(bytes, offset: offset) { return (node, []) }
    return readAnything(bytes, path: path, offset: offset)
  }

  /// The same without the short way for simple lines.
  static func readAnything(
    _ bytes: [UInt8],
    path: String,
    offset: Int = 0
  ) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return readAnything(Array(bytes[3...]), path: path, offset: offset + 3)
    }
    let source = YAMLSource(bytes, path: path, offset: offset)
    if let problem = source.unreadable { return (nil, [problem]) }
    return NodeReader(source).read()
  }
}
