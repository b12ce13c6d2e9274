import Diagnostics
import Markup

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

/// How much a build had to do. Unlike times, these are the same on every machine.
package struct Counters: Sendable, Equatable {
  /// Pages, snippets, templates and the catalog.
  package var filesRead = 0
  package var bytesRead = 0
  /// Pages and snippets.
  package var pagesParsed = 0
  package var nodesParsed = 0
  package var linksParsed = 0
  package var filesMade = 0
  /// Of all files but those that are copied.
  package var bytesMade = 0

  package init() {}

  init(reading tree: SourceTree, parsed: [ParsedPage]) {
    let files = tree.pages + tree.snippets + tree.templates + (tree.catalog.map { [$0] } ?? [])
    filesRead = files.count
    bytesRead = files.reduce(0) { $0 + $1.bytes.count }
    pagesParsed = parsed.count
    for page in parsed {
      nodesParsed += page.document.nodes.count
      linksParsed += page.document.links.count
    }
  }

  /// Every counter with its name, as it stands in JSON.
  package var all: [(name: String, count: Int)] {
    [
      ("files-read", filesRead), ("bytes-read", bytesRead), ("pages-parsed", pagesParsed),
      ("nodes-parsed", nodesParsed), ("links-parsed", linksParsed), ("files-made", filesMade),
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

  mutating func finish() -> Timings {
    end()
    return timings
  }

  private mutating func end() {
    if let current { timings.add(current.stage, .now - current.start) }
    current = nil
  }
}
