import Dispatch
public import Testing

/// Runs tests on threads that no others use.
///
/// Tests share a few threads and wait for each other at every `await`; whoever talks to a server or follows a watcher,
/// which have a patience of their own, would be late for reasons that have nothing to do with them.
public struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
  public let isRecursive = true

  public func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Threads()) { try await function() }
  }

  private final class Threads: TaskExecutor {
    private let queue = DispatchQueue(label: "test", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }
}

extension Trait where Self == OwnThreads {
  public static var ownThreads: Self { OwnThreads() }
}
