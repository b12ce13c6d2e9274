import Synchronization

/// How much was looked at to say what broken links may have meant: unlike time, it is the same on every machine.
final class ComparisonCount: Sendable {
  private let count = Atomic(0)

  func add(_ more: Int) { count.add(more, ordering: .relaxed) }

  var total: Int { count.load(ordering: .relaxed) }
}
