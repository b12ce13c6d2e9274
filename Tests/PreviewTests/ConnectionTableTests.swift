import Testing

@testable import Preview

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Who waits for a browser too long loses its place, and nobody else does.
struct ConnectionTableTests {
  /// Two ends of a connection; the first is the table's.
  private final class Pair {
    var ends: (Int32, Int32) = (0, 0)

    init() {
      withUnsafeMutablePointer(to: &ends) { ends in
        ends.withMemoryRebound(to: Int32.self, capacity: 2) { ends in
          #if canImport(Glibc)
            _ = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, ends)
          #else
            _ = socketpair(AF_UNIX, SOCK_STREAM, 0, ends)
          #endif
        }
      }
    }

    deinit {
      close(ends.0)
      close(ends.1)
    }

    var isCut: Bool {
      var byte: UInt8 = 0
      return recv(ends.1, &byte, 1, Int32(MSG_DONTWAIT)) == 0
    }
  }

  @Test func theOneThatHasWaitedLongestGivesWay() throws {
    let table = ConnectionTable(most: 3)
    let pairs = (0..<5).map { _ in Pair() }
    let ids = try pairs[..<3].map { try #require(table.begin($0.ends.0)) }
    table.set(.busy, ids[0])
    table.set(.writing, ids[1])
    #expect(table.begin(pairs[3].ends.0) != nil)
    #expect(pairs.map(\.isCut) == [false, false, true, false, false])
    // Another one of them ends, and its place is free.
    table.end(ids[1])
    #expect(table.begin(pairs[4].ends.0) != nil)
    #expect(pairs.map(\.isCut) == [false, false, true, false, false])
  }

  @Test func whoHasWorkToDoKeepsItsPlace() throws {
    let table = ConnectionTable(most: 1)
    let pairs = [Pair(), Pair()]
    let id = try #require(table.begin(pairs[0].ends.0))
    table.set(.busy, id)
    #expect(table.begin(pairs[1].ends.0) == nil)
    #expect(!pairs[0].isCut)
  }

  @Test func whoWaitsTooLongIsCutOff() throws {
    let table = ConnectionTable(most: 9, reading: .seconds(100_000), writing: .seconds(10_000))
    let pairs = [Pair(), Pair(), Pair()]
    let ids = try pairs.map { try #require(table.begin($0.ends.0)) }
    table.set(.writing, ids[0])
    table.set(.busy, ids[1])
    table.cutOffLate(.now + .seconds(5_000))
    #expect(pairs.map(\.isCut) == [false, false, false])
    table.cutOffLate(.now + .seconds(20_000))
    #expect(pairs.map(\.isCut) == [true, false, false])
    table.cutOffLate(.now + .seconds(200_000))
    #expect(pairs.map(\.isCut) == [true, false, true])
  }
}
