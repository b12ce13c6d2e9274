import EmbeddedFiles

/// What stands in the index for letters that readers type in more than one way: `a` for `Ä`, `fi` for `ﬁ`, `1` for `１`.
///
/// Read from `letters/folded.txt`. The script that searches does the same with what the browser knows of Unicode.
struct FoldedLetters: Sendable {
  /// By code point divided by 128, where its block begins; 0 for one in which every letter stands for itself.
  private var starts = [Int32](repeating: 0, count: 0x11_0000 / 128)
  /// By code point in a block: 0 for a letter that stands for itself, else where in ``letters`` what stands for it
  /// begins, how much it is, and whether the letter is a capital.
  private var entries = [UInt32](repeating: 0, count: 128)
  private var letters: [UInt32] = [0]

  static let all = FoldedLetters()

  private init() {
    for position in 0..<Int(embedded_files_count) {
      let file = embedded_file_at(position)
      guard String(cString: file.path) == "letters/folded.txt" else { continue }
      read(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
  }

  private mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard let first = UInt32(String(decoding: fields[0], as: UTF8.self), radix: 16) else { continue }
      for (number, field) in fields.dropFirst().enumerated() {
        let isCapital = field.first == UInt8(ascii: "^")
        let folded = String(decoding: isCapital ? field.dropFirst() : field, as: UTF8.self).unicodeScalars
        set(first + UInt32(number), folded.map(\.value), isCapital)
      }
    }
  }

  private mutating func set(_ letter: UInt32, _ folded: [UInt32], _ isCapital: Bool) {
    let block = Int(letter / 128)
    if starts[block] == 0 {
      starts[block] = Int32(entries.count)
      entries += [UInt32](repeating: 0, count: 128)
    }
    let entry = UInt32(letters.count) << 8 | UInt32(folded.count) << 1 | (isCapital ? 1 : 0)
    entries[Int(starts[block]) + Int(letter % 128)] = entry
    letters += folded
  }

  /// - Parameter body: gets each letter that stands for the one, and whether that is a capital.
  @inline(__always)
  func fold(_ letter: UInt32, _ body: (_ letter: UInt32, _ isCapital: Bool) -> Void) {
    let entry = entries[Int(starts[Int(letter / 128)]) + Int(letter % 128)]
    guard entry != 0 else { return body(letter, false) }
    let start = Int(entry >> 8)
    for folded in letters[start..<(start + Int(entry >> 1 & 127))] { body(folded, entry & 1 != 0) }
  }
}
