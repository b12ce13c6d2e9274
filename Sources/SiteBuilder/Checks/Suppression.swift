import ByteBuffers
import Diagnostics
import Markup

/// A comment that silences findings where it stands: `<!-- scopebook-ignore broken-link: comes with release 4 -->` in a
/// page, `# scopebook-ignore …` in YAML, `{{! scopebook-ignore … }}` in a template.
struct Suppression: Sendable {
  var id: String
  var path: String
  /// The id in the comment.
  var idSpan: SourceSpan
  /// The comment's line and the paragraph, list or line after it.
  var covered: Range<Int>
  var hasReason: Bool

  func silences(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.id == id, diagnostic.location?.path == path, hasReason, let span = diagnostic.location?.span else {
      return false
    }
    return covered.contains(Int(span.start)) && (diagnostic.severity != .error || Explanation.isAdjustable(id))
  }

  private static let mark = Array("scopebook-ignore".utf8)

  static func all(in page: ParsedPage) -> [Suppression] {
    page.document.holdsHTML ? find(in: page.file, comments: comments(in: page.document)) : []
  }

  /// In files that are no pages.
  static func all(in files: [SourceFile]) -> [Suppression] { files.flatMap { find(in: $0, comments: nil) } }

  /// Only comments count in a page: code may show how to write one.
  private static func comments(in document: Document) -> [Range<Int>] {
    document.nodes.filter { $0.kind == .htmlBlock || $0.kind == .htmlInline }.map(\.span.range)
  }

  private static func find(in file: SourceFile, comments: [Range<Int>]?) -> [Suppression] {
    var found: [Suppression] = []
    var start = 0
    while let range = file.bytes[start...].firstRange(of: mark) {
      start = range.upperBound
      if let comments, !comments.contains(where: { $0.contains(range.lowerBound) }) { continue }
      found += suppressions(in: file, after: range.upperBound, isPage: comments != nil)
    }
    return found
  }

  /// ` id, id: reason -->`
  private static func suppressions(in file: SourceFile, after start: Int, isPage: Bool) -> [Suppression] {
    let bytes = file.bytes
    let lineEnd = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let end =
      ["-->", "}}"].compactMap { bytes[start..<lineEnd].firstRange(of: Array($0.utf8))?.lowerBound }.min() ?? lineEnd
    let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":"))
    let reason = bytes[(colon.map { $0 + 1 } ?? end)..<end]
    let covered = covered(from: start, lineEnd: lineEnd, in: bytes, isPage: isPage)
    return bytes[start..<(colon ?? end)].split { $0 <= 0x20 || $0 == UInt8(ascii: ",") }.map { id in
      Suppression(
        id: id.text,
        path: file.path,
        idSpan: SourceSpan(id.startIndex..<id.endIndex),
        covered: covered,
        hasReason: reason.contains { $0 > 0x20 }
      )
    }
  }

  private static func covered(from start: Int, lineEnd: Int, in bytes: [UInt8], isPage: Bool) -> Range<Int> {
    let lineStart = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var index = lineEnd
    var hasText = false
    while index < bytes.count {
      let next = bytes[(index + 1)...].firstIndex(of: 0x0A) ?? bytes.count
      guard index + 1 <= next else { break }
      let isBlank = bytes[(index + 1)..<next].allSatisfy { $0 <= 0x20 }
      if isBlank, hasText { break }
      if !isBlank { hasText = true }
      index = next
      if hasText, !isPage { break }
    }
    return lineStart..<max(index, lineEnd)
  }
}

/// From everything that was found to what is reported: levels, comments that silence, the order, and each finding once.
enum Settling {
  static func settle(
    _ diagnostics: [Diagnostic],
    _ settings: CheckSettings,
    _ suppressions: [Suppression]
  ) -> [Diagnostic] {
    let ofFile = Dictionary(grouping: suppressions.indices) { suppressions[$0].path }
    var isUsed = Array(repeating: false, count: suppressions.count)
    var settled: [Diagnostic] = []
    settled.reserveCapacity(diagnostics.count)
    for diagnostic in diagnostics {
      guard let diagnostic = settings.settle(diagnostic) else { continue }
      let silencing = (diagnostic.location.flatMap { ofFile[$0.path] } ?? []).filter { suppressions[$0].silences(diagnostic) }
      for position in silencing { isUsed[position] = true }
      if silencing.isEmpty { settled.append(diagnostic) }
    }
    for (position, suppression) in suppressions.enumerated()
    where !isUsed[position] && !(suppression.hasReason && CheckSettings.isAskedFor(suppression.id)) {
      if let problem = settings.settle(problem(with: suppression)) { settled.append(problem) }
    }
    return settled.sortedForReport(eachOnce: true)
  }

  private static func problem(with suppression: Suppression) -> Diagnostic {
    let location = SourceLocation(path: suppression.path, span: suppression.idSpan)
    guard suppression.hasReason else {
      return Diagnostic(
        "suppression-without-reason",
        .error,
        "\(suppression.id) is silenced without a reason",
        at: location,
        help: "write why after a colon: scopebook-ignore \(suppression.id): …"
      )
    }
    guard let explanation = Explanation.of(suppression.id) else {
      let guess = NearestMatch.find(suppression.id, in: Explanation.all.map(\.id))
      return Diagnostic(
        "unused-suppression",
        .warning,
        "there is no check \(suppression.id)",
        at: location,
        help: guess.map { "did you mean \($0)?" } ?? "`scopebook explain` lists them"
      )
    }
    return Diagnostic(
      "unused-suppression",
      .warning,
      explanation.isAdjustable ? "there is no \(suppression.id) here" : "\(suppression.id) cannot be silenced",
      at: location,
      help: "remove the comment"
    )
  }
}
