/// Names each finding so that it is known again after lines above it have moved: by its id, its file and the text of
/// the line it stands on, and by a count where that is still not enough.
public enum Fingerprint {
  /// 16 hexadecimal digits for each diagnostic, in the same order. `diagnostics` as they are reported.
  public static func of(_ diagnostics: [Diagnostic], sources: SourceFiles) -> [String] {
    diagnostics.chunked { $0.location?.path == $1.location?.path }.flatMap { ofFile in
      of(ofFile, lines: ofFile.first?.location.flatMap { sources[$0.path] }.map { LineTable($0.bytes) })
    }
  }

  /// The same for all findings in one file.
  ///
  /// - Parameter lines: of the file; nil if they cannot be read.
  public static func of(_ diagnostics: ArraySlice<Diagnostic>, lines: LineTable?) -> [String] {
    numbered(hashes(of: diagnostics, lines: lines))
  }

  /// Without a count: equal findings have equal hashes.
  private static func hashes(of diagnostics: ArraySlice<Diagnostic>, lines: LineTable?) -> [UInt64] {
    // A line may be long and hold thousands of findings: it is read once for each kind of them.
    var known: [Line: UInt64] = [:]
    var starts: [String: UInt64] = [:]
    return diagnostics.map { diagnostic in
      let (id, location) = (diagnostic.id, diagnostic.location)
      let start =
        starts[id]
        ?? {
          let hash = combine(0xCBF2_9CE4_8422_2325, id.utf8)
          return location.map { combine(hash, $0.path.utf8) } ?? hash
        }()
      starts[id] = start
      guard let span = location?.span, let lines else { return combine(start, diagnostic.message.utf8) }
      let line = Line(start: start, number: lines.lineNumber(of: span.start))
      if let known = known[line] { return known }
      let hash = end(hashOfWords(in: lines.text(ofLine: line.number), start))
      known[line] = hash
      return hash
    }
  }

  /// 16 hexadecimal digits for each hash, others where a hash comes more than once.
  private static func numbered(_ hashes: [UInt64]) -> [String] {
    var seen: [UInt64: UInt64] = [:]
    seen.reserveCapacity(hashes.count)
    return hashes.map { hash in
      let count = seen[hash, default: 0]
      seen[hash] = count + 1
      return digits(hash ^ (count &* 0x9E37_79B9_7F4A_7C15))
    }
  }

  private struct Line: Hashable {
    /// What the line's hash begins with.
    let start: UInt64
    let number: Int
  }

  private static func digits(_ number: UInt64) -> String {
    String(unsafeUninitializedCapacity: 16) { text in
      for position in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: number >> (60 - 4 * UInt64(position))) & 15
        text[position] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
      }
      return 16
    }
  }

  private static let prime: UInt64 = 0x100_0000_01B3

  /// FNV-1a, with a mark at the end of each part.
  private static func combine(_ hash: UInt64, _ bytes: some Sequence<UInt8>) -> UInt64 {
    end(bytes.reduce(hash) { ($0 ^ UInt64($1)) &* prime })
  }

  private static func end(_ hash: UInt64) -> UInt64 { (hash ^ 0xFF) &* prime }

  /// With one space between words, however they are parted.
  private static func hashOfWords(in line: ArraySlice<UInt8>, _ start: UInt64) -> UInt64 {
    var hash = start
    var (isInWord, isFirst) = (false, true)
    for byte in line {
      if byte == 0x20 || byte == 0x09 {
        isInWord = false
        continue
      }
      if !isInWord, !isFirst { hash = (hash ^ 0x20) &* prime }
      (isInWord, isFirst) = (true, false)
      hash = (hash ^ UInt64(byte)) &* prime
    }
    return hash
  }
}

extension Array {
  /// The longest runs of elements of which each belongs with the one before it.
  public func chunked(_ belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var chunks: [ArraySlice<Element>] = []
    var start = 0
    for index in indices where index + 1 == count || !belong(self[index], self[index + 1]) {
      chunks.append(self[start...index])
      start = index + 1
    }
    return chunks
  }
}
