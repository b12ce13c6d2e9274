import Dispatch

/// Maps on all processors at once and keeps the order. For a few hundred parts with much work in each.
func mappedInParallel<Item: Sendable, Result: Sendable>(
  _ items: [Item],
  _ transform: @Sendable (Item) -> Result
) -> [Result] {
  guard items.count > 1 else { return items.map(transform) }
  return Array(unsafeUninitializedCapacity: items.count) { results, count in
    nonisolated(unsafe) let start = results.baseAddress!
    DispatchQueue.concurrentPerform(iterations: items.count) { (start + $0).initialize(to: transform(items[$0])) }
    count = items.count
  }
}
