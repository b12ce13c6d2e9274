import Testing

@testable import SiteBuilder

struct LedgerTests {
  /// What is written is what is read, whatever the numbers, in the order of the paths.
  @Test func readsWhatItWrites() throws {
    var ledger = Ledger()
    let stamps: [(Int64, Int64, UInt64)] = [(0, 0, 0), (1, -1, .max), (.max, .min, 10), (99, 100, 101)]
    for (number, stamp) in stamps.enumerated() {
      let hash = UInt64.max >> UInt64(number * 20)
      ledger.entries["guides/\(9 - number) pages/ü.html"] = .init(
        hash: hash,
        stamp: .init(size: stamp.0, modified: stamp.1, inode: stamp.2)
      )
    }
    #expect(Ledger(ledger.bytes) == ledger)
    let lines = ledger.bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    #expect(lines.count == 5 && lines[4] == "ffffffffffffffff 0 0 0 guides/9 pages/ü.html")
    #expect(lines[2] == "ffffff \(Int64.max) \(Int64.min) 10 guides/7 pages/ü.html")
    for (path, entry) in ledger.entries {
      #expect(lines.contains(Ledger.line(path.path, entry).text.dropLast().description))
    }
  }
}
