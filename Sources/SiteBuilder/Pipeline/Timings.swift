/// The steps of a build, in order.
package enum Stage: String, Sendable, CaseIterable {
  case read, parse, resolve, check, render, write
}

/// How long each stage took.
package struct Timings: Sendable {
  package private(set) var stages: [(stage: Stage, duration: Duration)] = []

  package var total: Duration { stages.reduce(.zero) { $0 + $1.duration } }

  fileprivate mutating func add(_ stage: Stage, _ duration: Duration) { stages.append((stage, duration)) }
}

/// Times stages one after the other.
struct Stopwatch {
  private var timings = Timings()
  private var current: (stage: Stage, start: ContinuousClock.Instant)?
  private let progress: @Sendable (Stage) -> Void

  init(_ progress: @escaping @Sendable (Stage) -> Void) { self.progress = progress }

  mutating func begin(_ stage: Stage) {
    end()
    current = (stage, .now)
    progress(stage)
  }

  mutating func finish() -> Timings {
    end()
    return timings
  }

  private mutating func end() {
    if let current { timings.add(current.stage, .now - current.start) }
    current = nil
  }
}
