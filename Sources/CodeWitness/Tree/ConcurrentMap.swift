#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Maps batches of items in parallel and keeps the order.
///
/// A batch gets its own call, so that it can own a buffer that its items share.
func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item],
  batch size: Int,
  _ transform: @escaping @Sendable (ArraySlice<Item>) -> [Result]
) async -> [Result] {
  guard items.count > size else { return transform(items[...]) }
  let width = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    var batches = [[Result]](repeating: [], count: (items.count + size - 1) / size)
    var next = 0
    func start() {
      guard next < batches.count else { return }
      let index = next
      next += 1
      group.addTask { (index, transform(items[(index * size)..<min((index + 1) * size, items.count)])) }
    }
    for _ in 0..<width { start() }
    for await (index, results) in group {
      batches[index] = results
      start()
    }
    return batches.flatMap { $0 }
  }
}
