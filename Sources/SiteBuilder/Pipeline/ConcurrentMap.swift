import CMemory

/// Maps in parallel and keeps the order: the same input gives the same output on every run.
///
/// Items are cut into a few batches a core, each a serial loop in one task; a task an item would cost more than
/// most items do.
///
/// - Parameter givesWay: no more batches wait for a core than there are cores, and they are small: whatever else has to
///   be done meanwhile has its turn within a moment.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item],
  batchesPerCore: Int = 8,
  minimum: Int = 8,
  givesWay: Bool = false,
  _ transform: @escaping @Sendable (Item) -> Result
) async -> [Result] {
  let size = givesWay ? 32 : max(minimum, items.count / (processorCount * batchesPerCore) + 1)
  guard items.count > size else { return items.map(transform) }
  let count = (items.count + size - 1) / size
  // Each batch writes its results where they belong; copied together from arrays, they would all be counted again.
  nonisolated(unsafe) let results = UnsafeMutablePointer<Result>.allocate(capacity: items.count)
  defer { results.deallocate() }
  await withTaskGroup(of: Void.self) { group in
    func add(_ batch: Int) {
      group.addTask {
        reserve_memory()
        for index in (batch * size)..<min((batch + 1) * size, items.count) {
          (results + index).initialize(to: transform(items[index]))
        }
      }
    }
    let ahead = givesWay ? min(processorCount, count) : count
    for batch in 0..<ahead { add(batch) }
    var next = ahead
    for await _ in group where next < count {
      add(next)
      next += 1
    }
  }
  return Array(unsafeUninitializedCapacity: items.count) { array, count in
    array.baseAddress!.moveInitialize(from: results, count: items.count)
    count = items.count
  }
}
