public import Diagnostics
import Yams

/// Reads YAML into nodes with spans.
public enum YAMLReader {
  /// Values nested deeper than this are refused.
  private static let deepest = 64
  /// Aliases may repeat what they stand for up to this many nodes in all.
  private static let mostNodes = 200_000

  /// - Parameters:
  ///   - bytes: the YAML.
  ///   - path: of the file, for diagnostics.
  ///   - offset: where the YAML begins in the file; spans are those of the file.
  /// - Returns: nothing when the YAML is empty or cannot be read; then a diagnostic says why.
  public static func read(
    _ bytes: [UInt8],
    path: String,
    offset: Int = 0
  ) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    let places = Places(bytes, offset: offset)
    func diagnostic(_ message: String, at position: Int, help: String) -> Diagnostic {
      let span = SourceSpan((offset + position)..<(offset + min(position + 1, bytes.count)))
      return Diagnostic("invalid-yaml", .error, message, at: SourceLocation(path: path, span: span), help: help)
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      return (nil, [diagnostic("this is not UTF-8", at: 0, help: "save the file in the encoding UTF-8")])
    }
    if let position = places.tooDeep(deepest) {
      return (nil, [diagnostic("values are nested too deep", at: position, help: "at most \(deepest) levels are read")])
    }
    var duplicates: Set<Int> = []
    var diagnostics: [Diagnostic] = []
    while true {
      do {
        // Without a given encoding, Yams asks the environment for it on every call, which costs as much as parsing.
        guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else { return (nil, diagnostics) }
        var converter = Converter(places: places, duplicates: duplicates, budget: mostNodes)
        let node = converter.convert(root, depth: 0)
        if converter.budget < 0 {
          let help = "write the values out, or use fewer aliases"
          return (nil, diagnostics + [diagnostic("aliases make this file too large", at: 0, help: help)])
        }
        return (node, diagnostics)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let first = places.position(context.mark)
        guard let key = keys.first, duplicates.count < 100, !key.isEmpty,
          let second = places.repetition(of: key, at: first, ignoring: duplicates)
        else {
          return (nil, diagnostics + [diagnostic("a key is given twice", at: first, help: "keep one of the two")])
        }
        text = rename(second, in: text, places, number: duplicates.count)
        duplicates.insert(second)
        diagnostics.append(
          Diagnostic(
            "duplicate-key",
            .error,
            "\(key) is given twice",
            at: SourceLocation(path: path, span: places.span(second, places.lengthOfScalar(key, at: second))),
            notes: [
              .init(
                "first given here",
                at: SourceLocation(path: path, span: places.span(first, places.lengthOfScalar(key, at: first)))
              )
            ],
            help: "keep one of the two"
          )
        )
      } catch YamlError.scanner(_, let problem, let mark, _) {
        return (nil, diagnostics + [diagnostic(words(problem), at: places.position(mark), help: help(for: problem))])
      } catch YamlError.parser(_, let problem, let mark, _) {
        return (nil, diagnostics + [diagnostic(words(problem), at: places.position(mark), help: help(for: problem))])
      } catch YamlError.composer(_, let problem, let mark, _) {
        return (nil, diagnostics + [diagnostic(words(problem), at: places.position(mark), help: help(for: problem))])
      } catch {
        return (nil, diagnostics + [diagnostic("this is not YAML", at: 0, help: "\(error)")])
      }
    }
  }

  private static func words(_ problem: String) -> String {
    let problem = problem.trimmingNewlines
    if problem.contains("cannot start any token") { return "a tab or a reserved character stands where a value begins" }
    if problem.contains("mapping values are not allowed") { return "a colon stands where no key can be" }
    if problem.contains("could not find expected ':'") {
      return "this line is neither a key with a value nor part of one"
    }
    if problem.contains("did not find expected") { return "the YAML breaks off or is indented differently here" }
    return "this is not YAML: \(problem)"
  }

  private static func help(for problem: String) -> String {
    if problem.contains("mapping values are not allowed") { return "put quotes around text that holds a colon" }
    if problem.contains("cannot start any token") {
      return "indent with spaces, and put quotes around text that begins with @, ` or %"
    }
    return "check indentation, quotes and brackets before this place"
  }

  /// Yams stops at a mapping with equal keys. The later one gets another name of the same length, so that the rest
  /// can be read.
  private static func rename(_ position: Int, in text: String, _ places: Places, number: Int) -> String {
    var scalars = Array(text.unicodeScalars)
    var index = places.scalarIndex(of: position)
    if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    if index < scalars.count, let mark = Unicode.Scalar(0xE000 + UInt32(number)) { scalars[index] = mark }
    var renamed = String.UnicodeScalarView()
    renamed.append(contentsOf: scalars)
    return String(renamed)
  }
}

/// Turns Yams's tree into ours.
private struct Converter {
  let places: Places
  let duplicates: Set<Int>
  var budget: Int

  mutating func convert(_ node: Node, depth: Int) -> YAMLNode {
    budget -= 1
    let start = node.mark.map(places.position) ?? 0
    guard budget >= 0, depth < 200 else { return YAMLNode(content: .null, span: places.span(start, 0)) }
    switch node {
    case .scalar(let scalar):
      let length = places.lengthOfScalar(scalar.string, at: start)
      let span = places.span(start, length)
      let isPlain = scalar.style == .plain || scalar.style == .any
      let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      return YAMLNode(content: isNull ? .null : .scalar(scalar.string), span: span)
    case .sequence(let sequence):
      let items = sequence.map { convert($0, depth: depth + 1) }
      return YAMLNode(content: .list(items), span: enclosing(start, items.last?.span))
    case .mapping(let mapping):
      var entries: [YAMLNode.Entry] = []
      var last: SourceSpan?
      for (key, value) in mapping {
        let position = key.mark.map(places.position) ?? start
        let child = convert(value, depth: depth + 1)
        last = child.span
        guard !duplicates.contains(position) else { continue }
        let name = key.string ?? ""
        let length = places.lengthOfScalar(name, at: position)
        entries.append(.init(key: Spanned(name, places.span(position, length)), value: child))
      }
      return YAMLNode(content: .mapping(entries), span: enclosing(start, last))
    case .alias:
      return YAMLNode(content: .null, span: places.span(start, 0))
    }
  }

  private func enclosing(_ start: Int, _ last: SourceSpan?) -> SourceSpan {
    let begin = places.span(start, 1)
    guard let last, last.end > begin.start else { return begin }
    return SourceSpan(start: begin.start, end: last.end)
  }
}

/// Turns Yams's lines and columns into bytes of the file.
private struct Places {
  let bytes: [UInt8]
  let offset: Int
  private let lines: [Int]

  init(_ bytes: [UInt8], offset: Int) {
    self.bytes = bytes
    self.offset = offset
    var lines = [0]
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A || (byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)) {
        lines.append(index + 1)
      }
    }
    self.lines = lines
  }

  func span(_ position: Int, _ length: Int) -> SourceSpan {
    let end = min(position + length, bytes.count)
    return SourceSpan((offset + min(position, end))..<(offset + end))
  }

  /// Columns count code points.
  func position(_ mark: Mark) -> Int {
    guard mark.line >= 1, mark.line <= lines.count else { return bytes.count }
    var position = lines[mark.line - 1]
    var column = 1
    while column < mark.column, position < bytes.count {
      position += 1
      while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
      column += 1
    }
    return position
  }

  func scalarIndex(of position: Int) -> Int { bytes[..<min(position, bytes.count)].count { $0 & 0xC0 != 0x80 } }

  /// How many bytes a scalar takes as it is written.
  func lengthOfScalar(_ text: String, at start: Int) -> Int {
    guard start < bytes.count else { return 0 }
    switch bytes[start] {
    case UInt8(ascii: "\""):
      var end = start + 1
      while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
      return min(end + 1, bytes.count) - start
    case UInt8(ascii: "'"):
      var end = start + 1
      while end < bytes.count {
        if bytes[end] == UInt8(ascii: "'") {
          guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "'") else { break }
          end += 1
        }
        end += 1
      }
      return min(end + 1, bytes.count) - start
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return lengthOfBlock(at: start)
    default:
      if bytes[start...].starts(with: text.utf8) { return text.utf8.count }
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      return text.isEmpty ? 0 : end - start
    }
  }

  /// A block scalar goes on as long as lines are empty or indented more than the line of its mark.
  private func lengthOfBlock(at start: Int) -> Int {
    let line = (lines.lastIndex { $0 <= start } ?? 0)
    func indentation(_ line: Int) -> Int? {
      var index = lines[line]
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      return index == bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D ? nil : index - lines[line]
    }
    let own = indentation(line) ?? 0
    var next = line + 1
    while next < lines.count {
      if let depth = indentation(next), depth <= own { break }
      next += 1
    }
    var end = next < lines.count ? lines[next] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return end - start
  }

  /// Where a key stands again in the mapping in which it first stands at `first`.
  func repetition(of key: String, at first: Int, ignoring known: Set<Int>) -> Int? {
    let line = lines.lastIndex { $0 <= first } ?? 0
    let column = first - lines[line]
    for next in lines[(line + 1)...] {
      var index = next
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      guard index < bytes.count else { break }
      if bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == UInt8(ascii: "#") { continue }
      if index - next < column { break }
      if index - next == column, isKey(key, at: index), !known.contains(index) { return index }
    }
    // A mapping in braces may lie on one line.
    var index = first + 1
    while index < bytes.count {
      if isKey(key, at: index), !known.contains(index), [0x20, 0x2C, 0x7B, 0x0A].contains(bytes[index - 1]) {
        return index
      }
      index += 1
    }
    return nil
  }

  private func isKey(_ key: String, at start: Int) -> Bool {
    var index = start
    let isQuoted = bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
    if isQuoted { index += 1 }
    guard bytes[index...].starts(with: key.utf8) else { return false }
    index += key.utf8.count + (isQuoted ? 1 : 0)
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: ":")
  }

  /// Where brackets, dashes or indentation go deeper than any sensible file, if they do. The parser recurses.
  func tooDeep(_ limit: Int) -> Int? {
    var brackets = 0
    for start in lines {
      var index = start
      var dashes = 0
      while index < bytes.count,
        bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "?")
      {
        if bytes[index] != 0x20 { dashes += 1 }
        index += 1
      }
      let isRule = dashes > 3 && index - start == dashes
      if (dashes > limit && !isRule) || index - start > 16 * limit { return min(index, bytes.count - 1) }
    }
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { brackets += 1 }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { brackets = max(0, brackets - 1) }
      if brackets > limit { return index }
    }
    return nil
  }
}

extension String {
  fileprivate var trimmingNewlines: String { String(self.prefix { !$0.isNewline }) }
}
