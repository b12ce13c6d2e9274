import SiteBuilder

/// Says on a terminal what is being done; elsewhere nothing, so that logs stay readable.
struct ProgressLine: Sendable {
  private let console: Console

  init(_ console: Console) { self.console = console }

  func show(_ stage: Stage) {
    guard console.isInteractive else { return }
    console.writeError("\r\u{1B}[K" + console.styled(words(for: stage), .dim))
  }

  func show(_ done: Int, of total: Int) {
    guard console.isInteractive else { return }
    console.writeError("\r\u{1B}[K" + console.styled("Asking other sites… \(done) of \(total)", .dim))
  }

  func clear() {
    if console.isInteractive { console.writeError("\r\u{1B}[K") }
  }

  private func words(for stage: Stage) -> String {
    switch stage {
    case .read: "Reading files…"
    case .parse: "Parsing pages…"
    case .resolve: "Putting the site together…"
    case .check: "Checking…"
    case .render: "Rendering…"
    case .write: "Publishing…"
    }
  }
}
