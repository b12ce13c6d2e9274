import Diagnostics

@testable import SiteBuilder

/// What a small site with one consent publishes, by path.
func published(
  configuration: String = "base-url: https://help.contoso.example/docs\n",
  pages: [String: String] = ["index.md": "---\ntitle: Home\n---\n"],
  grants: [String] = ["permission: User.Read.All, kind: delegated, why: Lists people., since: 2025-03-04"]
) async throws -> [String: String] {
  let (folder, output) = (TemporaryFolder(), TemporaryFolder())
  try folder.write("scopebook.yml", "title: T\n" + configuration)
  for (name, text) in pages { try folder.write("content/" + name, text) }
  let catalog = """
    product: { name: Contoso }
    apps:
      main:
        provider: microsoft
        display-name: Contoso App
        client-id: 11111111-2222-3333-4444-555555555555
        redirect-uris: [https://app.contoso.example/callback]
    consents:
      directory:
        title: Directory <access>
        app: main
        flow: admin-consent
        grants:

    """
  let lines = grants.map { "      - { resource: Microsoft Graph, \($0) }\n" }.joined()
  try folder.write("content/catalog.yml", catalog + lines)
  var options = Build.Options(root: folder.path)
  options.output = output.path
  let result = try await Build(options).run()
  guard result.summary != nil else { throw NotPublished(found: result.diagnostics.map(\.message)) }
  return output.files()
}

private struct NotPublished: Error { let found: [String] }
