import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The calls by which files are looked at and changed. Every one of them goes through here, so that a test can make the
/// disk say no at each.
enum SystemCall: String, CaseIterable, Sendable {
  case open, write, stat, close, makeDirectory, rename, unlink, removeDirectory, lock, list

  /// What a disk says in place of doing what it is asked: an error of the system, or nil.
  typealias Fault = @Sendable (_ call: SystemCall, _ path: String) -> Int32?

  private static let faults = Mutex<[Int: Fault]>([:])
  private static let hasFaults = Atomic<Bool>(false)

  /// Asks the system. A call that was interrupted before it did anything is made again.
  ///
  /// - Parameters:
  ///   - path: what it is about.
  ///   - body: returns something below zero where the system says no, with `errno`.
  @inline(__always)
  func callAsFunction<Answer: SignedInteger>(_ path: @autoclosure () -> String, _ body: () -> Answer) -> Answer {
    while true {
      let answer = isRefused(path) ? -1 : body()
      // What becomes of a file whose closing is interrupted is not said; it is closed all the same.
      if answer >= 0 || errno != EINTR || self == .close { return answer }
    }
  }

  @inline(__always)
  private func isRefused(_ path: () -> String) -> Bool {
    guard Self.hasFaults.load(ordering: .relaxed) else { return false }
    return isRefusedByTest(path())
  }

  private func isRefusedByTest(_ path: String) -> Bool {
    let faults = Self.faults.withLock { Array($0.values) }
    for fault in faults {
      if let code = fault(self, path) {
        errno = code
        return true
      }
    }
    return false
  }

  /// For tests: `fault` is asked before every call until `body` is done.
  static func injecting<Result>(_ fault: @escaping Fault, _ body: () throws -> Result) rethrows -> Result {
    let id = faults.withLock { faults in
      let id = (faults.keys.max() ?? 0) + 1
      faults[id] = fault
      hasFaults.store(true, ordering: .relaxed)
      return id
    }
    defer {
      faults.withLock { faults in
        faults[id] = nil
        hasFaults.store(!faults.isEmpty, ordering: .relaxed)
      }
    }
    return try body()
  }
}
