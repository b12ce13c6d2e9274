public import Diagnostics

/// The YAML between two `---` lines at the top of a file.
public struct FrontMatter: Sendable {
  /// The YAML, without the fences.
  public var content: SourceSpan
  /// Where the text after it begins.
  public var bodyStart: UInt32
  /// The opening fence has no closing one; all of the file counts as text.
  public var isUnclosed: Bool

  /// Nothing when the file does not begin with a `---` line (after a byte order mark, perhaps).
  public static func split(_ bytes: [UInt8]) -> FrontMatter? {
    let start = byteOrderMark(bytes)
    guard let contentStart = endOfFence(bytes, at: start) else { return nil }
    var line = contentStart
    while line < bytes.count {
      if let bodyStart = endOfFence(bytes, at: line) {
        return FrontMatter(
          content: SourceSpan(contentStart..<line),
          bodyStart: UInt32(bodyStart),
          isUnclosed: false
        )
      }
      line = nextLine(bytes, after: line)
    }
    return FrontMatter(content: SourceSpan(contentStart..<contentStart), bodyStart: UInt32(start), isUnclosed: true)
  }

  /// Length of the byte order mark that some editors put first.
  static func byteOrderMark(_ bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// Where the line after a fence begins, if a fence stands here.
  private static func endOfFence(_ bytes: [UInt8], at start: Int) -> Int? {
    guard bytes.hasPrefix("---", at: start) else { return nil }
    var index = start + 3
    while index < bytes.count, isSpaceOrTab(bytes[index]) { index += 1 }
    guard index == bytes.count || isLineEnd(bytes[index]) else { return nil }
    return nextLine(bytes, after: index)
  }

  private static func nextLine(_ bytes: [UInt8], after start: Int) -> Int {
    guard let end = bytes[start...].firstIndex(where: isLineEnd) else { return bytes.count }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == .newline ? end + 2 : end + 1
  }
}
