import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

/// A repository may hold pipes, which wait for somebody to write: no file is read from one.
struct PipeTests {
  @Test(arguments: ["scopebook.yml", "content/catalog.yml", "content/page.md", "templates/footer.html", "content/a.png"])
  func waitsForNobody(path: String) async throws {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: Site\n")
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\nWelcome.\n")
    try folder.write("templates/header.html", "")
    try? FileManager.default.removeItem(atPath: folder.path + "/" + path)
    #expect(mkfifo(folder.path + "/" + path, 0o600) == 0)
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/site"
    do {
      let result = try await Build(options).run()
      // What is no page and no file of the site is passed over.
      #expect(FileSystem.kind(of: folder.path + "/site/" + (path as NSString).lastPathComponent) == nil)
      #expect(!result.diagnostics.hasErrors)
    } catch {
      #expect("\(error)".contains("it is a pipe, a device or a socket"), "\(error)")
    }
  }
}
