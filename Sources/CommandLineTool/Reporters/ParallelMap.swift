import Dispatch
import Synchronization

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

/// Maps on all processors at once, and takes the results in order, one at a time, while others are still made.
///
/// - Parameter body: is not called again once it has thrown.
func forEachMappedInParallel<Item: Sendable, Result: Sendable, Failure>(
  _ items: [Item],
  _ transform: @Sendable (Item) -> Result,
  _ body: (Result) throws(Failure) -> Void
) throws(Failure) {
  let results = Mutex(OrderedResults<Result, Failure>())
  withoutActuallyEscaping(body) { body in
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: items.count) { position in
      let made = transform(items[position])
      var next = results.withLock { results in
        results.made[position] = made
        return results.isTaken ? nil : results.takeNext()
      }
      while let result = next {
        do throws(Failure) { try body(result) } catch { results.withLock { $0.failure = error } }
        next = results.withLock { $0.takeNext() }
      }
    }
  }
  if let failure = results.withLock({ $0.failure }) { throw failure }
}

/// Results that were made, some of them before those that have to be taken first.
private struct OrderedResults<Result: Sendable, Failure: Error>: Sendable {
  var made: [Int: Result] = [:]
  var failure: Failure?
  /// Somebody takes results, and takes what others add meanwhile.
  private(set) var isTaken = false
  private var next = 0

  /// For the one who takes them; nil if the next is not made yet, or one could not be used.
  mutating func takeNext() -> Result? {
    let result = failure == nil ? made.removeValue(forKey: next) : nil
    isTaken = result != nil
    if isTaken { next += 1 }
    return result
  }
}
