import Foundation
import Testing

@testable import SiteBuilder

/// A consent whose link asks for everything that the registration lists shows what it grants besides.
struct SharedConsentPageTests {
  private static let catalog = """
    product: { name: Contoso }
    apps:
      main:
        provider: microsoft
        display-name: Contoso App
        client-id: 11111111-2222-3333-4444-555555555555
        redirect-uris: [https://app.contoso.example/callback]
    consents:
      directory:
        title: Directory access
        app: main
        flow: admin-consent
        grants: [{ resource: Microsoft Graph, permission: User.Read.All, kind: delegated, why: Lists people. }]
      mail:
        title: Mail at night
        app: main
        flow: admin-consent
        grants: [{ resource: Microsoft Graph, permission: Mail.Read, kind: application, why: Reads mail. }]

    """

  private static let note =
    "The link asks for everything that the registration of Contoso App lists, so what is asked for under “Directory "
    + "access” is granted together with it."

  @Test(arguments: ["consent-link", "permissions", "prerequisites", "checklist"])
  func saysWhatIsGrantedBesidesAndWhy(directive: String) async throws {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try folder.write("scopebook.yml", "title: T\n")
    try folder.write("content/catalog.yml", Self.catalog)
    for consent in ["mail", "directory"] {
      let page = "---\ntitle: \(consent)\n---\n\n::\(directive){consent=\"\(consent)\"}\n"
      try folder.write("content/\(consent == "mail" ? "index" : consent).md", page)
    }
    var options = Build.Options(root: folder.path)
    options.output = output.path
    _ = try await Build(options).run()
    let files = output.files()
    let words = directive == "checklist" ? "Approved too: what is asked for under “Directory access”" : Self.note
    for path in ["index.html", "index.md"] { #expect(files[path]?.contains(words) == true, "\(path)") }
    for path in ["directory/index.html", "directory/index.md"] {
      #expect(files[path]?.contains("is granted together") == false, "\(path)")
      #expect(files[path]?.contains("Approved too") == false, "\(path)")
    }
    let review = try #require(files["permissions/review/index.html"])
    #expect(review.components(separatedBy: Self.note).count == 2)
    if directive == "prerequisites" {
      #expect(files["index.html"]?.contains("Privileged Role Administrator") == true)
    } else {
      #expect(files["index.html"]?.contains("User.Read.All") == true)
    }
  }
}
