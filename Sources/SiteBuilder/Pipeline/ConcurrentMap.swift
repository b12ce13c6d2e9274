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
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    func add(_ batch: Int) {
      group.addTask {
        reserve_memory()
        return (batch, items[(batch * size)..<min((batch + 1) * size, items.count)].map(transform))
      }
    }
    let ahead = givesWay ? min(processorCount, count) : count
    for batch in 0..<ahead { add(batch) }
    var next = ahead
    var batches = [[Result]](repeating: [], count: count)
    for await (index, batch) in group {
      batches[index] = batch
      if next < count {
        add(next)
        next += 1
      }
    }
    return batches.flatMap { $0 }
  }
}
