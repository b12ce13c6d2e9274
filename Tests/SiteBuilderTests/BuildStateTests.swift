import Diagnostics
import Foundation
import Permissions
import Testing

@testable import SiteBuilder

/// What builds keep lies beside the site's sources, and nothing but the site in what is published.
struct BuildStateTests {
  private let folder = TemporaryFolder()

  init() throws {
    try folder.write("scopebook.yml", "title: Site\nchecks: {levels: {broken-link: warning}}\n")
    try folder.write("content/index.md", "---\ntitle: Home\nweight: 1\n---\n\nWords.\n")
    try folder.write("content/a.md", "---\ntitle: A\nsearch: false\n---\n\nNot to be searched.\n")
    try folder.write("content/merger.md", "---\ntitle: Takeover\ndraft: true\n---\n\nUnannounced.\n")
    try folder.write("content/plans/index.md", "---\ntitle: Relocation\ndraft: true\n---\n")
  }

  private func build(into output: String? = nil, drafts: Bool = false) async throws -> Build.Result {
    var options = Build.Options(root: folder.path)
    options.output = output.map { folder.path + "/" + $0 }
    options.includesDrafts = drafts
    return try await Build(options).run()
  }

  private func isSpared(_ result: Build.Result) -> Bool { result.summary != nil && result.timings.stages.count == 1 }

  private func isRevised(_ result: Build.Result) -> Bool {
    result.counters.pagesKept > 0 && result.counters.pagesParsed > 0
  }

  /// The folders of states.
  private var states: [String] {
    ((try? FileSystem.entries(of: folder.path + "/.scopebook")) ?? []).filter { $0.kind == .directory }
      .map { folder.path + "/.scopebook/" + $0.name }
  }

  /// Every file below a folder, hidden ones too.
  private func contents(of path: String) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for entry in (try? FileSystem.entries(of: path)) ?? [] {
      let child = path + "/" + entry.name
      if entry.kind == .directory {
        found.merge(contents(of: child)) { first, _ in first }
      } else {
        found[child] = try? FileSystem.read(child)
      }
    }
    return found
  }

  @Test func namesNoDraftInTheOutput() async throws {
    _ = try await build(drafts: true)
    for _ in 0..<2 {
      #expect(try await build().summary != nil)
      let files = contents(of: folder.path + "/site")
      #expect(files.count > 5)
      for (path, bytes) in files {
        for text in ["merger", "Takeover", "Unannounced", "plans", "Relocation"] {
          #expect(bytes.firstRange(of: text.utf8) == nil && !path.contains("/site/" + text), "\(text) in \(path)")
        }
      }
      try folder.write("content/a.md", "---\ntitle: A\nsearch: false\n---\n\nNot to be searched, still.\n")
    }
  }

  @Test func keepsItsStateOutOfGitAndOutOfTheOutput() async throws {
    _ = try await build()
    #expect(try FileSystem.entries(of: folder.path + "/site/.scopebook").map(\.name).filter { $0 != "lock" } == ["ledger"])
    #expect(try FileSystem.read(folder.path + "/.scopebook/.gitignore") == Array("*\n".utf8))
    #expect(states.count == 1)
    #expect(try FileSystem.entries(of: states[0]).map(\.name) == ["record", "search-facts", "site-facts"])
    #expect(isSpared(try await build()))
  }

  @Test func removesWhatEarlierVersionsKeptInTheOutput() async throws {
    _ = try await build()
    let names = ["record", "site-facts", "search-facts", "record.new", "site-facts.new"]
    for isSpared in [true, false] {
      for name in names { try folder.write("site/.scopebook/" + name, "content/merger.md") }
      if !isSpared { try folder.write("content/new.md", "---\ntitle: New\n---\n") }
      #expect(self.isSpared(try await build()) == isSpared)
      for name in names { #expect(FileSystem.kind(of: folder.path + "/site/.scopebook/" + name) == nil) }
    }
  }

  @Test func hasAStateForEachOutputFolder() async throws {
    try folder.write("scopebook.yml", "title: Site\nversions: [{label: v2}, {label: v1}]\n")
    for output in ["site", "other", "deep/er/site"] { _ = try await build(into: output) }
    #expect(states.count == 3)
    for output in ["site", "other", "./deep/er/../er/site/"] { #expect(isSpared(try await build(into: output)), "\(output)") }
    #expect(states.count == 3)
    // The state of one folder tells nothing of another.
    let record = try FileSystem.read(states[0] + "/record")
    for state in states { try FileSystem.write(record, to: state + "/record") }
    let spared = try await [build(into: "site"), build(into: "other"), build(into: "deep/er/site")].count(where: isSpared)
    #expect(spared == 1)
    var options = Build.Options(root: folder.path)
    options.version = "v1"
    for isFirst in [true, false] { #expect(isSpared(try await Build(options).run()) != isFirst) }
    #expect(states.count == 4)
    #expect(isSpared(try await build(into: "other")))
  }

  @Test func keepsNotMoreThanSomeStates() async throws {
    for number in 0..<20 { _ = try await build(into: "out\(number)") }
    #expect(states.count == 16)
    #expect(isSpared(try await build(into: "out19")))
  }

  @Test(arguments: ["record", "site-facts", "search-facts"], [0, 1, 2, 3])
  func buildsEverythingWithoutAGoodState(name: String, damage: Int) async throws {
    _ = try await build()
    try folder.write("content/index.md", "---\ntitle: Home\nweight: 1\n---\n\nOther words.\n")
    let path = states[0] + "/" + name
    var bytes = try FileSystem.read(path)
    switch damage {
    case 0: bytes[bytes.count / 2] ^= 0x40
    case 1: bytes.removeLast(3)
    case 2: bytes = Array("foreign".utf8)
    default: bytes = []
    }
    if damage == 3 { try FileSystem.removeFile(path) } else { try FileSystem.write(bytes, to: path) }
    let result = try await build()
    #expect(result.summary != nil && !isSpared(result) && !isRevised(result))
    #expect(isSpared(try await build()))
  }

  @Test func buildsWhereNothingCanBeKept() async throws {
    // Where the folder would be there is a file; a disk that can only be read says no in the same place.
    try folder.write(".scopebook", "mine")
    for _ in 0..<2 {
      let result = try await build()
      #expect(result.summary != nil && !isSpared(result) && result.diagnostics.map(\.id) == ["unknown-key"])
    }
    #expect(folder.files()["site/index.html"] != nil)
    #expect(try FileSystem.read(folder.path + "/.scopebook") == Array("mine".utf8))
  }

  @Test func buildsWhereTheStateCanNoLongerBeWritten() async throws {
    _ = try await build()
    // A folder in the place of a file that is to be written.
    for name in ["search-facts.new", "record.new"] {
      try FileSystem.createDirectory(states[0] + "/\(name)/x")
      for word in ["one", "two"] {
        try folder.write("content/index.md", "---\ntitle: Home\nweight: 1\n---\n\nWords \(name) \(word).\n")
        #expect(try await build().summary != nil)
        #expect(folder.files()["site/index.html"]?.contains("Words \(name) \(word)") == true)
      }
      try FileSystem.removeTree(states[0] + "/" + name)
    }
  }

  @Test(arguments: [".scopebook", ".scopebook/state"])
  func followsNoLinkOutOfTheSite(place: String) async throws {
    let foreign = TemporaryFolder()
    try foreign.write("record", "theirs")
    if place == ".scopebook" {
      try FileManager.default.createSymbolicLink(atPath: folder.path + "/.scopebook", withDestinationPath: foreign.path)
    } else {
      _ = try await build()
      let state = states[0]
      try FileSystem.removeTree(state)
      try FileManager.default.createSymbolicLink(atPath: state, withDestinationPath: foreign.path)
    }
    #expect(try await build().summary != nil)
    #expect(foreign.files() == ["record": "theirs"])
  }

  @Test func writesThroughNoLink() async throws {
    _ = try await build()
    let foreign = TemporaryFolder()
    try foreign.write("theirs", "theirs")
    for name in ["record", "record.new", "site-facts.new", "search-facts.new"] {
      try? FileSystem.removeFile(states[0] + "/" + name)
      try FileManager.default.createSymbolicLink(
        atPath: states[0] + "/" + name,
        withDestinationPath: foreign.path + "/theirs"
      )
    }
    try folder.write("content/index.md", "---\ntitle: Home\nweight: 1\n---\n\nOther words.\n")
    #expect(try await build().summary != nil)
    #expect(isSpared(try await build()))
    #expect(foreign.files() == ["theirs": "theirs"])
  }

  @Test func findsTheStateThatACheckTakesOver() async throws {
    let built = try await build()
    var options = Build.Options(root: folder.path)
    options.stopsAfterChecks = true
    options.takesFindingsOfLastBuild = true
    let checked = try await Build(options).run()
    #expect(checked.counters.pagesKept == built.pageCount && checked.timings.stages.count == 1)
    #expect(checked.diagnostics == built.diagnostics && !checked.diagnostics.isEmpty)
    // A check keeps nothing: it publishes nothing that it could be true of.
    let before = contents(of: folder.path + "/.scopebook")
    try folder.write("content/index.md", "---\ntitle: Home\n---\n")
    #expect(try await Build(options).run().diagnostics.isEmpty)
    #expect(contents(of: folder.path + "/.scopebook") == before)
  }

  @Test func watchesAndPublishesNoState() async throws {
    _ = try await build()
    for place in ["content/.scopebook/record", "content/guides/.scopebook/record"] { try folder.write(place, "state") }
    try folder.write("content/guides/c.md", "---\ntitle: C\n---\n")
    try folder.write("content/.well-known/security.txt", "Contact: a\n")
    let live = LiveSite(root: folder.path)
    let watched = live.folders()
    #expect(watched.contains(folder.path + "/content/.well-known") && watched.contains(folder.path + "/content/guides"))
    #expect(!watched.contains { $0.contains(".scopebook") })
    _ = try await build()
    #expect(!folder.files().keys.contains { $0.hasPrefix("site/") && $0.contains("scopebook") })
  }

  // MARK: Days

  private func build(on today: CalendarDate, check: Bool = false) async throws -> Build.Result {
    var options = Build.Options(root: folder.path)
    options.today = today
    options.stopsAfterChecks = check
    options.takesFindingsOfLastBuild = check
    return try await Build(options).run()
  }

  /// The day counts in coordinated universal time, and somewhere it is tomorrow already.
  @Test func reportsUpdatesThatHaveNotComeAsLongAsTheyHaveNot() async throws {
    try folder.write("content/index.md", "---\ntitle: Home\nupdated: 2026-03-01\n---\n\nWords.\n")
    func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }
    let days: [(String, isFound: Bool, isSpared: Bool)] = [
      ("2026-02-26", true, false), ("2026-02-27", true, true), ("2026-02-28", false, false), ("2026-03-01", false, true),
      ("2031-01-01", false, true), ("2026-02-28", false, true), ("2026-02-27", true, false), ("2025-12-31", true, true),
    ]
    for (text, isFound, isSpared) in days {
      let result = try await build(on: day(text))
      #expect(result.diagnostics.map(\.id) == (isFound ? ["future-date"] : []), "\(text)")
      #expect(self.isSpared(result) == isSpared, "\(text)")
      #expect(try await build(on: day(text), check: true).diagnostics == result.diagnostics, "\(text)")
    }
    // Other words on the page, on another day.
    try folder.write("content/index.md", "---\ntitle: Home\nupdated: 2026-03-01\n---\n\nOther words.\n")
    #expect(try await build(on: day("2025-12-31")).diagnostics.map(\.id) == ["future-date"])
    try folder.write("content/index.md", "---\ntitle: Home\nupdated: 2026-03-01\n---\n\nMore words.\n")
    #expect(try await build(on: day("2026-02-28")).diagnostics.isEmpty)
  }

  @Test func knowsTheNextDay() throws {
    for (day, next) in [
      ("2026-02-28", "2026-03-01"), ("2024-02-28", "2024-02-29"), ("2026-12-31", "2027-01-01"), ("2026-04-30", "2026-05-01"),
      ("9999-12-31", "9999-12-31"),
    ] { #expect(CalendarDate(day)?.next == CalendarDate(next)) }
    #expect(CalendarDate.today > CalendarDate("2026-01-01")!)
  }

  @Test func looksAtTheDayAnewWhileItServes() async throws {
    try folder.write("content/index.md", "---\ntitle: Home\nupdated: 2026-03-01\n---\n\nWords.\n")
    let day = Box(CalendarDate("2026-02-27")!)
    let live = LiveSite(root: folder.path) { day.value }
    _ = await live.update()
    #expect(await live.check().diagnostics.map(\.id) == ["future-date"])
    day.value = CalendarDate("2026-02-28")!
    try folder.write("content/index.md", "---\ntitle: Home\nupdated: 2026-03-01\n---\n\nOther words.\n")
    _ = await live.update(changed: [folder.path + "/content/index.md"])
    #expect(await live.check().diagnostics.isEmpty)
  }

  private final class Box: @unchecked Sendable {
    var value: CalendarDate
    init(_ value: CalendarDate) { self.value = value }
  }

  // MARK: What programs read

  @Test func leavesPagesThatAreNotToBeFoundOutOfTheFullText() async throws {
    for words in ["Not to be searched.", "Not to be searched, still."] {
      try folder.write("content/a.md", "---\ntitle: A\nsearch: false\n---\n\n\(words)\n")
      _ = try await build()
      let files = folder.files()
      #expect(files["site/a/index.html"]?.contains(words) == true)
      for name in ["llms.txt", "llms-full.txt"] {
        #expect(files["site/" + name]?.contains("Not to be searched") == false, "\(name)")
        #expect(files["site/" + name]?.contains("title: A") == false, "\(name)")
      }
    }
  }

  /// The author's own file stands, whatever was changed since the last build.
  @Test(arguments: ["robots.txt", "404.html", "sitemap.xml", "llms.txt", "llms-full.txt"])
  func stepsBackWhereTheAuthorProvidesAFile(name: String) async throws {
    try folder.write("scopebook.yml", "title: Site\nbase-url: https://help.example.com\n")
    _ = try await build()
    let generated = folder.files()["site/" + name]
    #expect(generated != nil)
    try folder.write("content/" + name, "mine")
    for words in ["one", "two"] {
      let result = try await build()
      #expect(result.summary != nil && !result.diagnostics.hasErrors)
      #expect(folder.files()["site/" + name] == "mine")
      try folder.write("content/index.md", "---\ntitle: Home\nweight: 1\n---\n\nWords \(words).\n")
      #expect(isRevised(try await build()))
      #expect(folder.files()["site/" + name] == "mine")
    }
    let live = LiveSite(root: folder.path, includesDrafts: false)
    _ = await live.update()
    let pages = LivePages(try #require(await live.check().renderer))
    guard case .file("content/" + name, _) = pages.find("/" + name) else {
      Issue.record("the preview serves another file")
      return
    }
    try FileSystem.removeFile(folder.path + "/content/" + name)
    try folder.write("content/index.md", "---\ntitle: Home\nweight: 1\n---\n\nWords.\n")
    _ = try await build()
    #expect(folder.files()["site/" + name] == generated)
  }
}
