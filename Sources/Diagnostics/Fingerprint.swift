/// Names each finding so that it is known again after lines above it have moved: by its id, its file and the text of
/// the line it stands on, and by a count where that is still not enough.
public enum Fingerprint {
  /// 16 hexadecimal digits for each diagnostic, in the same order. `diagnostics` as they are reported.
  public static func of(_ diagnostics: [Diagnostic], sources: SourceFiles) -> [String] {
    // Findings come file by file.
    var last: (path: String, table: LineTable?) = ("", nil)
    // A line may be long and hold thousands of findings: it is read once for each kind of them.
    var known: [Line: UInt64] = [:]
    var seen: [UInt64: UInt64] = [:]
    return diagnostics.map { diagnostic in
      var hash = combine(0xCBF2_9CE4_8422_2325, diagnostic.id.utf8)
      if let location = diagnostic.location {
        hash = combine(hash, location.path.utf8)
        if location.span != nil, last.path != location.path {
          last = (location.path, sources[location.path].map { LineTable($0.bytes) })
        }
        if let span = location.span, let table = last.table {
          let line = Line(id: diagnostic.id, path: location.path, number: table.position(of: span.start).line)
          let words = known[line] == nil ? table.text(ofLine: line.number).split { $0 == 0x20 || $0 == 0x09 } : []
          hash = known[line] ?? combine(hash, words.joined(separator: [0x20]))
          known[line] = hash
        } else {
          hash = combine(hash, diagnostic.message.utf8)
        }
      } else {
        hash = combine(hash, diagnostic.message.utf8)
      }
      let count = seen[hash, default: 0]
      seen[hash] = count + 1
      let digits = String(hash ^ (count &* 0x9E37_79B9_7F4A_7C15), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }

  private struct Line: Hashable {
    let id: String
    let path: String
    let number: Int
  }

  /// FNV-1a, with a mark at the end of each part.
  private static func combine(_ hash: UInt64, _ bytes: some Sequence<UInt8>) -> UInt64 {
    let prime: UInt64 = 0x100_0000_01B3
    return (bytes.reduce(hash) { ($0 ^ UInt64($1)) &* prime } ^ 0xFF) &* prime
  }
}
