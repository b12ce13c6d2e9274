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
    var taken: [Diagnostic.Edit] = []
    var made = 0
    for fix in fixes {
      let isFree = fix.edits.allSatisfy { edit in
        Int(edit.span.end) <= bytes.count
          && !taken.contains { $0.span.start < edit.span.end && edit.span.start < $0.span.end || $0.span == edit.span }
      }
      guard isFree else { continue }
      taken += fix.edits
      made += 1
    }
    var result: [UInt8] = []
    var end = 0
    for edit in taken.sorted(by: { $0.span.start < $1.span.start }) {
      result += bytes[end..<Int(edit.span.start)]
      result += edit.replacement
      end = Int(edit.span.end)
    }
    return (result + bytes[end...], made)
  }
}
