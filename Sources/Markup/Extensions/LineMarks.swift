/// The lines of a code block that its author points at: `{1,3-5}` in what follows the language.
public struct LineMarks: Sendable, Equatable {
  public let ranges: [ClosedRange<Int>]

  /// Nothing when the text, with its braces, is not a list of lines and ranges of lines.
  public init?(_ text: ArraySlice<UInt8>) {
    guard text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else { return nil }
    var ranges: [ClosedRange<Int>] = []
    for part in text.dropFirst().dropLast().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let ends = part.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(Self.line)
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1], first <= last else { return nil }
      ranges.append(first...last)
    }
    self.ranges = ranges
  }

  /// Whether braces are meant to name lines, rightly or not: some part between commas begins with a number, and nothing
  /// is there that only attributes have.
  static func isMeant(_ text: ArraySlice<UInt8>) -> Bool {
    let content = text.dropFirst().prefix { $0 != UInt8(ascii: "}") }
    if content.contains(where: { attributeBytes.contains($0) }) { return false }
    let parts = content.split(separator: UInt8(ascii: ",")).map { $0.drop(while: isSpaceOrTab) }
    // `{1,3 showLineNumbers}`
    let holdsWord = parts.contains { part in
      part.split(whereSeparator: isSpaceOrTab).dropFirst().contains { $0.count > 2 && isLetter($0[$0.startIndex]) }
    }
    return !holdsWord
      && parts.contains { part in isDigit(part.drop { $0 == UInt8(ascii: "-") }.first ?? 0) }
  }

  private static let attributeBytes = Array("=:\"'`{%$<>#/\\()".utf8)

  public func contain(_ line: Int) -> Bool { ranges.contains { $0.contains(line) } }

  private static func line(_ text: ArraySlice<UInt8>) -> Int? {
    let digits = text.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
    guard (1...6).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return number > 0 ? number : nil
  }
}

extension Document.CodeBlock {
  public var lineMarks: LineMarks? { lineMarksAsWritten.flatMap { LineMarks($0) } }

  /// The first braces that are meant to name lines, to the one that closes them or to the end where none does.
  ///
  /// Other generators write attributes of many forms in braces; those mark no lines.
  public var lineMarksAsWritten: ArraySlice<UInt8>? {
    let rest = info[language.endIndex...]
    guard rest.contains(UInt8(ascii: "{")) else { return nil }
    var quote: UInt8?
    var position = rest.startIndex
    while position < rest.endIndex {
      let byte = rest[position]
      let before = position > rest.startIndex ? rest[position - 1] : 0x20
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") && before == UInt8(ascii: "=") {
        quote = byte
      } else if byte == UInt8(ascii: "{") {
        let end = rest[position...].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? rest.endIndex
        if isSpaceOrTab(before), LineMarks.isMeant(rest[position..<end]) { return rest[position..<end] }
        position = end
        continue
      }
      position += 1
    }
    return nil
  }
}
