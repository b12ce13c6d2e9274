import Foundation

@testable import SiteBuilder

/// A folder of its own for one test, gone when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "scopebook-tests-" + UUID().uuidString
    try! FileSystem.createDirectory(path)
  }

  deinit { try? FileSystem.removeTree(path) }

  func write(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    try FileSystem.createDirectory(String(splitPath(file).folder.dropLast()))
    try FileSystem.write(Array(text.utf8), to: file)
  }

  /// All files but Scopebook's own, with their text.
  func files() -> [String: String] {
    var found: [String: String] = [:]
    func visit(_ folder: String, _ prefix: String) {
      for entry in (try? FileSystem.entries(of: folder)) ?? [] where entry.name != ".scopebook" {
        let child = folder + "/" + entry.name
        if entry.kind == .directory, !entry.isLink {
          visit(child, prefix + entry.name + "/")
        } else {
          found[prefix + entry.name] = (try? FileSystem.read(child)).map { String(decoding: $0, as: UTF8.self) }
        }
      }
    }
    visit(path, "")
    return found
  }
}
