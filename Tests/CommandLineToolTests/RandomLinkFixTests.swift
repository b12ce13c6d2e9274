import Foundation
import SiteBuilder
import TestSupport
import Testing

@testable import CommandLineTool

/// What `--fix` does to links that broke at random: never more than a slip, in the folder and the language that was meant.
struct RandomLinkFixTests {
  /// Pages in folders of languages, some with names that are near each other.
  private static let pages = ["en", "de", "fr"].flatMap { language in
    ["guides", "reference", "guides/setup"].flatMap { folder in
      ["connect", "connection", "settings", "setting", "roles", "permissions", "uk", "us"].map {
        "\(language)/\(folder)/\($0).md"
      }
    }
  }

  private static let anchors = ["before-you-begin", "grant-access", "grant-access-2", "revoke"]

  /// A link as it was broken, and the page that was meant.
  private struct Broken {
    let page: String
    let destination: String
  }

  @Test(arguments: 1...12)
  func changesASlipAndNothingElse(seed: UInt64) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var random = SplitMix(seed: seed)
    var broken: [Broken] = []
    func write(_ path: String, _ text: String) throws {
      let url = URL(filePath: folder + "/" + path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    try write("scopebook.yml", "title: Site\n")
    try write("content/index.md", "---\ntitle: Home\n---\n")
    for page in Self.pages {
      var text = "---\ntitle: Page\n---\n\n## Before you begin\n\n## Grant access\n\n## Grant access 2\n\n## Revoke\n"
      for _ in 0..<4 {
        let link = Broken(page: page, destination: Self.brokenLink(&random))
        broken.append(link)
        text += "\nSee  [text](\(link.destination))\t here.\n"
      }
      try write("content/" + page, text)
    }

    func check(_ replaced: [String: [UInt8]] = [:]) async throws -> Build.Result {
      var options = Build.Options(root: folder)
      options.stopsAfterChecks = true
      options.replaced = replaced
      return try await Build(options).run()
    }
    func texts() throws -> [String] { try Self.pages.map { try String(contentsOfFile: folder + "/content/" + $0, encoding: .utf8) } }

    let before = try texts()
    let found = try await check()
    var shown = Fixer(root: folder, isDryRun: true)
    _ = try await shown.mend(found, check)
    #expect(try texts() == before, "showing what would be changed changes nothing")

    var fixer = Fixer(root: folder)
    let rest = try await fixer.mend(found, check)
    let after = try texts()
    for (page, text) in zip(Self.pages, after) {
      let mended = shown.files["content/" + page]?.after
      #expect(mended == nil || mended == Array(text.utf8), "what is shown is what is made")
    }
    #expect(fixer.count == shown.count && fixer.count > 0)

    var links = broken[...]
    for (old, new) in zip(before, after) {
      let (old, new) = (Self.parts(of: old), Self.parts(of: new))
      #expect(old.around == new.around, "all that is no destination stays")
      for destination in new.destinations {
        let link = links.removeFirst()
        if destination != link.destination { Self.expectSlip(from: link.destination, to: destination, on: link.page) }
      }
    }

    var again = Fixer(root: folder)
    _ = try await again.mend(rest, check)
    #expect(again.count == 0, "a second run changes nothing")
    #expect(try texts() == after)
  }

  // MARK: Breaking links

  private static func brokenLink(_ random: inout SplitMix) -> String {
    let target = pages.randomElement(using: &random)!
    var parts = target.split(separator: "/").map(String.init)
    var anchor = Bool.random(using: &random) ? "#" + anchors.randomElement(using: &random)! : ""
    switch Int.random(in: 0..<7, using: &random) {
    case 0: parts[parts.count - 1] = slip(in: parts[parts.count - 1], &random)
    case 1: parts[0] = ["es", "d", "frr", "ja", "uk"].randomElement(using: &random)!
    case 2: parts[1] = slip(in: parts[1], &random)
    case 3: parts[Int.random(in: parts.indices, using: &random)] = parts.randomElement(using: &random)!.uppercased()
    case 4: parts.remove(at: 1)
    case 5: anchor = "#" + slip(in: anchors.randomElement(using: &random)!, &random)
    default: parts = [["a", "b.md", "xy", "x.md"].randomElement(using: &random)!]
    }
    return "/" + parts.joined(separator: "/") + anchor
  }

  private static func slip(in word: String, _ random: inout SplitMix) -> String {
    var letters = Array(word)
    let place = Int.random(in: 0..<(letters.count - 1), using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: letters.remove(at: place)
    case 1: letters.insert("x", at: place)
    case 2: letters[place] = "q"
    default: letters.swapAt(place, place + 1)
    }
    return String(letters)
  }

  // MARK: Judging what was changed

  private static func parts(of text: String) -> (around: [Substring], destinations: [String]) {
    let parts = text.split(separator: "](", omittingEmptySubsequences: false)
    let ends = parts.dropFirst().map { $0.split(separator: ")", maxSplits: 1, omittingEmptySubsequences: false) }
    return (parts.prefix(1) + ends.map { $0[1] }, ends.map { String($0[0]) })
  }

  private static func expectSlip(from old: String, to new: String, on page: String) {
    func split(_ destination: String) -> (folder: String, name: String, anchor: String) {
      let halves = destination.split(separator: "#", maxSplits: 1).map(String.init)
      let slash = halves[0].lastIndex(of: "/")!
      return (
        String(halves[0][..<slash]), String(halves[0][halves[0].index(after: slash)...]),
        halves.count > 1 ? halves[1] : ""
      )
    }
    let (old, new) = (split(old), split(new))
    #expect(old.folder.lowercased() == new.folder.lowercased(), "\(page): \(old) became \(new)")
    #expect(isSlip(old.name.lowercased(), new.name.lowercased()), "\(page): \(old) became \(new)")
    #expect(isSlip(old.anchor.lowercased(), new.anchor.lowercased()), "\(page): \(old) became \(new)")
    // `us.md` and `uk.md` are a slip apart, and no slip.
    let stem = old.name.prefix { $0 != "." }
    #expect(stem.count > 2 || old.name.lowercased() == new.name.lowercased(), "\(page): \(old) became \(new)")
  }

  /// Equal, or one letter more, less or other, or two neighbours swapped.
  private static func isSlip(_ a: String, _ b: String) -> Bool {
    var (a, b) = (Array(a)[...], Array(b)[...])
    while let first = a.first, first == b.first { (a, b) = (a.dropFirst(), b.dropFirst()) }
    while let last = a.last, last == b.last { (a, b) = (a.dropLast(), b.dropLast()) }
    return max(a.count, b.count) <= 1 || a.count == 2 && b.count == 2 && a.first == b.last && a.last == b.first
  }
}
