import Diagnostics
import Testing

@testable import SiteBuilder

/// What a build does for a page does not depend on how many others there are. Counted, not timed.
struct GrowthTests {
  /// A site of sections with forty pages each, all alike.
  ///
  /// - Parameters:
  ///   - memory: for texts of pages.
  ///   - edit: what happens to its files before it is built once more.
  private func counters(
    sections: Int,
    _ configuration: String = "",
    memory: Int? = nil,
    edit: ((TemporaryFolder) throws -> Void)? = nil
  ) async throws -> Counters {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: Site\nbase-url: https://help.example.com\n" + configuration)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n")
    for section in 100..<(100 + sections) {
      try folder.write("content/part-\(section)/index.md", "---\ntitle: Part \(section)\n---\n")
      for page in 10..<50 {
        try folder.write(
          "content/part-\(section)/page-\(page).md",
          "---\ntitle: Page \(page)\n---\n\nSee [the part](index.md).\n\n## Steps\n\n- one\n- two\n"
        )
      }
    }
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/site"
    if let memory { options.memory = memory }
    var result = try await Build(options).run()
    if let edit {
      try edit(folder)
      result = try await Build(options).run()
    }
    #expect(result.diagnostics.allSatisfy { $0.severity == .hint })
    return result.counters
  }

  @Test(arguments: [20, 60])
  func looksAtOnePageWhereItsWordsChange(sections: Int) async throws {
    let found = try await counters(sections: sections) { folder in
      try folder.write(
        "content/part-105/page-33.md",
        "---\ntitle: Page 33\n---\n\nLook at [the part](index.md).\n\n## Steps\n\n- one\n- two\n"
      )
    }
    #expect(found.pagesParsed == 1 && found.filesRead == 1 && found.pagesKept == sections * 41)
  }

  /// A text that is not in memory is read and parsed for each question about it, were it one a link.
  @Test func looksAtNoTextOnceMoreToFindPagesWithoutLinks() async throws {
    let checks = "checks: {levels: {orphan-page: hint}}\n"
    let without = try await counters(sections: 3, memory: 1000)
    let with = try await counters(sections: 3, checks, memory: 1000)
    #expect(without.pagesReadAgain > 50 && with.pagesReadAgain == without.pagesReadAgain)
  }

  /// What is wrong with links to anchors is known once all pages have been looked at, whose texts are gone by then.
  @Test func looksAtNoTextOnceMoreToSayWhichAnchorsAreMissing() async throws {
    func check(_ anchor: String, memory: Int?) async throws -> Build.Result {
      let folder = TemporaryFolder()
      try folder.write("scopebook.yml", "title: Site\n")
      try folder.write("content/index.md", "---\ntitle: Home\n---\n\n::include{file=\"_shared.md\"}\n")
      try folder.write("content/_shared.md", "See [page 10](page-10.md#\(anchor)).\n")
      for page in 10..<50 {
        let link = "[next](page-\(page == 49 ? 10 : page + 1).md#\(anchor))"
        try folder.write("content/page-\(page).md", "---\ntitle: Page \(page)\n---\n\n## Steps\n\nSee \(link).\n")
      }
      var options = Build.Options(root: folder.path)
      options.stopsAfterChecks = true
      if let memory { options.memory = memory }
      return try await Build(options).run()
    }
    // None stays: which of some would, chance decides.
    let right = try await check("steps", memory: 0)
    let broken = try await check("stepz", memory: 0)
    #expect(right.diagnostics.isEmpty && broken.diagnostics.count == 41)
    #expect(broken.diagnostics.contains { $0.location?.path == "content/_shared.md" })
    #expect(broken.counters.pagesReadAgain == right.counters.pagesReadAgain)
    let inMemory = try await check("stepz", memory: nil)
    #expect(inMemory.counters.pagesReadAgain == 0 && inMemory.diagnostics == broken.diagnostics)
  }

  @Test func costsTheSameForEveryPage() async throws {
    // Both more than a window of the navigation, which is as large as it gets.
    let (small, large) = (try await counters(sections: 60), try await counters(sections: 120))
    #expect(small.pagesParsed == 60 * 41 + 1 && large.pagesParsed == 120 * 41 + 1)
    #expect(small.filesRead == small.pagesParsed && large.filesRead == large.pagesParsed)
    func perPage(_ counters: Counters, _ count: Int) -> Double { Double(count) / Double(counters.pagesParsed) }
    for (name, before, after) in [
      ("nodes", perPage(small, small.nodesParsed), perPage(large, large.nodesParsed)),
      ("links", perPage(small, small.linksParsed), perPage(large, large.linksParsed)),
      ("files", perPage(small, small.filesMade), perPage(large, large.filesMade)),
      ("bytes", perPage(small, small.bytesMade), perPage(large, large.bytesMade)),
    ] {
      #expect(abs(after / before - 1) < 0.02, "\(name) a page: \(before) and \(after)")
    }
  }
}
