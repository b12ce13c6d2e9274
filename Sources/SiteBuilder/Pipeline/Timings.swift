import Diagnostics
import Markup

/// The steps of a build. Parsing, checking and rendering go on side by side; the time that they take together is shared
/// out by what each of them took.
package enum Stage: String, Sendable, CaseIterable {
  case read, parse, resolve, check, render, write

  fileprivate var order: Int { Self.allCases.firstIndex(of: self)! }
}

/// How long each stage took.
package struct Timings: Sendable {
  package private(set) var stages: [(stage: Stage, duration: Duration)] = []

  package var total: Duration { stages.reduce(.zero) { $0 + $1.duration } }

  fileprivate mutating func add(_ stage: Stage, _ duration: Duration) {
    if let known = stages.firstIndex(where: { $0.stage == stage }) {
      stages[known].duration += duration
    } else {
      stages.append((stage, duration))
      stages.sort { $0.stage.order < $1.stage.order }
    }
  }
}

/// How much a build had to do. Unlike times, these are the same on every machine.
package struct Counters: Sendable, Equatable {
  /// Pages, snippets, templates and the catalog.
  package var filesRead = 0
  package var bytesRead = 0
  /// Pages and snippets.
  package var pagesParsed = 0
  /// Pages whose texts were read and parsed once more, since not all fit in memory.
  package var pagesReadAgain = 0
  /// Pages that are as the last build left them, so that nobody looked at them.
  package var pagesKept = 0
  package var nodesParsed = 0
  package var linksParsed = 0
  package var filesMade = 0
  /// Of all files but those that are copied.
  package var bytesMade = 0

  package init() {}

  mutating func read(files: Int = 1, bytes: Int) {
    filesRead += files
    bytesRead += bytes
  }

  mutating func parsed(_ page: ParsedPage) {
    pagesParsed += 1
    nodesParsed += page.document.nodes.count
    linksParsed += page.document.links.count
  }

  static func += (a: inout Counters, b: Counters) {
    a.filesRead += b.filesRead
    a.bytesRead += b.bytesRead
    a.pagesParsed += b.pagesParsed
    a.pagesReadAgain += b.pagesReadAgain
    a.pagesKept += b.pagesKept
    a.nodesParsed += b.nodesParsed
    a.linksParsed += b.linksParsed
    a.filesMade += b.filesMade
    a.bytesMade += b.bytesMade
  }

  /// Every counter with its name, as it stands in JSON.
  package var all: [(name: String, count: Int)] {
    [
      ("files-read", filesRead), ("bytes-read", bytesRead), ("pages-parsed", pagesParsed),
      ("pages-read-again", pagesReadAgain), ("pages-kept", pagesKept), ("nodes-parsed", nodesParsed),
      ("links-parsed", linksParsed), ("files-made", filesMade),
      ("bytes-made", bytesMade),
    ]
  }
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

  /// Ends a stage that was several at once, each of which gets its share.
  mutating func share(among shares: [Stage: Duration]) {
    guard let current else { return }
    let (whole, sum) = (.now - current.start, shares.values.reduce(Duration.zero, +))
    self.current = nil
    guard sum > .zero else { return timings.add(current.stage, whole) }
    for (stage, share) in shares where share > .zero { timings.add(stage, whole * (share / sum)) }
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
