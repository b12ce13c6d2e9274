import Foundation
import Testing

@testable import SiteBuilder

/// What every reader has to load, and what a strict content security policy forbids.
struct ThemeSizeTests {
  private let files = Dictionary(uniqueKeysWithValues: EmbeddedFile.files(in: "theme"))

  /// Compressed as servers do; `gzip` is there on every machine that builds Scopebook.
  private func compressedSize(_ bytes: [UInt8]) throws -> Int {
    let folder = TemporaryFolder()
    try folder.write("file", String(decoding: bytes, as: UTF8.self))
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-9", folder.path + "/file"]
    try gzip.run()
    gzip.waitUntilExit()
    let compressed = try FileSystem.read(folder.path + "/file.gz")
    return compressed.count
  }

  @Test(arguments: ["site.css", "site.js", "search.js"])
  func staysSmall(name: String) throws {
    let size = try compressedSize(try #require(files[name]))
    #expect(size > 1_000 && size <= 15 * 1024)
  }

  @Test func templatesHoldNeitherScriptsNorStylesOfTheirOwn() throws {
    for (name, bytes) in files where name.hasSuffix(".html") {
      let html = String(decoding: bytes, as: UTF8.self).lowercased()
      // JSON-LD is data: browsers do not run it, and a policy for scripts does not apply to it.
      for script in html.matches(of: /<script[^>]*>/) {
        #expect(script.0.contains(" src=\"{{") || script.0 == "<script type=\"application/ld+json\">", "\(name)")
      }
      #expect(!html.contains("<style"), "\(name)")
      #expect(html.firstMatch(of: /\s(style|on[a-z]+)=/) == nil, "\(name)")
      for source in html.matches(of: /(?:src|rel="stylesheet" href)="([^"]*)"/) {
        #expect(source.1.hasPrefix("{{"), "\(name) loads \(source.1)")
      }
    }
  }

  @Test func scriptsLoadNothingFromElsewhere() throws {
    for name in ["site.js", "search.js", "site.css"] {
      let text = String(decoding: try #require(files[name]), as: UTF8.self)
      #expect(text.firstMatch(of: /https?:\/\//) == nil && !text.contains("document.cookie"), "\(name)")
    }
  }
}
