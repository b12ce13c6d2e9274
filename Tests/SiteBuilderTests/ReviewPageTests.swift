import Testing

struct ReviewPageTests {
  @Test func answersWhatReviewersAsk() async throws {
    let grant = """
      permission: User.Read.All, kind: application, why: Syncs at night., without: No sync., data: Names only., \
      since: 2025-03-04
      """
    let page = try #require(try await published(grants: [grant])["permissions/review/index.html"])
    let answers = [
      "Directory &lt;access&gt;", "User.Read.All", "Application", "Syncs at night.", "Data: Names only.",
      "Without it: No sync.", "4 March 2025", "Privileged Role Administrator", "11111111-2222-3333-4444-555555555555",
      "df021288-bdef-4463-88db-98f22de89214", "login.microsoftonline.com", "https://app.contoso.example/callback",
      "Revoke permission", "permissions.csv",
    ]
    for answer in answers { #expect(page.contains(answer), "\(answer)") }
    #expect(!page.contains("Directory <access>"))
  }

  @Test func isTakenIntoSitemapAndListWithTheLastDayThatIsKnown() async throws {
    let dated = "permission: User.Read.All, kind: delegated, why: Lists people., since: 2025-03-04"
    let undated = "permission: Directory.Read.All, kind: delegated, why: Reads groups."
    let review = "<loc>https://help.contoso.example/docs/permissions/review/</loc>"
    let site = try await published(grants: [dated])
    #expect(site["sitemap.xml"]?.contains(review + "<lastmod>2025-03-04</lastmod>") == true)
    #expect(site["permissions/index.html"]?.contains(#"href="/docs/permissions/review/""#) == true)
    #expect(try await published(grants: [dated, undated])["sitemap.xml"]?.contains(review + "</url>") == true)
  }

  @Test func dataIsPublishedForProgramsToo() async throws {
    let site = try await published(
      grants: ["permission: User.Read.All, kind: delegated, why: Lists people., data: Names only."]
    )
    #expect(site["permissions.json"]?.contains(#""data": "Names only.""#) == true)
    #expect(site["permissions.csv"]?.contains("Names only.") == true)
  }
}
