import Testing

@testable import SiteBuilder

struct PathTableTests {
  @Test(arguments: [1, 7, 1000]) func findsWhatADictionaryFinds(distinct: Int) {
    var random = SystemRandomNumberGenerator()
    var table = PathTable<Int>()
    var dictionary: [[UInt8]: Int] = [:]
    for value in 0..<2000 {
      let path = Array("guides/\(Int.random(in: 0..<distinct, using: &random))/page.md".utf8)
      path.withUnsafeBytes { table.set(value, at: $0) }
      dictionary[path] = value
    }
    let frozen = FrozenPathTable(table)
    defer { frozen.deallocate() }
    for (path, value) in dictionary { #expect(frozen[path] == value) }
    #expect(Set(frozen.keys) == Set(dictionary.keys))
    #expect(table.values.count == dictionary.count && frozen.values == table.values)
    #expect(frozen["guides/-1/page.md".utf8] == nil)
  }

  @Test func knowsTheEmptyPath() {
    var table = PathTable<String>()
    table.set("home", at: UnsafeRawBufferPointer(start: nil, count: 0))
    let frozen = FrozenPathTable(table)
    defer { frozen.deallocate() }
    #expect(frozen["".utf8] == "home" && frozen["x".utf8] == nil)
  }

  @Test func keepsTheOrderInWhichPathsCame() {
    var table = PathTable<Int>()
    table.reserveCapacity(100)
    for (value, path) in ["c", "a", "b", "a"].enumerated() {
      Array(path.utf8).withUnsafeBytes { table.set(value, at: $0) }
    }
    let frozen = FrozenPathTable(table)
    defer { frozen.deallocate() }
    #expect(frozen.keys.map { String(decoding: $0, as: UTF8.self) } == ["c", "a", "b"])
  }

  @Test func keepsWhatAPathHasUnlessItIsReplaced() {
    var table = PathTable<String>()
    Array("a".utf8).withUnsafeBytes { path in
      #expect(table.insert("first", at: path) == nil)
      #expect(table.insert("second", at: path) == 0)
      #expect(table.values == ["first"])
      table.set("third", at: path)
    }
    #expect(table.values == ["third"])
  }

  @Test func packsTexts() {
    let texts = PackedTexts(["one", "", "three"].map { Array($0.utf8) })
    #expect((0..<3).map { String(decoding: texts[$0], as: UTF8.self) } == ["one", "", "three"])
  }
}
