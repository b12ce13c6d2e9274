import Diagnostics
import SiteBuilder

/// Makes the changes that findings propose. Each file is replaced as a whole, or not at all.
struct Fixer {
  /// The site's folder, as it was given to the command.
  let root: String

  /// How many findings were mended. Of two changes that overlap the first is made; another run makes the other.
  func apply(_ diagnostics: [Diagnostic], to sources: SourceFiles) throws(FileSystem.Failure) -> Int {
    var fixes: [String: [Diagnostic.Fix]] = [:]
    for case let fix? in diagnostics.map(\.fix) where !fix.edits.isEmpty { fixes[fix.path, default: []].append(fix) }
    var count = 0
    for (path, wanted) in fixes.sorted(by: { $0.key < $1.key }) {
      guard let source = sources[path] else { continue }
      let (bytes, made) = Self.apply(wanted, to: source.bytes)
      guard made > 0 else { continue }
      try ReportTarget.replace(root == "." ? path : root + "/" + path, with: bytes)
      count += made
    }
    return count
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
