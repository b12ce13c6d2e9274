import CommandLineTool
import Diagnostics
import Foundation
import SiteBuilder
import Testing

/// Whichever way somebody looks at a site, it is the same one: `check`, a build, a build after an earlier one, and the
/// preview find the same and show the same pages.
///
/// What the preview means to do otherwise is left out here: it shows drafts, and puts its own script into pages.
struct AgreementTests {
  @Test(arguments: GoldenCase.all)
  func everyWayFindsAndShowsTheSame(_ golden: GoldenCase) async throws {
    let work = URL(filePath: NSTemporaryDirectory()).appending(path: "scopebook-agreement-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: work) }
    let site = try Ways(golden.copy(into: work), work)
    let expected = golden.expected()["diagnostics.txt"] ?? ""

    let first = try await site.build("out")
    #expect(first.found == expected, "build")
    #expect(try await site.check(takesLast: false) == expected, "check")
    #expect(try await site.serve(changed: nil) == first, "serve")

    // Another text on one page: all else is taken over from the build before.
    guard let page = try site.changePage() else { return }
    let changed = try await site.build("out")
    #expect(changed == (try await site.build("clean")), "a build over the first")
    #expect(try await site.serve(changed: [page]) == changed, "serve, told of a change")
    #expect(try await site.check(takesLast: true) == changed.found, "check after a build")

    try site.changeBack()
    #expect(try await site.build("out") == first, "a build over the second")
    #expect(try await site.serve(changed: [page]) == first, "serve, told that it was taken back")
  }
}

/// One site, looked at in every way.
private final class Ways {
  /// What was found, as the terminal shows it, and what is shown of the site; no files where something is wrong with it.
  struct Outcome: Equatable, CustomTestStringConvertible {
    var found: String
    var files: [String: String] = [:]

    var testDescription: String {
      found + files.sorted { $0.key < $1.key }.map { "\n== \($0.key)\n\($0.value)" }.joined()
    }
  }

  private let site: URL
  private let work: URL
  private let live: LiveSite
  private var original: (page: URL, bytes: Data)?
  /// Addresses of the last build, which are asked for in the preview.
  private var built: [String: String] = [:]

  init(_ site: URL, _ work: URL) {
    (self.site, self.work) = (site, work)
    live = LiveSite(root: site.path, includesDrafts: false)
  }

  func build(_ output: String) async throws -> Outcome {
    var options = Build.Options(root: site.path)
    options.output = work.appending(path: output).path
    let result = try await Build(options).run()
    let found = text(result.diagnostics, result.sources)
    guard result.summary != nil else { return Outcome(found: found) }
    built = GoldenCase.files(in: work.appending(path: output)).filter {
      !$0.key.hasPrefix(".scopebook/") && !$0.key.contains("/.scopebook/")
    }
    return Outcome(found: found, files: built)
  }

  /// - Parameter takesLast: as the command does, which says what the last build into the site's folder has found.
  func check(takesLast: Bool) async throws -> String {
    var options = Build.Options(root: site.path)
    options.output = work.appending(path: "out").path
    options.stopsAfterChecks = true
    options.takesFindingsOfLastBuild = takesLast
    let result = try await Build(options).run()
    return text(result.diagnostics, result.sources)
  }

  func serve(changed: [String]?) async throws -> Outcome {
    _ = await live.update(changed: changed.map { Set($0) })
    let snapshot = await live.check()
    var outcome = Outcome(found: text(snapshot.diagnostics, snapshot.sources))
    guard !snapshot.diagnostics.hasErrors, let renderer = snapshot.renderer else { return outcome }
    let pages = LivePages(renderer)
    for (path, text) in built {
      let address = String(decoding: pages.site.base.path, as: UTF8.self) + path
      outcome.files[path] =
        switch pages.find(address) {
        case .bytes(let bytes, _): String(decoding: bytes, as: UTF8.self)
        case .file(let source, _):
          String(decoding: try FileSystem.read(site.path + "/" + source), as: UTF8.self)
        case .missing(let bytes): path.hasSuffix("404.html") ? String(decoding: bytes, as: UTF8.self) : "missing"
        // A former address: where a build publishes a page that leads on, a server leads on itself.
        case .redirect(let target): text.contains(target) && text.utf8.count < 2_000 ? text : "redirect to \(target)"
        }
    }
    return outcome
  }

  /// Writes more words into the first page, and gives its path; returns nil if there is none.
  func changePage() throws -> String? {
    let names = GoldenCase.files(in: site.appending(path: "content")).keys.sorted()
    guard
      let name = names.first(where: { $0.hasSuffix(".md") && !$0.split(separator: "/").contains { $0.hasPrefix("_") } })
    else { return nil }
    let page = site.appending(path: "content/" + name)
    let bytes = try Data(contentsOf: page)
    original = (page, bytes)
    try (bytes + Data("\n\nMore words.\n".utf8)).write(to: page)
    return page.path
  }

  func changeBack() throws {
    guard let original else { return }
    try original.bytes.write(to: original.page)
  }

  private func text(_ found: [Diagnostic], _ sources: SourceFiles) -> String {
    found.isEmpty ? "" : TerminalReporter(.silent).text(of: Report(found, sources: sources))
  }
}
