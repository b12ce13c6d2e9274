import Testing

@testable import SiteBuilder

/// What Microsoft's own pages call a permission stands beside its name.
struct ScreenLabelTests {
  private static let page = ["index.md": """
    ---
    title: Home
    ---

    ::consent-link{consent="directory"}

    ::permissions{consent="directory"}

    ::checklist{consent="directory"}
    """]

  @Test func standsInEnglishOnEveryPage() async throws {
    let files = try await published(pages: Self.page)
    let permission = "permissions/microsoft-graph/user-read-all-delegated/index.html"
    for path in ["index.html", permission, "permissions/index.html", "permissions/review/index.html"] {
      let text = try #require(files[path])
      #expect(text.contains("<span class=\"screen-label\">"), "\(path)")
      #expect(text.contains("full profiles and company properties</span>"), "\(path)")
    }
    #expect(files["index.md"]?.contains("/) · Read all users' full profiles and company properties |") == true)
    #expect(files["permissions.json"]?.contains("\"label\": \"Read all users' full profiles and") == true)
  }

  @Test func isMarkedAsEnglishOnPagesInOtherLanguages() async throws {
    let files = try await published(configuration: "language: de\n", pages: Self.page)
    let text = try #require(files["index.html"])
    #expect(text.contains("<span class=\"screen-label\" lang=\"en\" dir=\"ltr\">Read all users"))
    #expect(!text.contains("<span class=\"screen-label\">"))
    #expect(text.contains("nennt sie „<span lang=\"en\" dir=\"ltr\">Read all users"))
  }

  @Test func isLeftOutWhereItIsNotKnown() async throws {
    let files = try await published(
      pages: Self.page,
      grants: ["permission: AppCertTrustConfiguration.Read.All, kind: delegated, why: Reads."]
    )
    let text = try #require(files["index.html"])
    #expect(!text.contains("screen-label"))
    #expect(!text.contains("calls it"))
    #expect(files["permissions.json"]?.contains("\"label\": null") == true)
  }
}
