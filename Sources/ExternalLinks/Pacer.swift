/// Lets requests pass one by one, so that no host is asked too often and this machine does not do too much at once.
///
/// Who waits for a host holds none of the places that all hosts share.
actor Pacer {
  private struct Host {
    var active = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
    /// No request begins before.
    var nextStart: Duration = .zero
    var pausedUntil: Duration = .zero
  }

  private let timekeeper: Timekeeper
  private let mostPerHost: Int
  private let delay: Duration
  private var hosts: [String: Host] = [:]
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ options: ExternalLinkOptions) {
    timekeeper = options.timekeeper
    mostPerHost = max(1, options.concurrencyPerHost)
    delay = options.delayPerHost
    free = max(1, options.concurrency)
  }

  /// Runs a request when its turn has come.
  func turn<Answer: Sendable>(at host: String, _ request: @Sendable () async -> Answer) async -> Answer {
    await enter(host)
    let answer = await request()
    leave(host)
    return answer
  }

  /// Nobody asks the host before.
  func pause(_ host: String, until moment: Duration) {
    hosts[host, default: Host()].pausedUntil = max(hosts[host]?.pausedUntil ?? .zero, moment)
  }

  private func enter(_ host: String) async {
    if let active = hosts[host]?.active, active >= mostPerHost {
      // Whoever leaves hands over the place: nobody can slip in between.
      await withCheckedContinuation { hosts[host]?.waiting.append($0) }
    } else {
      hosts[host, default: Host()].active += 1
    }
    var start = reserveStart(at: host)
    while start > timekeeper.now(), !Task.isCancelled {
      await timekeeper.sleep(start)
      // The host may have asked for a pause meanwhile.
      if let pause = hosts[host]?.pausedUntil, pause > timekeeper.now() { start = reserveStart(at: host) }
    }
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
  }

  private func reserveStart(at host: String) -> Duration {
    var state = hosts[host] ?? Host()
    let start = max(timekeeper.now(), state.nextStart, state.pausedUntil)
    state.nextStart = start + delay
    hosts[host] = state
    return start
  }

  private func leave(_ host: String) {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    guard var state = hosts[host] else { return }
    if state.waiting.isEmpty { state.active -= 1 } else { state.waiting.removeFirst().resume() }
    hosts[host] = state
  }
}
