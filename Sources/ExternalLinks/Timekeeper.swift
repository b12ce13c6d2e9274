#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What time it is, and waiting. Tests bring one that waits for nothing.
public struct Timekeeper: Sendable {
  /// Since 1970.
  public var now: @Sendable () -> Duration
  public var sleep: @Sendable (_ until: Duration) async -> Void

  public init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (_ until: Duration) async -> Void) {
    self.now = now
    self.sleep = sleep
  }

  public static let system = Timekeeper(
    now: { .seconds(Date().timeIntervalSince1970) },
    sleep: { try? await Task.sleep(for: $0 - .seconds(Date().timeIntervalSince1970)) }
  )
}
