import Synchronization

/// The first thing that went wrong in tasks that run side by side.
final class FirstFailure<Failure: Error>: Sendable {
  private let failure = Mutex<Failure?>(nil)

  func note(_ error: Failure) { failure.withLock { $0 = $0 ?? error } }

  func rethrow() throws(Failure) { if let failure = failure.withLock({ $0 }) { throw failure } }
}
