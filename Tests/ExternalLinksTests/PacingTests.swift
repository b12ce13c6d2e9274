import Diagnostics
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ExternalLinks

@Suite(.ownThreads)
struct PacingTests {
  private let time = VirtualTime()

  /// Takes its time, so that requests that may overlap do.
  private let server = TestServer { _ in
    Thread.sleep(forTimeInterval: 0.005)
    return .status(200)
  }

  @Test func asksOneHostFewAtATime() async throws {
    var options = ExternalLinkOptions.local(time)
    options.concurrencyPerHost = 2
    options.delayPerHost = .zero
    let report = try await ExternalLinkChecker(options).check((1...40).map { ExternalLink(server.url("/\($0)")) })
    #expect(report.diagnostics == [])
    #expect(report.checked == 40)
    #expect(server.log.count == 40)
    #expect(server.mostActive <= 2)
  }

  @Test func pausesBetweenRequestsToOneHost() async throws {
    let start = time.now
    let report = try await ExternalLinkChecker(.local(time)).check((1...40).map { ExternalLink(server.url("/\($0)")) })
    #expect(report.diagnostics == [])
    // The first begins at once, the others in steps: nobody waits for anything else.
    #expect(time.wakings == (1..<40).map { start + .milliseconds(200) * $0 })
  }

  @Test func doesNotPauseBetweenHosts() async throws {
    let links = ["127.0.0.1", "localhost"].map { ExternalLink(server.url("/", host: $0)) }
    #expect(try await ExternalLinkChecker(.local(time)).check(links).diagnostics == [])
    #expect(time.wakings == [])
  }

  @Test func doesOnlySoMuchAtOnce() async throws {
    var options = ExternalLinkOptions.local(time)
    options.concurrency = 3
    options.delayPerHost = .zero
    options.concurrencyPerHost = 30
    let links = (1...30).map { ExternalLink(server.url("/\($0)")) }
    let report = try await ExternalLinkChecker(options).check(links)
    #expect(report.diagnostics == [])
    #expect(server.log.count == 30)
    #expect(server.mostActive <= 3)
  }

  @Test func asksForEachAddressOnce() async throws {
    let server = TestServer { _ in .html("<a name='x'></a><p id=y>") }
    let links = ["/a", "/a#x", "/a#y", "/a#z", "/a"].map { ExternalLink(server.url($0)) }
    let report = try await ExternalLinkChecker(.local(time)).check(links)
    #expect(server.log == ["GET /a"])
    #expect(report.checked == 1)
    #expect(report.diagnostics.map(\.message) == ["nothing on \(server.url("/a")) has the anchor #z"])
  }

  @Test func tellsHowFarItIs() async throws {
    let server = TestServer { _ in .status(200) }
    let seen = Shared<[Int]>([])
    let links = (1...5).map { ExternalLink(server.url("/\($0)")) }
    _ = try await ExternalLinkChecker(.local(time)).check(links) { done, total in
      #expect(total == 5)
      seen.value.withLock { $0.append(done) }
    }
    #expect(seen.value.withLock { $0 } == [0, 1, 2, 3, 4, 5])
  }

  @Test func waitsTheSameForTheSameSeed() {
    var options = ExternalLinkOptions()
    let first = RetryDelay.backoff(2, for: "https://a.com/", options)
    #expect(RetryDelay.backoff(2, for: "https://a.com/", options) == first)
    #expect(RetryDelay.backoff(2, for: "https://b.com/", options) != first)
    options.seed = 1
    #expect(RetryDelay.backoff(2, for: "https://a.com/", options) != first)
    #expect(RetryDelay.backoff(60, for: "https://a.com/", options) <= options.longestBackoff)
  }

  @Test(arguments: [
    ("0", 0), ("120", 120), ("Wed, 21 Oct 2015 07:28:10 GMT", 10), ("Wed, 21 Oct 2015 07:27:00 GMT", 0),
    ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800 - 1_445_412_480),
  ])
  func readsRetryAfter(_ header: String, _ seconds: Int) {
    #expect(RetryDelay.retryAfter(header, now: .seconds(1_445_412_480)) == .seconds(seconds))
  }

  @Test(arguments: ["", "soon", "-1", "Wed, 21 Foo 2015 07:28:10 GMT", "Wed, 21 Oct 2015 07:28 GMT", "1.5"])
  func ignoresOtherRetryAfter(_ header: String) { #expect(RetryDelay.retryAfter(header, now: .zero) == nil) }
}
