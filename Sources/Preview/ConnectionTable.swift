import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The open connections, and for how long each of them has been waiting for its browser.
///
/// Whoever lets it wait too long is cut off; and where all places are taken, the one that has waited longest gives way.
final class ConnectionTable: Sendable {
  enum State {
    /// For the next request.
    case reading
    /// A part of an answer is on its way.
    case writing
    /// The answer is being made, or the connection carries events: there is no deadline.
    case busy
  }

  private struct Entry {
    let descriptor: Int32
    var state = State.reading
    var since = ContinuousClock.now
  }

  private struct Table {
    var entries: [Int: Entry] = [:]
    var last = 0
  }

  private let table = Mutex(Table())
  private let most: Int
  private let patienceReading: Duration
  private let patienceWriting: Duration

  /// - Parameters:
  ///   - most: places.
  ///   - reading: how long a request may take to come.
  ///   - writing: how long a browser may take none of an answer.
  init(most: Int, reading: Duration = .seconds(60), writing: Duration = .seconds(10)) {
    (self.most, patienceReading, patienceWriting) = (most, reading, writing)
  }

  /// Gives a connection a place; nil if there is none, and nobody who waits for a browser.
  func begin(_ descriptor: Int32) -> Int? {
    table.withLock { table in
      if table.entries.count >= most {
        let waiting = table.entries.filter { $0.value.state != .busy }
        guard let oldest = waiting.min(by: { $0.value.since < $1.value.since }) else { return nil }
        Self.cut(oldest.value)
        table.entries[oldest.key] = nil
      }
      table.last += 1
      table.entries[table.last] = Entry(descriptor: descriptor)
      return table.last
    }
  }

  /// What the connection does from now on. To say the same again says that it gets on.
  func set(_ state: State, _ id: Int) {
    table.withLock { table in
      table.entries[id]?.state = state
      table.entries[id]?.since = .now
    }
  }

  /// Has to come before the socket is closed, whose number may be another connection's then.
  func end(_ id: Int) { table.withLock { $0.entries[id] = nil } }

  /// Cuts off those that wait too long, again and again, until the task is cancelled.
  func watch() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      cutOffLate(.now)
    }
  }

  func cutOffLate(_ now: ContinuousClock.Instant) {
    table.withLock { table in
      for (id, entry) in table.entries {
        let patience: Duration
        switch entry.state {
        case .reading: patience = patienceReading
        case .writing: patience = patienceWriting
        case .busy: continue
        }
        if entry.since.duration(to: now) > patience {
          Self.cut(entry)
          table.entries[id] = nil
        }
      }
    }
  }

  /// Wakes whoever reads or writes, who then closes the socket.
  private static func cut(_ entry: Entry) { shutdown(entry.descriptor, Int32(SHUT_RDWR)) }
}
