import Dispatch
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs a program and reads what it prints for as long as somebody wants to know.
package enum ChildProcess {
  package enum Ending: Sendable, Equatable {
    case exited(Int32)
    /// Ended from here, because nobody wanted more.
    case stopped
    case overdue
    case notFound
    /// The system has no process or pipe left.
    case failed(errno: Int32)
  }

  /// Held from the opening of a pipe until nobody else can inherit it.
  private static let starting = Mutex(())

  /// Waits on a thread of its own: a thread of the pool would be missing for everybody else.
  package static func run(
    _ arguments: [String],
    deadline: Duration,
    read: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
  ) async -> Ending {
    await withCheckedContinuation { continuation in
      // What waits in a queue of its own gets a thread of its own.
      DispatchQueue(label: "child process").async {
        continuation.resume(returning: runHere(arguments, until: .now + deadline, read))
      }
    }
  }

  private static func runHere(
    _ arguments: [String],
    until deadline: ContinuousClock.Instant,
    _ read: (ArraySlice<UInt8>) -> Bool
  ) -> Ending {
    var ends: [Int32] = [-1, -1]
    let (child, code) = starting.withLock { _ in
      openPipe(&ends) == 0 ? spawn(arguments, output: ends[1]) : (0, errno)
    }
    close(ends[1])
    defer { close(ends[0]) }
    guard code == 0 else { return code == ENOENT ? .notFound : .failed(errno: code) }

    let stop = readAll(ends[0], until: deadline, read)
    if stop != nil { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    // The low seven bits hold the signal that ended it, the next byte its exit code.
    return stop ?? .exited(status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
  }

  /// Nothing at the end of what there is to read; otherwise why it was not awaited.
  private static func readAll(
    _ descriptor: Int32,
    until deadline: ContinuousClock.Instant,
    _ read: (ArraySlice<UInt8>) -> Bool
  ) -> Ending? {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
      guard left > 0 else { return .overdue }
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wait, 1, Int32(min(left.rounded(.up), 1e6)))
      guard ready > 0 else { continue }
      let count = readSome(descriptor, &chunk)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      guard read(chunk[..<count]) else { return .stopped }
    }
  }

  /// Nothing to read for the child, and nowhere to complain to.
  private static func spawn(_ arguments: [String], output: Int32) -> (pid_t, Int32) {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] =
      ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + environment { free(word) } }
    var child = pid_t()
    let code = posix_spawnp(&child, words[0]!, &actions, nil, &words, &environment)
    return (child, code)
  }

  /// Not for other children: one of them would keep it open for as long as it lives.
  private static func openPipe(_ ends: inout [Int32]) -> Int32 {
    let code = pipe(&ends)
    for end in ends where code == 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return code
  }
}

private func readSome(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
  chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress!, $0.count) }
}
