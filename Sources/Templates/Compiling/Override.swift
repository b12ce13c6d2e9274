import Diagnostics

/// The content that fills a block, with what its own blocks are filled with: that is decided where it is written.
/// Its variables are not: those are looked up where the block stands.
struct Override: Hashable {
  let file: Int
  let block: Block
  /// Number of the overrides in force where the content is written.
  let overrides: Int
  let includes: [SourceLocation]

  static func == (a: Override, b: Override) -> Bool {
    a.file == b.file && a.block.id == b.block.id && a.overrides == b.overrides
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(block.id)
    hasher.combine(overrides)
  }
}

/// Numbers for sets of overrides by block name. Overrides hold such sets in turn; with numbers for them, comparing two
/// does not descend.
struct OverrideSets {
  private var sets: [[String: Override]] = [[:]]
  private var numbers: [[String: Override]: Int] = [[:]: 0]

  /// Set 0 is empty.
  subscript(number: Int) -> [String: Override] { sets[number] }

  mutating func number(of set: [String: Override]) -> Int {
    if let number = numbers[set] { return number }
    sets.append(set)
    numbers[set] = sets.count - 1
    return sets.count - 1
  }
}
