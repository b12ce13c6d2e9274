import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

/// Where only the words of a page have changed, only that page is built, and the site is that of a build of everything.
struct RevisionTests {
  private static let pages = [
    "index": "---\ntitle: Home\n---\n\nWelcome. [Connect](guides/connect.md#before-you-begin)\n",
    "about": "---\ntitle: About\nweight: 3\naliases: [/old/]\n---\n\nText about us.\n",
    "guides/connect":
      "---\ntitle: Connect\ndescription: How to connect.\n---\n\nText to read. `User.Read.All`\n\n## Before you begin\n\n"
      + "Words.[^1]\n\n[^1]: A note.\n\n:::checklist[List]\n- [ ] one\n:::\n",
    "guides/other": "---\ntitle: Other\n---\n\nText [there](connect.md#fn1).\n\n::include{file=\"/_snippets/s.md\"}\n",
  ]

  private func site(_ configuration: String = "") throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: Site\nbase-url: https://help.example.com\n" + configuration)
    try folder.write("content/_snippets/s.md", "Shared.\n\n## Shared\n")
    try folder.write("content/catalog.yml", RandomChange.catalog.replacing("PERMISSION", with: "User.Read.All"))
    for (name, text) in Self.pages { try folder.write("content/\(name).md", text) }
    return folder
  }

  private func build(_ folder: TemporaryFolder, into output: TemporaryFolder) async throws -> Build.Result {
    var options = Build.Options(root: folder.path)
    options.output = output.path + "/site"
    options.replacesForeignFiles = true
    return try await Build(options).run()
  }

  private func isRevised(_ result: Build.Result) -> Bool {
    result.counters.pagesKept > 0 && result.counters.pagesParsed > 0
  }

  /// Builds once more, and holds files and findings against a build from nothing.
  private func rebuild(_ folder: TemporaryFolder, into output: TemporaryFolder, _ place: String = "") async throws
    -> Build.Result
  {
    let result = try await build(folder, into: output)
    let fresh = TemporaryFolder()
    let clean = try await build(folder, into: fresh)
    #expect(result.diagnostics == clean.diagnostics, "\(place)")
    #expect((result.summary == nil) == (clean.summary == nil), "\(place)")
    #expect(result.pageCount == clean.pageCount && result.redirectCount == clean.redirectCount, "\(place)")
    guard clean.summary != nil else { return result }
    let (now, wanted) = (output.files().filter { $0.value != RandomChange.foreign }, fresh.files())
    let different = Set(now.keys).union(wanted.keys).filter { now[$0] != wanted[$0] }
    #expect(different.isEmpty, "\(place)")
    return result
  }

  // MARK: What is revised

  @Test(arguments: [
    "", "markdown-pages: false\n", "search: false\n", "highlight: false\n", "markdown: {raw-html: true}\n",
  ])
  func buildsOnlyThePageWhoseWordsChanged(configuration: String) async throws {
    let (folder, output) = (try site(configuration), TemporaryFolder())
    #expect(!isRevised(try await build(folder, into: output)))
    for word in ["consent", "größe", "zebra", "consent"] {
      let text = try #require(Self.pages["about"]).replacing("us.", with: word)
      try folder.write("content/about.md", text)
      let result = try await rebuild(folder, into: output, word)
      #expect(isRevised(result) && result.counters.pagesParsed == 1)
      #expect(result.diagnostics.map(\.id) == ["unknown-key"])
      let summary = try #require(result.summary)
      #expect(summary.written > 0 && summary.written < 12 && summary.removed == 0)
      #expect(result.counters.pagesKept == result.pageCount - 1)
    }
    #expect(try await build(folder, into: output).counters.pagesParsed == 0)
  }

  /// Files with words are as large as they may be: with a few words more there is one more of them.
  @Test func publishesAndRemovesFilesOfTheSearch() async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    _ = try await build(folder, into: output)
    let text = try #require(Self.pages["about"])
    try folder.write("content/about.md", text + "\n" + Self.manyWords)
    let more = try await rebuild(folder, into: output)
    #expect(isRevised(more))
    let new = more.summary.map { $0.written + $0.unchanged } ?? 0
    try folder.write("content/about.md", text)
    let less = try await rebuild(folder, into: output)
    #expect(isRevised(less))
    #expect(less.summary.map { $0.removed > 1 && $0.written + $0.unchanged + $0.removed == new } == true)
  }

  @Test func leavesSomebodyElsesFileWhereANewOneHasToGo() async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    _ = try await build(folder, into: output)
    try output.write("site/_search/t1.js", RandomChange.foreign)
    try folder.write("content/about.md", try #require(Self.pages["about"]) + "\n" + Self.manyWords)
    let before = output.files()
    var options = Build.Options(root: folder.path)
    options.output = output.path + "/site"
    await #expect(throws: Publisher.Failure.self) { try await Build(options).run() }
    #expect(output.files() == before)
  }

  private static let manyWords = (0..<600).map { "many\($0)words" }.joined(separator: " ")

  /// Links of other pages lead where they led. The files that list all anchors hold one more.
  @Test(arguments: [
    ("Words.", "Words.\n\n## Before you begin\n\nMore."), ("Words.", "Words.\n\n### And then\n"),
    ("## Before you begin", "## Then\n\n### Before, you begin"), ("Text to", "# Before you begin\n\nText to"),
  ])
  func buildsOnlyThePageThatHasMoreHeadings(old: String, new: String) async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    _ = try await build(folder, into: output)
    let text = try #require(Self.pages["guides/connect"]).replacing("[^1]", with: "")
    try folder.write("content/guides/connect.md", text)
    try folder.write("content/guides/other.md", try #require(Self.pages["guides/other"]).replacing("#fn1", with: ""))
    _ = try await build(folder, into: output)
    try folder.write("content/guides/connect.md", text.replacing(old, with: new))
    #expect(isRevised(try await rebuild(folder, into: output)))
    // What is kept says so.
    try folder.write("content/about.md", try #require(Self.pages["about"]) + "[now](guides/connect.md#and-then)\n")
    let linked = try await rebuild(folder, into: output)
    #expect(isRevised(linked) == new.contains("And then"))
    try folder.write("content/guides/connect.md", text)
    #expect(!isRevised(try await rebuild(folder, into: output)))
  }

  @Test func buildsSeveralPages() async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    _ = try await build(folder, into: output)
    for name in ["about", "guides/other", "index"] {
      try folder.write("content/\(name).md", try #require(Self.pages[name]) + "\nMore.\n")
    }
    let result = try await rebuild(folder, into: output)
    #expect(isRevised(result) && result.counters.pagesParsed == 3)
  }

  @Test func reportsWhatIsFoundInThePageNow() async throws {
    let (folder, output) = (try site("checks: {levels: {broken-link: warning}}\n"), TemporaryFolder())
    _ = try await build(folder, into: output)
    let text = try #require(Self.pages["about"])
    try folder.write("content/about.md", text + "\n[gone](gone.md)\n\n<!-- scopebook-ignore broken-anchor: later -->\n")
    let result = try await rebuild(folder, into: output)
    #expect(isRevised(result))
    #expect(Set(result.diagnostics.map(\.id)) == ["unknown-key", "broken-link", "unused-suppression"])
    try folder.write("content/about.md", text)
    #expect(isRevised(try await rebuild(folder, into: output)))
  }

  // MARK: What is not

  /// The file that changes, what of it, and into what.
  @Test(
    arguments: [
      ("content/about.md", "title: About", "title: About us"),
      ("content/about.md", "weight: 3", "order: 3"),
      ("content/about.md", "Text about", "[gone](gone.md)"),
      ("content/about.md", "Text about", "`User.Read.All`"),
      ("content/about.md", "Text about", ":::checklist[Do]\n- [ ] it\n:::\n\n"),
      ("content/guides/connect.md", "## Before you begin", "Before you begin"),
      ("content/guides/connect.md", "Words.[^1]\n\n[^1]: A note.", "Words."),
      ("content/guides/connect.md", "`User.Read.All`", "Nothing"),
      ("content/_snippets/s.md", "Shared.", "Known."),
      ("content/catalog.yml", "Access", "Entry"),
      ("scopebook.yml", "title: Site", "title: Help"),
    ]
  )
  func buildsAllWhereOthersShowWhatChanged(path: String, old: String, new: String) async throws {
    let (folder, output) = (try site("checks: {levels: {broken-anchor: warning}}\n"), TemporaryFolder())
    _ = try await build(folder, into: output)
    try folder.write(path, try #require(folder.files()[path]).replacing(old, with: new))
    #expect(!isRevised(try await rebuild(folder, into: output)))
  }

  @Test(arguments: [("content/new.md", "---\ntitle: New\n---\n"), ("content/new.txt", "new")])
  func buildsAllWhereFilesComeOrGo(path: String, text: String) async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    _ = try await build(folder, into: output)
    try folder.write(path, text)
    try changeWords(folder)
    #expect(!isRevised(try await rebuild(folder, into: output)))
    try FileSystem.removeFile(folder.path + "/" + path)
    try folder.write("content/about.md", try #require(Self.pages["about"]))
    #expect(!isRevised(try await rebuild(folder, into: output)))
  }

  @Test func buildsAllWhereATemplateChanged() async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    try folder.write("templates/partials/footer.html", "<footer>1</footer>\n")
    _ = try await build(folder, into: output)
    try changeWords(folder)
    #expect(isRevised(try await rebuild(folder, into: output)))
    try folder.write("templates/partials/footer.html", "<footer>2</footer>\n")
    #expect(!isRevised(try await rebuild(folder, into: output)))
  }

  @Test(arguments: [
    "languages: [de]\n", "checks: {levels: {orphan-page: warning}}\n", "checks: {baseline: known.json}\n",
  ])
  func buildsAllOfSitesThatLookAtAllTexts(configuration: String) async throws {
    let (folder, output) = (try site(configuration), TemporaryFolder())
    _ = try await build(folder, into: output)
    try changeWords(folder)
    #expect(!isRevised(try await rebuild(folder, into: output)))
  }

  @Test(arguments: ["site/guides/other/index.html", "site/about/index.html", "site/_search/index.js"], [true, false])
  func restoresOutputFiles(name: String, isGone: Bool) async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    _ = try await build(folder, into: output)
    try changeWords(folder)
    if isGone { try FileSystem.removeFile(output.path + "/" + name) } else { try output.write(name, "damaged") }
    #expect(!isRevised(try await rebuild(folder, into: output)))
    #expect(output.files()[name] != "damaged")
  }

  @Test(arguments: [0, 1, 2])
  func takesADamagedLedgerForNone(kind: Int) async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    _ = try await build(folder, into: output)
    try changeWords(folder)
    let path = output.path + "/site/.scopebook/ledger"
    var bytes = try FileSystem.read(path)
    switch kind {
    case 0: bytes[bytes.count / 2] ^= 1
    case 1: bytes.removeLast(9)
    default: bytes = []
    }
    try FileSystem.write(bytes, to: path)
    #expect(!isRevised(try await rebuild(folder, into: output)))
  }

  @Test func buildsAllAfterAnotherProgram() async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    _ = try await build(folder, into: output)
    try changeWords(folder)
    let state = try #require(BuildState(root: folder.path, output: output.path + "/site"))
    var record = try #require(state.record)
    record.circumstances[0] += " of another kind"
    state.keep(record.encoded, record.facts, replacing: [], ledger: record.ledger)
    #expect(!isRevised(try await rebuild(folder, into: output)))
  }

  @Test func publishesNothingWhereSomethingChangesMeanwhile() async throws {
    let (folder, output) = (try site(), TemporaryFolder())
    _ = try await build(folder, into: output)
    let before = output.files()
    try changeWords(folder)
    let reader = Reader(root: folder.path)
    let configuration = SiteConfiguration.decode(try #require(try reader.readConfiguration())).0
    let listing = try await reader.list(configuration)
    let state = try #require(BuildState(root: folder.path, output: output.path + "/site"))
    let record = try #require(state.record)
    let changed = try #require(await record.changes(listing.texts, assets: [], reader))
    let revision = Revision(
      configuration: configuration,
      reader: reader,
      listing: listing,
      output: output.path + "/site",
      state: state,
      record: record,
      changed: changed
    )
    var stopwatch = Stopwatch { _ in }
    let result = try await revision.run(&stopwatch) { false }
    #expect(result?.summary == nil)
    #expect(output.files() == before)
    #expect(isRevised(try await rebuild(folder, into: output)))
  }

  private func changeWords(_ folder: TemporaryFolder) throws {
    try folder.write("content/about.md", try #require(Self.pages["about"]).replacing("us.", with: "them."))
  }

  // MARK: Any change

  @Test(arguments: 1...16)
  func publishesWhatACleanBuildPublishes(seed: UInt64) async throws {
    var random = Seeded(seed &+ 1000)
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try RandomChange().begin(in: folder)
    for (name, text) in Self.pages { try folder.write("content/\(name).md", text) }
    try folder.write("content/_snippets/s.md", "Shared.\n\n## Shared\n")
    var (revised, withOtherFiles) = (0, 0)
    for step in 0..<40 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: try RandomChange().tamper(with: output, &random)
      case 1: try RandomChange().make(in: folder, &random)
      default:
        for _ in 0..<Int.random(in: 1...3, using: &random) { try RandomChange().makeWords(in: folder, &random) }
      }
      let filesBefore = Set(output.files().keys)
      if isRevised(try await rebuild(folder, into: output, "seed \(seed), step \(step)")) {
        revised += 1
        if Set(output.files().keys) != filesBefore { withOtherFiles += 1 }
      }
    }
    #expect(revised > 8 && withOtherFiles > 0, "\(revised) revised, \(withOtherFiles) of them with other files")
  }

  // MARK: Facts

  /// A key that front matter gains has to be kept too.
  @Test func keepsAllOfAFrontMatter() throws {
    let yaml = """
      ---
      title: T
      nav-title: N
      description: D
      order: -4
      draft: true
      slug: s
      aliases: [/a/]
      consents: [c]
      updated: 2026-01-02
      translates: abc
      layout: wide
      search: false
      toc: false
      ---
      """
    let (written, found) = PageFrontMatter.decode(SourceFile(path: "p.md", bytes: Array(yaml.utf8)), isSnippet: false)
    #expect(found.isEmpty)
    let defaults = Dictionary(
      uniqueKeysWithValues: Mirror(reflecting: PageFrontMatter()).children.map { ($0.label!, "\($0.value)") }
    )
    // Of a site with front matter that cannot be read nothing is kept.
    for child in Mirror(reflecting: written).children where child.label != "unreadable" {
      #expect("\(child.value)" != defaults[child.label!], "\(child.label!)")
    }
    var writer = ByteWriter()
    writer.write(written)
    var reader = ByteReader(writer.bytes)
    let read = try reader.frontMatter()
    #expect("\(read)" == "\(written)")
    #expect(reader.isAtEnd)
  }
}
