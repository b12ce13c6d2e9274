import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import ExternalLinks

/// What is said of servers that do what servers do.
@Suite(.ownThreads)
struct MisbehavingServerTests {
  private let time = VirtualTime()

  /// What is reported for one address, with the server's own address as `S`.
  private func check(
    _ target: String,
    _ server: TestServer,
    _ change: (inout ExternalLinkOptions) -> Void = { _ in }
  ) async throws -> [String] {
    var options = ExternalLinkOptions.local(time)
    change(&options)
    let report = try await ExternalLinkChecker(options).check([ExternalLink(server.url(target))])
    return report.diagnostics.map { $0.line.replacingOccurrences(of: server.url(""), with: "S") }
  }

  @Test func isContentWithHeaders() async throws {
    let server = TestServer { _ in .status(200) }
    #expect(try await check("/a", server) == [])
    #expect(server.log == ["HEAD /a"])
  }

  @Test func sendsNoCredentialsAndSaysWhoItIs() async throws {
    let server = TestServer { _ in .status(200) }
    let url = server.url("/a").replacingOccurrences(of: "//", with: "//name:secret@")
    _ = try await ExternalLinkChecker(.local(time)).check([ExternalLink(url)])
    let headers = try #require(server.requests.first).headers.map { $0.lowercased() }
    #expect(!headers.contains { $0.hasPrefix("authorization") || $0.hasPrefix("cookie") || $0.hasPrefix("referer") })
    #expect(headers.contains("user-agent: scopebook (link check)"))
  }

  /// Somebody's `.curlrc` may hold credentials.
  @Test func keepsCurlFromReadingItsConfiguration() throws {
    let address = try #require(WebAddress("https://contoso.com/"))
    #expect(Curl(ExternalLinkOptions()).arguments(.get, address)[1] == "-q")
  }

  @Test(arguments: [404, 410])
  func reportsWhatIsGone(_ status: Int) async throws {
    let server = TestServer { _ in .status(status) }
    let word = status == 404 ? "not found" : "gone"
    #expect(try await check("/a", server) == ["error broken-external-link: S/a answers \(status) (\(word))"])
    #expect(server.log == ["HEAD /a", "GET /a"])
  }

  @Test(arguments: [400, 403, 404, 405, 500, 501, 502])
  func asksForThePageWhereHeadersAreRefused(_ status: Int) async throws {
    let server = TestServer { $0.method == "HEAD" ? .status(status) : .status(200) }
    #expect(try await check("/a", server) == [])
    #expect(server.log == ["HEAD /a", "GET /a"])
    #expect(time.wakings.count <= 1)
  }

  @Test(arguments: [401, 403, 405, 451, 999, 500, 503])
  func blamesNobodyForRefusals(_ status: Int) async throws {
    let server = TestServer { _ in .status(status) }
    let lines = try await check("/a", server)
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("hint unverified-link: S/a could not be verified: the server answers \(status)"))
  }

  @Test func waitsAsLongAsItIsAskedTo() async throws {
    let server = TestServer { $0.count == 0 ? .status(429, ["Retry-After": "17"]) : .status(200) }
    let start = time.now
    #expect(try await check("/a", server) { $0.delayPerHost = .zero } == [])
    #expect(server.log.count == 2)
    #expect(time.now >= start + .seconds(17))
    #expect(time.now < start + .seconds(18))
  }

  @Test func waitsUntilADate() async throws {
    let time = VirtualTime(.seconds(784_111_747))
    let server = TestServer {
      $0.count == 0 ? .status(503, ["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"]) : .status(200)
    }
    let report = try await ExternalLinkChecker(.local(time)).check([ExternalLink(server.url("/a"))])
    #expect(report.diagnostics == [])
    #expect(time.wakings.contains(.seconds(784_111_777)))
  }

  @Test func leavesAHostAloneThatAsksForTooMuch() async throws {
    let server = TestServer { _ in .status(429, ["Retry-After": "3600"]) }
    var options = ExternalLinkOptions.local(time)
    options.concurrencyPerHost = 1
    let links = (1...20).map { ExternalLink(server.url("/\($0)")) }
    let report = try await ExternalLinkChecker(options).check(links)
    #expect(report.diagnostics.count == 20)
    #expect(report.diagnostics.allSatisfy { $0.message.hasSuffix("the server asks to wait 3600 seconds") })
    #expect(server.log.count == 1)
  }

  @Test func repeatsWithGrowingPauses() async throws {
    let server = TestServer { $0.count < 3 ? .status(503) : .status(200) }
    #expect(try await check("/a", server) { $0.delayPerHost = .zero } == [])
    #expect(server.log.count == 4)
    let start = Duration.seconds(1_800_000_000)
    let wakings = time.wakings
    #expect(wakings.count == 3)
    let pauses = zip(wakings, [start] + wakings).map { $0 - $1 }
    for (pause, whole) in zip(pauses, [1.0, 2, 4]) {
      #expect(pause >= .seconds(whole / 2) && pause <= .seconds(whole))
    }
  }

  @Test func givesUpAfterSomeRepetitions() async throws {
    let server = TestServer { _ in .status(503) }
    #expect(try await check("/a", server) { $0.retries = 2 }.count == 1)
    #expect(server.log.count == 3)
  }

  @Test func readsHeadersHoweverSlowlyTheyCome() async throws {
    let server = TestServer { _ in .slowly("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }
    #expect(try await check("/a", server) == [])
  }

  @Test func blamesNobodyForSilence() async throws {
    let server = TestServer { _ in .silence }
    let lines = try await check("/a", server) { $0.timeout = .milliseconds(300) }
    #expect(lines == ["hint unverified-link: S/a could not be verified: there was no answer in time"])
    #expect(server.log == ["HEAD /a", "GET /a"])
  }

  @Test func asksAgainAfterAReset() async throws {
    let server = TestServer { $0.count < 2 ? .reset : .status(200) }
    #expect(try await check("/a", server) == [])
    #expect(server.log.count == 3)
  }

  @Test func blamesNobodyForResets() async throws {
    let server = TestServer { _ in .reset }
    #expect(
      try await check("/a", server) == ["hint unverified-link: S/a could not be verified: the connection broke off"]
    )
  }

  @Test func blamesNobodyForAClosedPort() async throws {
    let link = ExternalLink("http://127.0.0.1:1/a")
    let report = try await ExternalLinkChecker(.local(time)).check([link])
    #expect(report.diagnostics.map(\.id) == ["unverified-link"])
  }

  @Test func blamesNobodyForABadCertificate() async throws {
    let server = TestServer { _ in .status(200) }
    let url = server.url("/a").replacingOccurrences(of: "http:", with: "https:")
    let report = try await ExternalLinkChecker(.local(time)).check([ExternalLink(url)])
    #expect(report.diagnostics.map(\.id) == ["unverified-link"])
  }

  @Test func reportsNamesThatDoNotExist() async throws {
    // Longer than a part of a name may be: no name server is asked.
    let name = String(repeating: "a", count: 64) + ".com"
    let server = TestServer { _ in .status(200) }
    let links = [ExternalLink("http://\(name)/a"), ExternalLink("http://\(name)/b"), ExternalLink(server.url("/a"))]
    let report = try await ExternalLinkChecker(.local(time)).check(links)
    #expect(
      report.diagnostics.map(\.line) == [
        "error broken-external-link: there is no host of the name in http://\(name)/a",
        "error broken-external-link: there is no host of the name in http://\(name)/b",
      ]
    )
  }

  @Test func blamesTheNetworkWhenNoNameExists() async throws {
    let links = ["a", "b"].map { ExternalLink("http://\(String(repeating: $0, count: 64)).com/") }
    let report = try await ExternalLinkChecker(.local(time)).check(links)
    #expect(report.diagnostics.map(\.id) == ["unverified-link", "unverified-link"])
  }

  @Test func readsOnlySoMuchOfAnEndlessPage() async throws {
    let server = TestServer { _ in
      .endless("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p id=a>", more: String(repeating: "x", count: 4096))
    }
    #expect(try await check("/a#nowhere", server) { $0.mostBodyBytes = 100_000 } == [])
    #expect(try await check("/a#a", server) { $0.mostBodyBytes = 100_000 } == [])
  }

  @Test func readsOnlySoManyHeaders() async throws {
    let server = TestServer { _ in .endless("HTTP/1.1 200 OK\r\n", more: "X: " + String(repeating: "x", count: 997)) }
    #expect(try await check("/a", server) { $0.retries = 0 }.count == 1)
  }

  @Test func understandsChunks() async throws {
    let server = TestServer { _ in
      .raw(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "6\r\n<p id=\r\n4\r\nhere\r\n3\r\n>x.\r\n0\r\n\r\n"
      )
    }
    #expect(try await check("/a#here", server) == [])
    #expect(
      try await check("/a#hre", server) == ["warning broken-external-anchor: nothing on S/a has the anchor #hre"]
    )
  }

  @Test func trustsNoWrongLength() async throws {
    let server = TestServer { _ in
      .status(200, ["Content-Type": "text/html", "Content-Length": "1000"], body: "<p id=here>x")
    }
    #expect(try await check("/a#here", server) == [])
    // Perhaps it stood in the rest.
    #expect(try await check("/a#there", server) == [])
  }

  @Test func blamesNobodyForWhatIsNotHTTP() async throws {
    for text in ["HELLO\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "", "SSH-2.0-OpenSSH_9.6\r\n"] {
      let server = TestServer { _ in .raw(text) }
      let lines = try await check("/a", server)
      #expect(lines.count == 1, "\(text)")
      #expect(lines.allSatisfy { $0.hasPrefix("hint unverified-link") }, "\(text)")
    }
  }

  @Test func skipsInterimAnswers() async throws {
    let server = TestServer { _ in .raw("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n") }
    #expect(try await check("/a", server) == [])
  }
}
