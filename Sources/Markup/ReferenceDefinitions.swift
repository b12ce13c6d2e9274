import Diagnostics

/// Where a file writes its reference definitions, `[label]: destination "title"`.
///
/// cmark says where a link leads, not which line of the file says so; that line is what has to be changed when the
/// link is wrong.
struct ReferenceDefinitions {
  private let source: [UInt8]
  /// Destinations, in the order of the file; of several with one label the first counts.
  private var byLabel: [String: [Range<Int>]] = [:]

  /// - Parameter start: where the text begins, behind the front matter.
  init(in source: [UInt8], from start: Int) {
    self.source = source
    var line = start
    while line < source.count {
      let first = Self.skipContainers(source, from: line)
      if let (label, destination) = LinkSyntax.definition(source, from: first, before: source.count) {
        byLabel[Self.normalized(source[label]), default: []].append(destination)
      }
      line = (source[line...].firstIndex(where: isLineEnd) ?? source.count) + 1
    }
  }

  /// The destination in the definition that a link refers to, or nil if no line looks like one.
  ///
  /// - Parameters:
  ///   - link: the whole link, `[text][label]`, `[label][]` or `[label]`, or such an image.
  ///   - destination: where it leads, escapes and entities resolved.
  func place(of link: Range<Int>, leadingTo destination: ArraySlice<UInt8>) -> SourceSpan? {
    guard let label = label(of: link), let destinations = byLabel[Self.normalized(source[label])] else { return nil }
    // Code may show a definition with the same label.
    let exact = destinations.first { source[$0].elementsEqual(destination) }
    return (exact ?? destinations.first).map { SourceSpan($0) }
  }

  private func label(of link: Range<Int>) -> Range<Int>? {
    var end = link.upperBound
    guard link.count > 2, end <= source.count, source[end - 1] == .closeBracket else { return nil }
    if source[end - 2] == .openBracket { end -= 2 }
    guard source[end - 1] == .closeBracket else { return nil }
    var index = end - 2
    while index >= link.lowerBound, source[index] != .openBracket || isEscaped(index) { index -= 1 }
    return index < link.lowerBound ? nil : (index + 1)..<(end - 1)
  }

  private func isEscaped(_ index: Int) -> Bool {
    source[..<index].reversed().prefix { $0 == .backslash }.count % 2 == 1
  }

  /// Past indentation, the marks of quotes and the mark of a list item.
  private static func skipContainers(_ source: [UInt8], from line: Int) -> Int {
    var index = line
    while index < source.count {
      switch source[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), .greater: index += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard index + 1 < source.count, isSpaceOrTab(source[index + 1]) else { return index }
        index += 2
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = index
        while end < source.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= source[end] { end += 1 }
        guard end + 1 < source.count, [UInt8(ascii: "."), .closeParenthesis].contains(source[end]),
          isSpaceOrTab(source[end + 1])
        else { return index }
        index = end + 2
      default: return index
      }
    }
    return index
  }

  /// Labels match without regard to case and to the width of white space.
  private static func normalized(_ label: ArraySlice<UInt8>) -> String {
    let words = label.split(whereSeparator: isWhitespace).map { String(decoding: $0, as: UTF8.self) }
    // Upper case first: `ß` and `SS` are one label.
    return words.joined(separator: " ").uppercased().lowercased()
  }
}
