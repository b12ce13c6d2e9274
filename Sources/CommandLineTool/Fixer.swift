import Diagnostics
import SiteBuilder

/// Makes the changes that findings propose, in rounds. Each file is replaced as a whole, or not at all.
struct Fixer {
  /// The site's folder, as it was given to the command.
  let root: String
  /// Changes are made in memory only.
  var isDryRun = false
  /// How many findings were mended.
  private(set) var count = 0
  /// What changed files held before the first round, and what they hold now.
  private(set) var files: [String: (before: [UInt8], after: [UInt8])] = [:]
  /// What files held in earlier rounds: two corrections must not undo each other for ever.
  private var earlier: [String: Set<[UInt8]>] = [:]

  init(root: String, isDryRun: Bool = false) {
    self.root = root
    self.isDryRun = isDryRun
  }

  /// Makes all changes, and those that come to light by them.
  ///
  /// - Parameters:
  ///   - result: of a check.
  ///   - check: checks once more, with what is to be read in place of files where nothing is written.
  /// - Returns: of the last check.
  mutating func mend(
    _ result: Build.Result,
    _ check: (_ replaced: [String: [UInt8]]) async throws -> Build.Result
  ) async throws -> Build.Result {
    var result = result
    for _ in 0..<Self.mostRounds {
      guard try apply(result.diagnostics, to: result.sources) else { break }
      result = try await check(isDryRun ? files.mapValues(\.after) : [:])
    }
    return result
  }

  private static let mostRounds = 50

  /// Says whether anything was changed. Of two changes that overlap the first is made; another round makes the other.
  mutating func apply(_ diagnostics: [Diagnostic], to sources: SourceFiles) throws(FileSystem.Failure) -> Bool {
    var fixes: [String: [Diagnostic.Fix]] = [:]
    for case let fix? in diagnostics.map(\.fix) where !fix.edits.isEmpty { fixes[fix.path, default: []].append(fix) }
    var isChanged = false
    for (path, wanted) in fixes.sorted(by: { $0.key < $1.key }) {
      guard let source = sources[path] else { continue }
      let (bytes, made) = Self.apply(wanted, to: source.bytes)
      earlier[path, default: []].insert(source.bytes)
      guard made > 0, earlier[path]?.contains(bytes) == false else { continue }
      if !isDryRun { try ReportTarget.replace(root == "." ? path : root + "/" + path, with: bytes) }
      files[path] = (files[path]?.before ?? source.bytes, bytes)
      count += made
      isChanged = true
    }
    return isChanged
  }

  static func apply(_ fixes: [Diagnostic.Fix], to bytes: [UInt8]) -> (bytes: [UInt8], made: Int) {
    // In the order of the text, without overlaps: only neighbours of a new edit can be in its way.
    var taken: [Diagnostic.Edit] = []
    var made = 0
    for fix in fixes {
      let isFree = fix.edits.allSatisfy { edit in
        guard Int(edit.span.end) <= bytes.count else { return false }
        let place = place(of: edit, in: taken)
        return !taken[max(0, place - 1)..<min(taken.count, place + 1)].contains {
          $0.span.start < edit.span.end && edit.span.start < $0.span.end || $0.span == edit.span
        }
      }
      guard isFree else { continue }
      for edit in fix.edits { taken.insert(edit, at: place(of: edit, in: taken)) }
      made += 1
    }
    var result: [UInt8] = []
    var end = 0
    for edit in taken {
      result += bytes[end..<Int(edit.span.start)]
      result += edit.replacement
      end = Int(edit.span.end)
    }
    return (result + bytes[end...], made)
  }

  /// The position at which an edit belongs among others: behind all that begin, or else end, no later.
  private static func place(of edit: Diagnostic.Edit, in others: [Diagnostic.Edit]) -> Int {
    var (low, high) = (0, others.count)
    while low < high {
      let middle = (low + high) / 2
      let span = others[middle].span
      if (span.start, span.end) <= (edit.span.start, edit.span.end) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
