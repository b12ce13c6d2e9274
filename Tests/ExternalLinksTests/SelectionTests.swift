import Diagnostics
import Testing

@testable import ExternalLinks

struct SelectionTests {
  @Test func asksNobodyOnThisMachineByItself() async throws {
    let server = TestServer { _ in .status(404) }
    let report = try await ExternalLinkChecker().check([
      ExternalLink(server.url("/")), ExternalLink(server.url("/", host: "localhost")),
      ExternalLink("https://calibrant.example/"), ExternalLink("https://{tenant}.sharepoint.com/"),
      ExternalLink("http://192.168.0.1/"),
    ])
    #expect(report.diagnostics == [])
    #expect((report.checked, report.skipped) == (0, 5))
    #expect(server.log == [])
  }

  /// A name server, or a browser's way to read names, may lead to where nobody is to knock.
  @Test(arguments: [
    ("public.calibrant.com", ["127.0.0.1"]), ("public.calibrant.com", ["10.1.2.3"]), ("public.calibrant.com", ["[::1]"]),
    ("public.calibrant.com", ["[::ffff:127.0.0.1]"]), ("public.calibrant.com", ["[2002:7f00:1::]"]),
    ("public.calibrant.com", ["8.8.8.8", "127.0.0.1"]), ("public.calibrant.com", ["169.254.169.254"]),
    ("①②⑦.⓪.⓪.①", nil), ("１２７.0.0.1", nil), ("ｌocalhost", nil), ("localhoſt", nil), ("münchen.de", nil),
  ] as [(String, [String]?)])
  func asksNoNumberOfThisNetworkUnderANameOfAnother(host: String, numbers: [String]?) async throws {
    let server = TestServer { _ in .status(404) }
    var options = ExternalLinkOptions()
    options.timekeeper = VirtualTime().timekeeper
    options.resolver = HostResolver { _ in numbers }
    let report = try await ExternalLinkChecker(options).check([ExternalLink(server.url("/", host: host))])
    // A host without a dot is never asked, and nothing is said of it.
    #expect(report.diagnostics.map(\.id) == (host.contains(".") ? ["unverified-link"] : []))
    #expect(server.log == [])
  }

  @Test func asksTheNumbersThatWereJudged() throws {
    let address = try #require(WebAddress("https://contoso.com/a"))
    let pin = HostResolver.pin(["203.0.113.9", "[2606:4700::1]"], for: address.host, port: 443)
    let arguments = Curl(ExternalLinkOptions()).arguments(.get, address, pin)
    let place = try #require(arguments.firstIndex(of: "--resolve"))
    #expect(arguments[place + 1] == "contoso.com:443:203.0.113.9,[2606:4700::1]")
  }

  @Test func leavesOutWhatIsExcluded() async throws {
    let server = TestServer { _ in .status(404) }
    var options = ExternalLinkOptions.local(VirtualTime())
    options.exclude = ["127.0.0.1:*/private"]
    let links = [ExternalLink(server.url("/private/a")), ExternalLink(server.url("/public"))]
    let report = try await ExternalLinkChecker(options).check(links)
    #expect((report.checked, report.skipped) == (1, 1))
    #expect(server.requests.allSatisfy { $0.target == "/public" })
  }

  @Test func reportsEveryPlaceInOrder() async throws {
    let server = TestServer { _ in .status(404) }
    func place(_ path: String, _ start: UInt32) -> ExternalLink.Place {
      .init(SourceLocation(path: path, span: SourceSpan(start: start, end: start + 1)), isAddressItself: true)
    }
    let link = ExternalLink(server.url("/a"), places: [place("b.md", 1), place("a.md", 7), place("a.md", 2)])
    let report = try await ExternalLinkChecker(.local(VirtualTime())).check([link])
    #expect(report.diagnostics.map { $0.location?.path } == ["a.md", "a.md", "b.md"])
    #expect(report.diagnostics.map { $0.location?.span?.start } == [2, 7, 1])
  }

  @Test func reportsWhatNoBrowserCanOpen() async throws {
    let report = try await ExternalLinkChecker().check([ExternalLink("https:///guides"), ExternalLink("http://a b/")])
    #expect(report.diagnostics.map(\.id) == ["broken-external-link", "broken-external-link"])
  }

  @Test func saysWhatToInstallWhereCurlIsMissing() async throws {
    var options = ExternalLinkOptions.local(VirtualTime())
    options.curl = "no-such-curl"
    let error = await #expect(throws: ExternalLinkChecker.Failure.self) {
      try await ExternalLinkChecker(options).check([ExternalLink("http://127.0.0.1:1/")])
    }
    #expect(error?.description.contains("install curl") == true)
    // Where there is nothing to ask, nothing is needed.
    #expect(try await ExternalLinkChecker(options).check([]).checked == 0)
  }

  @Test(
    arguments: [
      ("top", nil), ("", nil), ("a", "a"), ("a:~:text=b", "a"), (":~:text=b", nil), ("/route", nil), ("!/route", nil),
      ("L10", nil), ("L10-L20", nil), ("License", "License"), ("issuecomment-12", nil), ("überblick", "überblick"),
    ] as [(String, String?)]
  )
  func looksForAnchorsOnly(_ fragment: String, _ anchor: String?) { #expect(Anchors.anchor(of: fragment) == anchor) }

  @Test func findsAnchorsInAnyHTML() {
    let page = Anchors(
      html: Array(
        """
        <!doctype html><H1 ID="One">1</H1><a name = 'two'>2</a><p class="x" id=three>3</p><br/><i id="user-content-four"/>
        <b id="über">5</b><b data-id="six" title="id=seven">a &lt; b</b> 1 < 2 id="eight" <b id="q&amp;a">
        """.utf8
      )
    )
    for name in ["One", "two", "three", "four", "über", "%C3%BCber", "q&a"] { #expect(page.find(name) == .found) }
    for name in ["six", "seven", "eight"] { #expect(page.find(name) != .found) }
    #expect(page.find("thre") == .missing(suggestion: "three"))
    #expect(Anchors(html: Array("<p>wait".utf8)).find("x") == .unknown)
  }
}
