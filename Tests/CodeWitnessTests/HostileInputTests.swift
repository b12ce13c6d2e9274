import CodeWitness
import Diagnostics
import Permissions
import TestSupport
import Testing

/// No bytes end the program, and none take more than a moment.
@Suite(.ownThreads)
struct HostileInputTests {
  private static let names = [
    "a.json", "a.tf", "a.bicep", "a.ps1", "a.sh", "a.yml", "a.env", "a.xml", "a.properties", "a.swift", "a.ts", "a.cs",
    "a.py",
    "a.go", "a.java", "a.kt", "a.php", "a.rb", "a.rs",
  ]

  private static let pieces: [String] = [
    "scopes", ": ", " = ", "[", "]", "{", "}", "(", ")", "\"", "'", "`", "\"\"\"", "User.Read", "Mail.Read", ",", "\n",
    "  ", "//", "/*",
    "*/", "#", "<<EOT", "<<<X", "EOT\n", "%w[", "${", "\\(", "\\", "$", "@\"", "\"@", "return ", "def scopes", "=> ",
    "+ ", ". ",
    "resourceAppId", "00000003-0000-0000-c000-000000000000", "id", "type", "Scope",
    "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "é", "\0",
    "for_each", "in ", "app_role_ids", "- ", "<add key=", "value=", ">", "</", "-Scopes ", "/.default", "|", "?:", "->",
    "::", "&scope=", "%",
  ]

  @Test(arguments: names)
  func readsAnyText(_ name: String) async {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next() -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33)
    }
    for _ in 0..<60 {
      var text = "graph.microsoft.com "
      for _ in 0..<(next() % 120) { text += Self.pieces[next() % Self.pieces.count] }
      _ = await CodeScan.report(on: [SourceFile(path: name, bytes: Array(text.utf8))], .embedded)
      var bytes = Array(text.utf8)
      for _ in 0..<8 where !bytes.isEmpty { bytes[next() % bytes.count] = UInt8(truncatingIfNeeded: next()) }
      _ = await CodeScan.report(on: [SourceFile(path: name, bytes: bytes)], .embedded)
    }
  }

  @Test(arguments: [
    "(", "[", "{", "\"", "scopes: [", "<a ", "x(", "a.", "#", "/*", "${", "= ", "\"a\" + ", "return\n", "<<A\n", "'",
    "`${",
  ])
  func doesNotSlowDown(_ piece: String) async throws {
    let text = "graph.microsoft.com\n" + String(repeating: piece, count: 3000)
    for name in Self.names {
      let time = try await #require(
        processorTimeOfOneThread {
          _ = await CodeScan.report(on: [SourceFile(path: name, bytes: Array(text.utf8))], .embedded)
        }
      )
      #expect(time < 20, "\(name) took \(time) s")
    }
  }
}
