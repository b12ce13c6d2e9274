/// Hashes of a file's lines by the rule of GitHub's upload action, which knows alerts again by them.
///
/// A line is hashed with what follows it: 100 UTF-16 units without spaces and tabs, line ends as line feeds, and past
/// the end a mark and zeros. Equal lines are numbered.
struct LineHashes {
  private let hashes: [String]

  init(_ bytes: [UInt8]) {
    var units: [UInt64] = []
    var starts: [Int] = []
    var beginsLine = true
    var followsReturn = false
    func append(_ unit: UInt16) {
      if beginsLine { starts.append(units.count) }
      beginsLine = unit == 0x0A
      units.append(UInt64(unit))
    }
    for unit in String(decoding: bytes, as: UTF8.self).utf16 {
      let endsPair = followsReturn && unit == 0x0A
      followsReturn = unit == 0x0D
      if unit == 0x20 || unit == 0x09 || endsPair { continue }
      append(unit == 0x0D ? 0x0A : unit)
    }
    append(0xFFFF)

    var counts: [UInt64: Int] = [:]
    hashes = starts.map { start in
      let window = units[start...].prefix(Self.length)
      var hash = window.reduce(0) { $0 &* Self.factor &+ $1 }
      for _ in window.count..<Self.length { hash = hash &* Self.factor }
      counts[hash, default: 0] += 1
      return "\(String(hash, radix: 16)):\(counts[hash]!)"
    }
  }

  /// `line` counts from 1. Nothing where there is no such line.
  subscript(line: Int) -> String? { hashes.indices.contains(line - 1) ? hashes[line - 1] : nil }

  private static let length = 100
  private static let factor: UInt64 = 37
}
