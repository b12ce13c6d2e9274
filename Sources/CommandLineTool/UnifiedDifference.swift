/// How two versions of a file differ, as `diff -u` and git write it.
struct UnifiedDifference {
  let text: String

  private static let context = 3

  init(from before: [UInt8], to after: [UInt8], path: String) {
    let (old, new) = (Self.lines(of: before), Self.lines(of: after))
    let lines = Self.merged(old, new)
    var text = "--- a/\(path)\n+++ b/\(path)\n"
    var start = 0
    while let first = lines[start...].firstIndex(where: { $0.mark != " " }) {
      var (last, end) = (first, first + 1)
      // Changes that are near each other are shown together.
      while end < lines.count, end - last <= 2 * Self.context {
        if lines[end].mark != " " { last = end }
        end += 1
      }
      let shown = max(start, first - Self.context)..<min(lines.count, last + 1 + Self.context)
      let (oldCount, newCount) = (lines[shown].count { $0.mark != "+" }, lines[shown].count { $0.mark != "-" })
      let oldStart = lines[..<shown.lowerBound].count { $0.mark != "+" } + (oldCount > 0 ? 1 : 0)
      let newStart = lines[..<shown.lowerBound].count { $0.mark != "-" } + (newCount > 0 ? 1 : 0)
      text += "@@ -\(oldStart),\(oldCount) +\(newStart),\(newCount) @@\n"
      for (mark, line) in lines[shown] {
        text += mark + String(decoding: line, as: UTF8.self)
        if line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
      }
      start = shown.upperBound
    }
    self.text = text
  }

  /// Each with its end.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  private static func merged(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [(
    mark: String, line: ArraySlice<UInt8>
  )] {
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(\.offset))
    let inserted = Set(difference.insertions.map(\.offset))
    var merged: [(mark: String, line: ArraySlice<UInt8>)] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        merged.append(("-", old[i]))
        i += 1
      } else if j < new.count, inserted.contains(j) {
        merged.append(("+", new[j]))
        j += 1
      } else {
        merged.append((" ", old[i]))
        (i, j) = (i + 1, j + 1)
      }
    }
    return merged
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
