import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

/// Every address that cannot be published, or not everywhere, is found before anything is written.
struct AddressTableTests {
  private func build(_ files: KeyValuePairs<String, String>, configuration: String = "") async throws -> Build.Result {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: T\nbase-url: https://x.example/\n" + configuration)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\nx\n")
    for (path, text) in files { try folder.write("content/" + path, text) }
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/site"
    return try await Build(options).run()
  }

  /// The same page under several names.
  private func build(pages names: [String]) async throws -> Build.Result {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: T\n")
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\nx\n")
    for name in names { try folder.write("content/" + name, page()) }
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/site"
    return try await Build(options).run()
  }

  private func page(_ more: String = "") -> String { "---\ntitle: P\n\(more)---\n\nx\n" }

  @Test(
    arguments: [
      "index.html", "index.md", "llms.txt", "llms-full.txt", "404.html", "robots.txt", "sitemap.xml", "sitemap-1.xml",
      "site-manifest.json", "redirects.json",
    ]
  )
  func findsPagesInPlaceOfGeneratedFiles(name: String) async throws {
    let cases: [KeyValuePairs<String, String>] = [
      ["p.md": page("slug: \(name)\n")], [name + ".md": page()], ["p.md": page("aliases: [/\(name)/]\n")],
    ]
    for files in cases {
      let result = try await build(files)
      #expect(result.diagnostics.contains { $0.id == "duplicate-permalink" && $0.location != nil }, "\(files)")
      #expect(result.summary == nil)
    }
  }

  @Test func findsFoldersInPlaceOfVersionsAndPageFiles() async throws {
    let versions = "versions: [{ label: v2 }, { label: v1 }]\n"
    #expect(try await build(["v1/a.md": page()], configuration: versions).diagnostics.map(\.id).contains("duplicate-permalink"))
    #expect(try await build(["g/index.md/a.md": page()]).diagnostics.map(\.id).contains("duplicate-permalink"))
  }

  @Test func findsNamesThatNoDiskStores() async throws {
    let long = String(repeating: "a", count: 256)
    let result = try await build(["p.md": page("slug: \(long)\n")])
    #expect(result.diagnostics.map(\.id) == ["long-name"])
    #expect(result.diagnostics[0].location?.path == "content/p.md")
    #expect(try await build(["p.md": page("slug: \(long.dropLast())\n")]).diagnostics.isEmpty)
    #expect(try await build(["p.md": page("aliases: [/x/\(long)/]\n")]).diagnostics.map(\.id) == ["long-name"])
  }

  @Test(
    arguments: [
      ["Setup.md", "setup.md"], ["g/A.txt", "g/a.txt"], ["Ä.txt", "ä.txt"], ["caf\u{E9}.md", "cafe\u{301}.md"],
      ["caf\u{E9}.txt", "cafe\u{301}.txt"], ["aux.md"], ["g/con.txt"], ["LPT1.png"], ["a:b.txt"], ["a..md"], ["what?.png"],
    ]
  )
  func findsNamesThatSomeDisksCannotKeep(names: [String]) async throws {
    let result = try await build(pages: names)
    #expect(result.diagnostics.map(\.id) == ["unportable-address"], "\(names)")
    // They are published all the same, each in its own place.
    #expect(result.summary != nil)
  }

  @Test func takesOtherNamesAsTheyAre() async throws {
    let files = ["Setup.md", "setup-2.md", "console.md", "com.md", "lpt10.md", "é.md", "e.md", "v1.2/a.md", "auxiliary.txt"]
    let result = try await build(pages: files)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map(\.message))")
  }

  @Test func keepsFoldersApartWhoseNamesAreEqualAsText() async throws {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: T\n")
    try folder.write("content/caf\u{E9}/a.md", page())
    try folder.write("content/cafe\u{301}/b.md", page())
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/site"
    #expect(try await Build(options).run().summary != nil)
    #expect(FileSystem.kind(of: folder.path + "/site/caf\u{E9}/a/index.html") == .file)
    #expect(FileSystem.kind(of: folder.path + "/site/cafe\u{301}/b/index.html") == .file)
    #expect(FileSystem.kind(of: folder.path + "/site/cafe\u{301}/a/index.html") == nil)
  }

  @Test func letsAuthorsProvideWhatIsGeneratedElse() async throws {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: T\nbase-url: https://x.example/\n")
    let names = ["404.html", "robots.txt", "sitemap.xml", "llms.txt", "llms-full.txt", "_headers", "_redirects"]
    for name in names { try folder.write("content/" + name, "MINE") }
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/site"
    for number in 1...3 {
      try folder.write("content/index.md", "---\ntitle: Home \(number)\n---\n\nx\n")
      #expect(try await Build(options).run().diagnostics.isEmpty)
      for name in names { #expect(try FileSystem.read(folder.path + "/site/" + name) == Array("MINE".utf8)) }
    }
  }
}
