import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import ExternalLinks

final class LinkCacheTests: Sendable {
  private let folder = NSTemporaryDirectory() + "scopebook-cache-" + UUID().uuidString
  private let time = VirtualTime()

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func check(_ urls: [String]) async throws -> ExternalLinkChecker.Report {
    var options = ExternalLinkOptions.local(time)
    options.cacheFolder = folder
    return try await ExternalLinkChecker(options).check(urls.map { ExternalLink($0) })
  }

  private var path: String { folder + "/" + LinkCache.name }

  /// Every kind of answer that is worth remembering.
  private let server = TestServer { request in
    switch request.target {
    case "/moved": .redirect(301, "/new")
    case "/gone": .status(410)
    case "/to-gone": .redirect(302, "/gone")
    case "/loop": .redirect(302, "/loop")
    case "/busy": .status(403)
    case "/page": .html("<p id=start>")
    default: .status(200)
    }
  }

  private var urls: [String] {
    ["/a", "/moved", "/gone", "/to-gone", "/loop", "/page#start", "/page#strt", "/page#elsewhere"].map {
      server.url($0)
    }
  }

  @Test func saysTheSameFromMemory() async throws {
    let first = try await check(urls)
    let asked = server.log.count
    let bytes = try Data(contentsOf: URL(filePath: path))
    let second = try await check(urls)
    #expect(server.log.count == asked)
    #expect(second.diagnostics == first.diagnostics)
    #expect(second.diagnostics.count == 6)
    #expect(second.remembered == second.checked)
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
  }

  @Test func asksAgainForWhatIsOld() async throws {
    _ = try await check(urls)
    time.pass(.seconds(3_600))
    let afterAnHour = try await check(urls)
    #expect(afterAnHour.checked - afterAnHour.remembered == 3)
    time.pass(.seconds(86_400))
    #expect(try await check(urls).remembered == 0)
  }

  @Test func doesNotRememberDoubts() async throws {
    _ = try await check([server.url("/busy")])
    #expect(try await check([server.url("/busy")]).remembered == 0)
  }

  @Test func looksForAnchorsThatNobodyAskedForBefore() async throws {
    _ = try await check([server.url("/page#start")])
    let report = try await check([server.url("/page#start"), server.url("/page#end")])
    #expect(report.remembered == 0)
    #expect(report.diagnostics.map(\.id) == ["broken-external-anchor"])
  }

  @Test func ignoresADamagedFile() async throws {
    _ = try await check(urls)
    let whole = try Data(contentsOf: URL(filePath: path))
    for damaged in [
      Data(), whole.dropLast(3), whole + Data("x".utf8), Data([0xFF, 0xFE, 0x0A]), Data(whole.reversed()),
    ] {
      try damaged.write(to: URL(filePath: path))
      #expect(try await check(urls).remembered == 0)
    }
  }

  @Test func leavesOneFileBehind() async throws {
    _ = try await check(urls)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [LinkCache.name])
  }
}
