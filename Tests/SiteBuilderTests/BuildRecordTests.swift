import Diagnostics
import Foundation
import Permissions
import Testing

@testable import SiteBuilder

/// A build that finds nothing changed does nothing, and that is never wrong.
struct BuildRecordTests {
  private func build(_ folder: TemporaryFolder, into output: TemporaryFolder) async throws -> Build.Result {
    var options = Build.Options(root: folder.path)
    options.output = output.path + "/site"
    options.replacesForeignFiles = true
    return try await Build(options).run()
  }

  private func check(_ folder: TemporaryFolder, after output: TemporaryFolder?) async throws -> Build.Result {
    var options = Build.Options(root: folder.path)
    options.output = output.map { $0.path + "/site" }
    options.stopsAfterChecks = true
    options.takesFindingsOfLastBuild = output != nil
    return try await Build(options).run()
  }

  /// Whether the build was spared: then it has no stage but the first.
  private func isSpared(_ result: Build.Result) -> Bool { result.summary != nil && result.timings.stages.count == 1 }

  @Test func sparesABuildWithoutChanges() async throws {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try RandomChange().begin(in: folder)
    try folder.write("content/index.md", "---\ntitle: Home\nweight: 1\n---\n\n[one](one.md)\n")
    try folder.write("content/one.md", "---\ntitle: One\n---\n\nText.\n")
    let first = try await build(folder, into: output)
    #expect(!isSpared(first))
    let second = try await build(folder, into: output)
    #expect(isSpared(second))
    #expect(second.diagnostics == first.diagnostics && second.diagnostics.map(\.id) == ["unknown-key"])
    #expect(second.pageCount == first.pageCount)
    #expect(second.summary == .init(written: 0, unchanged: first.summary!.written, removed: 0))
    #expect(second.sources["content/index.md"] != nil)
  }

  @Test func looksAtTheBytesOfAFileThatWasTouched() async throws {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try RandomChange().begin(in: folder)
    _ = try await build(folder, into: output)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n")
    #expect(isSpared(try await build(folder, into: output)))
    try folder.write("content/index.md", "---\ntitle: Gone\n---\n")
    #expect(!isSpared(try await build(folder, into: output)))
  }

  @Test func restoresAnOutputFileThatSomebodyChanged() async throws {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try RandomChange().begin(in: folder)
    _ = try await build(folder, into: output)
    let before = output.files()
    try output.write("site/index.html", "mine")
    #expect(!isSpared(try await build(folder, into: output)))
    #expect(output.files() == before)
  }

  @Test(arguments: [[], [0x80], Array("scopebook record 6".utf8), [UInt8](repeating: 0xFF, count: 4000)])
  func takesDamageForNoRecord(bytes: [UInt8]) {
    #expect(BuildRecord(bytes) == nil)
    let seal = withUnsafeBytes(of: contentHash(bytes).littleEndian) { Array($0) }
    #expect(BuildRecord(bytes + seal) == nil)
  }

  @Test(arguments: 1...16)
  func publishesWhatACleanBuildPublishes(seed: UInt64) async throws {
    var random = Seeded(seed)
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try RandomChange().begin(in: folder)
    var (spared, compared, taken) = (0, 0, 0)
    var earlier: [[String: String]] = []
    for step in 0..<40 {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: break
      case 1: try touch(folder, &random)
      case 2: try RandomChange().tamper(with: output, &random)
      case 3: if let state = earlier.randomElement(using: &random) { try restore(state, in: folder) }
      default: try RandomChange().make(in: folder, &random)
      }
      earlier.append(folder.files())
      let result = try await build(folder, into: output)
      if isSpared(result) { spared += 1 }
      let fresh = TemporaryFolder()
      let clean = try await build(folder, into: fresh)
      #expect(result.diagnostics == clean.diagnostics, "seed \(seed), step \(step)")
      let checked = try await check(folder, after: output)
      if checked.counters.pagesKept > 0 { taken += 1 }
      #expect(checked.diagnostics == clean.diagnostics && checked.summary == nil, "seed \(seed), step \(step)")
      #expect(checked.witnesses.map(\.shown) == clean.witnesses.map(\.shown), "seed \(seed), step \(step)")
      guard clean.summary != nil else { continue }
      compared += 1
      let (now, wanted) = (output.files().filter { $0.value != RandomChange.foreign }, fresh.files())
      let different = Set(now.keys).union(wanted.keys).filter { now[$0] != wanted[$0] }
      #expect(different.isEmpty, "seed \(seed), step \(step)")
    }
    #expect(spared > 0 && compared > 0 && taken > 0)
  }

  @Test func checksNothingThatTheLastBuildHasChecked() async throws {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try RandomChange().begin(in: folder)
    try folder.write("content/index.md", "---\ntitle: Home\nweight: 1\n---\n\nGrant `User.Read.All`.\n")
    try folder.write("content/catalog.yml", RandomChange.catalog.replacing("PERMISSION", with: "User.Read.All"))
    // No build has found anything yet.
    #expect(try await check(folder, after: output).counters.pagesKept == 0)
    let built = try await build(folder, into: output)
    #expect(built.summary != nil && !built.witnesses.isEmpty && !built.diagnostics.isEmpty)
    let before = output.files()
    let checked = try await check(folder, after: output)
    #expect(checked.counters.pagesKept == built.pageCount && checked.timings.stages.count == 1)
    #expect(checked.diagnostics == built.diagnostics && checked.pageCount == built.pageCount)
    #expect(checked.witnesses.map(\.shown) == built.witnesses.map(\.shown))
    #expect(checked.sources["content/index.md"] != nil)
    // Whoever has not asked for it gets a site to look at.
    #expect(try await check(folder, after: nil).site != nil)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\nGrant `User.Reed.All`.\n")
    let changed = try await check(folder, after: output)
    #expect(changed.counters.pagesKept == 0 && changed.diagnostics != built.diagnostics)
    #expect(output.files() == before)
  }

  private func touch(_ folder: TemporaryFolder, _ random: inout Seeded) throws {
    guard let (name, text) = folder.files().randomElement(using: &random) else { return }
    try folder.write(name, text)
    // Some tools set back what others call the time of the last change.
    let date = Date(timeIntervalSince1970: 1_000_000_000)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: folder.path + "/" + name)
  }

  private func restore(_ state: [String: String], in folder: TemporaryFolder) throws {
    for name in folder.files().keys where state[name] == nil { try FileSystem.removeFile(folder.path + "/" + name) }
    for (name, text) in state { try folder.write(name, text) }
  }
}

extension WitnessRow {
  fileprivate var shown: String {
    "\(consent.id) \(permission.name) \(permission.kind) \(docs) \(catalog) \(code) \(provider) "
      + "\(declaredAt.map { "\($0)" } ?? "") \(requestedAt.map { "\($0)" } ?? "")"
  }
}
