import Diagnostics
import ExternalLinks
import SiteBuilder
import Synchronization

/// The site as it was where a branch began, for telling what the branch introduced.
struct Revision {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let name: String
  let root: String

  /// Fingerprints of everything that was wrong with the site then. Nothing was, where there was no site yet.
  func findings(drafts: Bool) async throws -> Set<String> {
    let base = try await git(
      ["merge-base", name, "HEAD"],
      otherwise: "there is no revision \(name) that HEAD came from"
    )
    let prefix = try await git(["rev-parse", "--show-prefix"], otherwise: "\(root) is not in a git repository")
    let folder = temporaryFolder()
    try FileSystem.createDirectory(folder)
    defer { try? FileSystem.removeTree(folder) }
    // An index of its own: neither the working tree nor the user's index is touched.
    let index = ["env", "GIT_INDEX_FILE=\(folder)/index"]
    _ = try await run(index + git + ["read-tree", base], otherwise: "git cannot read \(base)")
    _ = try await run(
      index + git + ["checkout-index", "--all", "--prefix=\(folder)/tree/"],
      otherwise: "git cannot write the files of \(base)"
    )
    var options = Build.Options(root: "\(folder)/tree/\(prefix)".droppingLastSlash)
    options.stopsAfterChecks = true
    options.includesDrafts = drafts
    guard FileSystem.kind(of: options.root + "/" + Reader.configurationName) == .file else { return [] }
    let result = try await Build(options).run()
    return Set(Fingerprint.of(result.diagnostics, sources: result.sources)).union(result.known)
  }

  private var git: [String] { ["git", "-C", root] }

  private func git(_ arguments: [String], otherwise message: String) async throws -> String {
    try await run(git + arguments, otherwise: message)
  }

  private func run(_ arguments: [String], otherwise message: String) async throws -> String {
    let output = Mutex<[UInt8]>([])
    let ending = await ChildProcess.run(arguments, deadline: .seconds(120)) { chunk in
      output.withLock { $0 += chunk }
      return true
    }
    switch ending {
    case .exited(0): break
    case .notFound: throw Failure(description: "git is needed to compare with \(name), and it is not installed")
    default: throw Failure(description: message)
    }
    return String(decoding: output.withLock { $0 }, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(
      String.init
    ) ?? ""
  }

  private func temporaryFolder() -> String {
    let base = Console.environment("TMPDIR") ?? "/tmp"
    return "\(base.droppingLastSlash)/scopebook-\(UInt64.random(in: 0...UInt64.max))"
  }
}

extension String {
  fileprivate var droppingLastSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
