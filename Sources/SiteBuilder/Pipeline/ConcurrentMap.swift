import CMemory

/// Maps in parallel and keeps the order: the same input gives the same output on every run.
///
/// Items are cut into a few batches a core, each a serial loop in one task; a task an item would cost more than
/// most items do.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item],
  batchesPerCore: Int = 8,
  minimum: Int = 8,
  _ transform: @escaping @Sendable (Item) -> Result
) async -> [Result] {
  let size = max(minimum, items.count / (processorCount * batchesPerCore) + 1)
  guard items.count > size else { return items.map(transform) }
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    for start in stride(from: 0, to: items.count, by: size) {
      group.addTask {
        reserve_memory()
        return (start / size, items[start..<min(start + size, items.count)].map(transform))
      }
    }
    var batches = [[Result]](repeating: [], count: (items.count + size - 1) / size)
    for await (index, batch) in group { batches[index] = batch }
    return batches.flatMap { $0 }
  }
}
