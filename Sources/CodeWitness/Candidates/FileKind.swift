/// What speaks against reading a file whatever its name is.
enum FileKind {
  /// Larger files are data.
  static let limit = 16 << 20

  /// A zero byte near the beginning, as in every image and program.
  static func isBinary(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.prefix(1024).contains(0) }

  /// Made by a bundler: few lines for many bytes.
  static func isMinified(_ bytes: UnsafeBufferPointer<UInt8>, path: String) -> Bool {
    guard [".js", ".mjs", ".cjs", ".html", ".css"].contains(where: path.hasSuffix) else { return false }
    if path.hasSuffix(".min.js") || path.hasSuffix(".bundle.js") { return true }
    guard bytes.count > 50_000 else { return false }
    var lines = 1
    for byte in bytes.prefix(200_000) where byte == UInt8(ascii: "\n") { lines += 1 }
    return min(bytes.count, 200_000) / lines > 1000
  }
}
