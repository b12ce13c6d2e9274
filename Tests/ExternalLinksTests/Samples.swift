import Diagnostics
import Foundation
import Synchronization

@testable import ExternalLinks

/// Time that passes only when somebody sleeps.
final class VirtualTime: Sendable {
  private let state: Mutex<(now: Duration, wakings: [Duration])>

  init(_ now: Duration = .seconds(1_800_000_000)) { state = Mutex((now, [])) }

  var now: Duration { state.withLock { $0.now } }
  /// The moments until which somebody slept, in order.
  var wakings: [Duration] { state.withLock { $0.wakings.sorted() } }

  func pass(_ duration: Duration) { state.withLock { $0.now += duration } }

  var timekeeper: Timekeeper {
    Timekeeper(
      now: { self.now },
      sleep: { moment in
        self.state.withLock {
          $0.wakings.append(moment)
          $0.now = max($0.now, moment)
        }
        await Task.yield()
      }
    )
  }
}

extension ExternalLinkOptions {
  /// On this machine, without real waiting.
  static func local(_ time: VirtualTime) -> ExternalLinkOptions {
    var options = ExternalLinkOptions()
    options.allowsLocalHosts = true
    options.timekeeper = time.timekeeper
    return options
  }
}

extension ExternalLink {
  init(_ url: String) {
    let location = SourceLocation(path: "content/index.md", span: SourceSpan(start: 10, end: 20))
    self.init(url, places: [Place(location, isAddressItself: true)])
  }
}

extension Diagnostic {
  var line: String { "\(severity) \(id): \(message)" }
}
