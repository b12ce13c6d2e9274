import Diagnostics
import ExampleCatalog
import ExampleServer
import Foundation
import Permissions
import ScopebookSite
import Testing

/// One declaration, two programs: what the server requests is what the page says.
struct ExampleTests {
  private static let helpCenter = URL(filePath: #filePath)
    .appending(path: "../../../Sources/Examples/Site/help-center").standardized.path

  private func build(_ catalog: Catalog) async throws -> (result: SiteGenerator.Result, page: String) {
    let output = URL(filePath: NSTemporaryDirectory()).appending(path: "scopebook-example-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: output) }
    let result = try await SiteGenerator(root: Self.helpCenter, catalog: catalog, output: output.path).build()
    let page = try? String(contentsOf: output.appending(path: "index.html"), encoding: .utf8)
    return (result, page ?? "")
  }

  @Test func pageShowsWhatTheServerRequests() async throws {
    let catalog = try ExampleCatalog.make()
    let start = try ConnectionStart(catalog, consent: ExampleCatalog.connect)
    let (result, page) = try await build(catalog)
    #expect(result.lines == [])
    #expect(result.isPublished)
    for scope in start.scope.split(separator: " ") { #expect(page.contains(">\(scope)<"), "\(scope)") }
    let url = start.adminConsentURL(for: .organizations)
    #expect(page.contains(url.replacingOccurrences(of: "&", with: "&amp;")))
  }

  @Test func changeOfTheDeclarationReachesBoth() async throws {
    let catalog = try ExampleCatalog.make()
    let old = try #require(catalog["connect"])
    let consent = try Consent(
      id: old.id,
      title: old.title,
      app: old.app,
      flow: old.flow,
      grants: old.grants + [Grant(try .microsoftGraph("Place.Read.All", .delegated), why: "Shows rooms.")]
    )
    let changed = Catalog(product: catalog.product, consents: [consent])
    #expect(try ConnectionStart(changed, consent: "connect").scope.contains("Place.Read.All"))
    #expect(try await build(changed).page.contains("Place.Read.All"))
  }

  @Test func promiseThatIsNotTrueStopsTheSite() async throws {
    let catalog = try ExampleCatalog.make()
    let old = try #require(catalog["connect"])
    let grants = [Grant(try .microsoftGraph("User.ReadWrite.All", .delegated), why: "Changes people.")]
    let consent = try Consent(
      id: old.id,
      title: old.title,
      app: old.app,
      flow: old.flow,
      claim: .readOnly,
      grants: grants
    )
    let (result, _) = try await build(Catalog(product: catalog.product, consents: [consent]))
    #expect(!result.isPublished)
    #expect(result.diagnostics.contains { $0.id == "false-read-only-claim" })
  }

  @Test func namesThatDoNotExistAreSaidSo() {
    #expect(throws: Permission.LookupFailure.unknownName("User.Raed.All", of: "Microsoft Graph")) {
      try Permission.microsoftGraph("User.Raed.All", .delegated)
    }
    #expect(throws: Permission.LookupFailure.unknownResource("Nobody's API")) {
      try Permission.microsoft("Nobody's API", "User.Read.All", .delegated)
    }
  }
}
