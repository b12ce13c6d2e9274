import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import ExternalLinks

@Suite(.ownThreads)
struct RedirectTests {
  private let time = VirtualTime()

  private func diagnostics(_ target: String, _ server: TestServer) async throws -> [Diagnostic] {
    try await ExternalLinkChecker(.local(time)).check([ExternalLink(server.url(target))]).diagnostics
  }

  private func check(_ target: String, _ server: TestServer) async throws -> [String] {
    try await diagnostics(target, server).map { $0.line.replacingOccurrences(of: server.url(""), with: "S") }
  }

  /// `/a` → `/b` → `/c`, which is there.
  private func chain(_ first: Int, _ second: Int) -> TestServer {
    TestServer { request in
      switch request.target {
      case "/a": .redirect(first, "/b")
      case "/b": .redirect(second, "c")
      default: .html("<h1 id=\"here\">Here</h1>")
      }
    }
  }

  @Test(arguments: [(301, 308, "S/c"), (301, 302, "S/b"), (308, 301, "S/c")])
  func saysWhereAPageHasMovedForGood(_ first: Int, _ second: Int, _ address: String) async throws {
    let server = chain(first, second)
    #expect(try await check("/a", server) == ["hint redirected-link: S/a has moved to \(address)"])
  }

  @Test(arguments: [302, 303, 307])
  func saysNothingOfDetours(_ status: Int) async throws {
    #expect(try await check("/a", chain(status, 301)) == [])
  }

  @Test func putsTheNewAddressInPlace() async throws {
    let server = chain(301, 301)
    let fix = try #require(try await diagnostics("/a#here", server).first?.fix)
    #expect(fix.path == "content/index.md")
    #expect(fix.edits == [.init(SourceSpan(start: 10, end: 20), Array(server.url("/c#here").utf8))])
  }

  @Test func leavesWhatIsNotTheAddressItselfToPeople() async throws {
    let server = chain(301, 301)
    let place = ExternalLink.Place(SourceLocation(path: "content/index.md"), isAddressItself: false)
    let report = try await ExternalLinkChecker(.local(time)).check([.init(server.url("/a"), places: [place])])
    #expect(report.diagnostics.map(\.id) == ["redirected-link"])
    #expect(report.diagnostics[0].fix == nil)
  }

  @Test func looksForAnchorsWhereRedirectsLead() async throws {
    #expect(try await check("/a#here", chain(302, 302)) == [])
    #expect(
      try await check("/a#hier", chain(302, 302)) == [
        "warning broken-external-anchor: nothing on S/a has the anchor #hier"
      ]
    )
  }

  @Test(arguments: ["/guides/a", "/guides/a/"])
  func letsLanguagesBeAdded(_ end: String) async throws {
    let server = TestServer { $0.target == "/guides/a" ? .redirect(301, "/en-us" + end) : .status(200) }
    #expect(try await check("/guides/a", server) == [])
  }

  @Test func doesNotReplaceAPageByTheHomePage() async throws {
    let server = TestServer { $0.target == "/guides/a" ? .redirect(301, "/") : .status(200) }
    let found = try await diagnostics("/guides/a", server)
    #expect(found.map(\.id) == ["redirected-link"])
    #expect(found[0].fix == nil)
  }

  @Test func doesNotReplaceAPageByASignIn() async throws {
    let server = TestServer { $0.target == "/guides/a" ? .redirect(301, "/login?next=/guides/a") : .status(200) }
    let found = try await diagnostics("/guides/a", server)
    #expect(found.map(\.id) == ["redirected-link"])
    #expect(found[0].fix == nil)
  }

  @Test func reportsRedirectsToWhatIsGone() async throws {
    let server = TestServer { $0.target == "/a" ? .redirect(301, "/b") : .status(404) }
    #expect(
      try await check("/a", server) == ["error broken-external-link: S/a leads to S/b, which answers 404 (not found)"]
    )
  }

  @Test func reportsCircles() async throws {
    let server = TestServer { .redirect(302, $0.target == "/a" ? "/b" : "/a") }
    #expect(try await check("/a", server) == ["error redirect-loop: S/a redirects in a circle"])
  }

  @Test func forgivesCirclesForHeadersAlone() async throws {
    let server = TestServer { $0.method == "HEAD" ? .redirect(302, "/a") : .status(200) }
    #expect(try await check("/a", server) == [])
  }

  @Test func blamesNobodyForCirclesThatACookieEnds() async throws {
    let server = TestServer { _ in .status(302, ["Location": "/a", "Set-Cookie": "seen=1"]) }
    #expect(try await check("/a", server).map { $0.prefix(20) } == ["hint unverified-link"])
  }

  @Test func followsOnlySoFar() async throws {
    let server = TestServer { .redirect(302, $0.target + "x") }
    #expect(
      try await check("/a", server) == ["error redirect-loop: S/a redirects more often than a browser follows"]
    )
    #expect(server.log.count == 42)
  }

  @Test func followsNoRedirectToAnotherScheme() async throws {
    let server = TestServer { _ in .redirect(302, "file:///etc/passwd") }
    #expect(try await check("/a", server).map { $0.prefix(20) } == ["hint unverified-link"])
    #expect(server.log.count == 1)
  }

  @Test func blamesNobodyForARedirectWithoutATarget() async throws {
    let server = TestServer { _ in .status(301) }
    #expect(try await check("/a", server).map { $0.prefix(20) } == ["hint unverified-link"])
  }
}
