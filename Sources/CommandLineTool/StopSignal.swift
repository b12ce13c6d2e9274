import Synchronization

/// Ctrl+C, and what a service manager sends, as something that can be waited for.
enum StopSignal {
  static let handler = Mutex<(@Sendable () -> Void)?>(nil)

  static func raise() { handler.withLock { $0 }?() }
}
