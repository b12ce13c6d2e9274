import ArgumentParser
import Diagnostics
import Preview
import SiteBuilder
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `scopebook serve`: the site in a browser while it is being written.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the site in a browser, up to date with every change, with its problems where they are.",
    discussion: """
      Nothing is published. Open pages follow every change of pages, catalog, templates and scopebook.yml, and of the \
      table of permissions and the baseline that it names; a mistake that would break a page leaves the last good one \
      standing and says what is wrong. Drafts are shown.

      Only browsers on this machine are answered. Stop it with Ctrl+C.

      Examples:
        scopebook serve
        scopebook serve --site docs --port 4001
      """
  )

  @Option(help: ArgumentHelp("The folder that holds scopebook.yml.", valueName: "folder"))
  var site = "."

  @Option(help: "The port to answer on.")
  var port: UInt16 = 4000

  @Option(help: ArgumentHelp("The address of this machine to answer on.", valueName: "address"))
  var host = "127.0.0.1"

  @Flag(help: "Open the site in the browser.")
  var open = false

  func run() async throws {
    let console = Console.standard
    let live = LiveSite(root: site)
    let first = await live.update()
    guard FileSystem.kind(of: site + "/" + Reader.configurationName) == .file else {
      throw Build.Failure.missingConfiguration(root: site)
    }
    let listeners = Listeners()
    let pages = PreviewPages(live: live, root: site)
    let server = PreviewServer(host: host, port: port, listeners: listeners) { path, query in
      await pages.answer(path, query)
    }
    try server.probe()
    let checked = await live.check()
    report(checked, console)
    let address =
      "http://\(host == "127.0.0.1" ? "localhost" : host):\(port)\(first.renderer.map { String(decoding: LivePages($0).site.base.path, as: UTF8.self) } ?? "/")"
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask { try await follow(live, listeners, console) }
      group.addTask { try await untilStopped() }
      console.print("Serving \(address) (stop with Ctrl+C)")
      if open { openBrowser(address) }
      defer { group.cancelAll() }
      _ = try await group.next()
      await listeners.close()
    }
  }

  /// Shows what has changed first and checks it afterwards: people look at the page before they look at the findings. The
  /// next change does not wait for the checks of the one before.
  private func follow(_ live: LiveSite, _ listeners: Listeners, _ console: Console) async throws {
    let watcher = FolderWatcher { live.folders() }
    var check: Task<Void, Never>?
    defer { check?.cancel() }
    for await _ in watcher.changes {
      check?.cancel()
      _ = await live.update(changed: watcher.takeChangedPaths())
      await listeners.announce("change")
      check = Task {
        let checked = await live.check()
        guard !Task.isCancelled else { return }
        await listeners.announce("checked")
        report(checked, console)
      }
    }
  }

  private func report(_ snapshot: LiveSite.Snapshot, _ console: Console) {
    let findings = counts(of: snapshot.diagnostics)
    console.error("\(snapshot.timings.total.inSeconds): \(findings.isEmpty ? "nothing found" : findings)")
  }

  private func untilStopped() async throws {
    let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
    StopSignal.handler.withLock { $0 = { continuation.yield() } }
    for number in [SIGINT, SIGTERM] { signal(number) { _ in StopSignal.raise() } }
    for await _ in signals { return }
  }

  private func openBrowser(_ address: String) {
    #if os(macOS)
      let command = "/usr/bin/open"
    #else
      let command = "xdg-open"
    #endif
    var child = pid_t()
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(command), strdup(address), nil]
    posix_spawnp(&child, command, nil, nil, &words, environ)
    for word in words { free(word) }
  }
}
