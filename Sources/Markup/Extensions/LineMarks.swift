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

  /// From the first brace that is not in a title to the one that closes it, or to the end where none does.
  public var lineMarksAsWritten: ArraySlice<UInt8>? {
    let rest = info[language.endIndex...]
    guard rest.contains(UInt8(ascii: "{")) else { return nil }
    var isQuoted = false
    for position in rest.indices {
      switch rest[position] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "{") where !isQuoted:
        let end = rest[position...].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? rest.endIndex
        return rest[position..<end]
      default: continue
      }
    }
    return nil
  }
}
