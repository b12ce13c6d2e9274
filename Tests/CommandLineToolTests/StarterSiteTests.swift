import Foundation
import SiteBuilder
import Testing

struct StarterSiteTests {
  @Test(arguments: ["Contoso", "Contoso Insights 2.0", "Überblick"])
  func buildsWithoutAFinding(product: String) async throws {
    let folder = NSTemporaryDirectory() + "scopebook-starter-" + UUID().uuidString
    defer { try? FileSystem.removeTree(folder) }
    for file in StarterSite.files(product: product) {
      let path = folder + "/" + file.path
      try FileSystem.createDirectory(String(path[..<path.lastIndex(of: "/")!]))
      try FileSystem.write(file.bytes, to: path)
    }
    let result = try await Build(.init(root: folder)).run()
    #expect(result.diagnostics.isEmpty)
    #expect(result.summary != nil)
    let home = String(decoding: try FileSystem.read(folder + "/site/index.html"), as: UTF8.self)
    #expect(home.contains("\(product) Help Center"))
  }
}
