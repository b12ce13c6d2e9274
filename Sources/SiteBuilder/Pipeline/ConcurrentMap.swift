import CMemory
import Synchronization

/// Maps in parallel and keeps the order: the same input gives the same output on every run.
///
/// Each core takes a few items at a time, until there are no more; a task an item would cost more than most items do,
/// and with large parts one core would wait for another at the end.
///
/// - Parameters:
///   - minimum: of items that are taken at a time.
///   - givesWay: no more parts wait for a core than there are cores: whatever else has to be done meanwhile has its turn
///     within a moment.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item],
  minimum: Int = 8,
  givesWay: Bool = false,
  _ transform: @escaping @Sendable (Item) -> Result
) async -> [Result] {
  let size = givesWay ? 32 : max(minimum, min(256, items.count / (processorCount * 64) + 1))
  guard items.count > size else { return items.map(transform) }
  // Each part's results are written where they belong; copied together from arrays, they would all be counted again.
  nonisolated(unsafe) let results = UnsafeMutablePointer<Result>.allocate(capacity: items.count)
  defer { results.deallocate() }
  let parts = Parts(of: items.count, size: size)
  await withTaskGroup(of: Bool.self) { group in
    func add() {
      group.addTask {
        while let part = parts.next() {
          reserve_memory()
          for index in part { (results + index).initialize(to: transform(items[index])) }
          if givesWay { return true }
        }
        return false
      }
    }
    for _ in 0..<processorCount { add() }
    for await hasMore in group where hasMore { add() }
  }
  return Array(unsafeUninitializedCapacity: items.count) { array, count in
    array.baseAddress!.moveInitialize(from: results, count: items.count)
    count = items.count
  }
}

/// Ranges of a row, each handed out once, in order, to whoever asks.
private final class Parts: Sendable {
  private let taken = Atomic(0)
  private let count: Int
  private let size: Int

  init(of count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  func next() -> Range<Int>? {
    let start = taken.add(size, ordering: .relaxed).oldValue
    return start < count ? start..<min(start + size, count) : nil
  }
}
