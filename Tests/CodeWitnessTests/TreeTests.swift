import CodeWitness
import Foundation
import Permissions
import Testing

struct TreeTests {
  private func scan(_ files: [String: String], include: [String] = [], exclude: [String] = []) async throws -> [String]
  {
    let root = URL(filePath: NSTemporaryDirectory()).appending(path: "scopebook-tree-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let report = try await CodeScan(.init(paths: [root.path], include: include, exclude: exclude), .embedded).run()
    return Array(Set(report.findings.map { String($0.path.dropFirst(root.path.count + 1)) })).sorted()
  }

  private let request = #"const a = { scopes: ["User.Read"] };"#

  @Test func leavesOutWhatGitIgnores() async throws {
    let files = [
      ".gitignore": "*.gen.ts\n/private/\n!keep.gen.ts\n", "a.ts": request, "b.gen.ts": request, "keep.gen.ts": request,
      "private/a.ts": request, "x/private/a.ts": request, "y/.gitignore": "local.ts", "y/local.ts": request,
      "z/local.ts": request,
    ]
    #expect(try await scan(files) == ["a.ts", "keep.gen.ts", "x/private/a.ts", "z/local.ts"])
  }

  @Test func leavesOutWhatIsNotTheProductsSource() async throws {
    let files = [
      "a.ts": request, "node_modules/b/a.ts": request, "vendor/a.go": request, "dist/a.js": request,
      "a.min.js": request,
      ".git/a.ts": request, "b.js": "\0" + request, "c.js": String(repeating: request, count: 4000),
    ]
    #expect(try await scan(files) == ["a.ts"])
  }

  @Test func takesIncludeAndExcludePatterns() async throws {
    let files = ["src/a.ts": request, "src/b.ts": request, "lib/a.ts": request, "src/deep/er/a.ts": request]
    #expect(try await scan(files, include: ["src/**/*.ts"]) == ["src/a.ts", "src/b.ts", "src/deep/er/a.ts"])
    #expect(try await scan(files, exclude: ["src/deep", "b.ts"]) == ["lib/a.ts", "src/a.ts"])
    #expect(try await scan(files, include: ["src"], exclude: ["src/deep/**"]) == ["src/a.ts", "src/b.ts"])
  }

  @Test func saysWhichPathIsNotThere() async {
    await #expect(throws: CodeScan.MissingPath.self) {
      try await CodeScan(.init(paths: ["/nowhere/at/all"]), .embedded).run()
    }
  }
}
