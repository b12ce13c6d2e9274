import Synchronization

/// Stage 6: finished files become the published site, all of them or none.
///
/// Files are staged while pages are still being rendered and published by ``commit()`` in one step:
///
/// - An output folder that does not exist yet is staged beside its place and renamed into it: nobody ever sees half
///   of it.
/// - In an existing folder only what differs is staged. A journal then lists the renames and removals; should the
///   machine stop in the middle, the next build finishes them before it does anything else. Hard-linking the
///   unchanged files into a second tree and exchanging the two is atomic for readers too, but costs a link and an
///   unlink for every file of the site on every build, and breaks servers that stand in the folder;
///   `docs/publishing.md` has the figures.
///
/// Files that the ledger does not know are not ours: they are neither replaced nor removed.
package final class Publisher: Sendable {
  /// What a build did to the output folder.
  package struct Summary: Sendable, Equatable {
    package var written = 0
    package var unchanged = 0
    package var removed = 0
  }

  package enum Failure: Error, CustomStringConvertible {
    case disk(FileSystem.Failure)
    /// Some files have moved and others have not.
    case unfinished(FileSystem.Failure)
    /// Files that stand where the site has to go and were not written by Scopebook.
    case foreignFiles([String])
    /// What is no file stands where the site has to go, or a symbolic link on the way there.
    case inTheWay([String])
    /// Another build is writing to the same folder.
    case busy(String)

    package var description: String {
      switch self {
      case .disk(let failure): failure.description
      case .unfinished(let failure):
        "\(failure); a part of the site is published, and the next build finishes it as soon as that is mended"
      case .foreignFiles(let paths):
        "\(paths.count == 1 ? "a file" : "\(paths.count) files") in the output folder would be replaced but "
          + "\(paths.count == 1 ? "was" : "were") not written by Scopebook: \(paths.prefix(5).joined(separator: ", ")); move \(paths.count == 1 ? "it" : "them") "
          + "away, or replace \(paths.count == 1 ? "it" : "them") with --overwrite"
      case .inTheWay(let paths):
        "links, pipes and folders of others in the output folder are never replaced, nor written through: "
          + "\(paths.prefix(5).joined(separator: ", "))\(paths.count > 5 ? " and \(paths.count - 5) more" : ""); "
          + "move \(paths.count == 1 ? "it" : "them") away"
      case .busy(let path): "another build is writing to \(path)"
      }
    }
  }

  private struct State {
    var ledger = Ledger()
    var moves: [(staged: String, path: String)] = []
    var foreign: [String] = []
    /// Where the site has to go, and what is no file.
    var inTheWay: Set<String> = []
    var summary = Summary()
    /// What was handed over, whether it differed from what was there or not.
    var staged = (files: 0, bytes: 0)
    /// Of the bytes of the ledger, once it is finished.
    var ledgerHash: UInt64 = 0
    var isFinished = false
  }

  private let output: String
  private let staging: String
  private let isFresh: Bool
  private let replacesForeignFiles: Bool
  private let previous: Ledger
  private let lock: FileSystem.Lock?
  private let state = Mutex(State())

  /// Opens an output folder (an absolute path, or one relative to the working folder), finishing what an
  /// interrupted build left behind.
  package init(output: String, replacesForeignFiles: Bool = false) throws(Failure) {
    let output = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    self.output = output
    self.replacesForeignFiles = replacesForeignFiles
    isFresh = FileSystem.kind(of: output) == nil
    let (parent, name) = splitPath(output)
    let own = output + "/" + Self.folder
    do throws(FileSystem.Failure) {
      if isFresh {
        staging = try Self.createStaging(beside: name, in: parent)
        lock = nil
        previous = Ledger()
      } else {
        staging = own + "/staging"
        try FileSystem.createDirectory(own)
        guard FileSystem.kindWithoutLinks(of: own) == .directory else {
          throw FileSystem.Failure("use", own, code: 0, because: "it is a symbolic link; remove it")
        }
        lock = try FileSystem.Lock(own + "/lock")
        // Nobody but the lock's holder may finish a journal or look at the ledger.
        if lock != nil {
          try Journal.finish(in: own, output: output)
          Self.removeEarlierState(in: own)
        }
        previous = try Self.readLedger(own + "/ledger")
      }
    } catch {
      throw .disk(error)
    }
    guard isFresh || lock != nil else { throw .busy(output) }
    if isFresh { return }
    do {
      try FileSystem.removeTree(staging)
      try FileSystem.createDirectory(staging)
    } catch {
      throw .disk(error)
    }
  }

  /// - Throws: if there is one that cannot be read: whose files they are would not be known.
  private static func readLedger(_ path: String) throws(FileSystem.Failure) -> Ledger {
    do {
      return Ledger(try FileSystem.read(path)) ?? Ledger()
    } catch where error.isMissingFile {
      return Ledger()
    }
  }

  /// A new folder for a first build, which nobody else has. One that a killed build has left is never removed: nothing
  /// tells it from a folder of others.
  private static func createStaging(beside name: String, in parent: String) throws(FileSystem.Failure) -> String {
    if !parent.isEmpty, parent != "/" { try FileSystem.createDirectory(String(parent.dropLast())) }
    let path = parent + "." + name + ".scopebook-" + String(processIdentifier)
    for number in 0..<1000 {
      let staging = number == 0 ? path : "\(path)-\(number)"
      if try FileSystem.createNewDirectory(staging) { return staging }
    }
    throw FileSystem.Failure("create folder", path, code: 0, because: "it is there, and so are those with other numbers")
  }

  /// Scopebook's own folder inside the output folder. Hidden, and never part of the site.
  static let folder = ".scopebook"

  /// Removes what versions before kept in the output folder about a site's sources, drafts among them.
  static func removeEarlierState(in own: String) {
    for name in BuildState.files { try? FileSystem.removeFile(own + "/" + name) }
  }

  /// Takes one finished file. Safe to call from several tasks at once.
  package func stage(_ file: OutputFile) throws(FileSystem.Failure) {
    guard OutputPath.isPublishable(file.path) else {
      let shown = String(file.path.unicodeScalars.flatMap { Array($0.escaped(asASCII: false).unicodeScalars) }.map(Character.init))
      throw FileSystem.Failure("publish", shown, code: 0, because: "this is no name that a file of a site can have; rename it")
    }
    let size = if case .bytes(let bytes) = file.contents { bytes.count } else { 0 }
    state.withLock { $0.staged = ($0.staged.files + 1, $0.staged.bytes + size) }
    let target = output + "/" + file.path
    let hash = try fingerprint(of: file.contents)
    let current = isFresh ? nil : FileSystem.stamp(of: target)
    if let known = previous.entries[OutputName(file.path)], let current {
      if known.stamp == current, known.hash == hash { return leaveAlone(file.path, known) }
      if known.hash == hash, try isSame(file.contents, target, size: current.size) {
        return leaveAlone(file.path, .init(hash: hash, stamp: current))
      }
    } else if current != nil || (!isFresh && isBlocked(file.path)) {
      if let current, try isSame(file.contents, target, size: current.size) {
        return leaveAlone(file.path, .init(hash: hash, stamp: current))
      }
      if current == nil { return state.withLock { _ = $0.inTheWay.insert(file.path) } }
      if !replacesForeignFiles { return state.withLock { $0.foreign.append(file.path) } }
    }
    let staged = isFresh ? staging + "/" + file.path : staging + "/" + nextStagingName(for: file.path)
    let entry = Ledger.Entry(hash: hash, stamp: try write(file.contents, to: staged))
    state.withLock {
      $0.ledger.entries[OutputName(file.path)] = entry
      $0.summary.written += 1
    }
  }

  /// How many files were handed over, and how many bytes those have that are not copied.
  var staged: (files: Int, bytes: Int) { state.withLock { $0.staged } }

  /// Publishes what was staged and removes those of our earlier files that were not staged again.
  package func commit() throws(Failure) -> Summary {
    var state = self.state.withLock { $0 }
    if !isFresh {
      for folder in OutputPath.folders(of: state.moves.map(\.path)) where FileSystem.isSymbolicLink(output + "/" + folder) {
        state.inTheWay.insert(folder)
      }
    }
    guard state.inTheWay.isEmpty else {
      discard()
      throw .inTheWay(state.inTheWay.sorted())
    }
    guard state.foreign.isEmpty else {
      discard()
      throw .foreignFiles(state.foreign.sorted())
    }
    let ledger = state.ledger.bytes
    do {
      if isFresh {
        try FileSystem.createDirectory(staging + "/" + Self.folder)
        try FileSystem.write(ledger, to: staging + "/" + Self.folder + "/ledger")
        if let slash = output.lastIndex(of: "/"), slash != output.startIndex {
          try FileSystem.createDirectory(String(output[..<slash]))
        }
        try FileSystem.rename(staging, to: output)
      } else {
        let stale = previous.entries.keys.filter { state.ledger.entries[$0] == nil }.sorted().map(\.path)
        // Somebody may have put a file of their own where ours was.
        let links = OutputPath.folders(of: stale).filter { FileSystem.isSymbolicLink(output + "/" + $0) }
        var removals: [String] = []
        for path in stale where OutputPath.isPublishable(path) && !links.contains(where: { path.hasPrefix($0 + "/") }) {
          // One that cannot be looked at would stay for ever without anybody knowing it.
          guard try FileSystem.look(at: output + "/" + path) == .file else { continue }
          if FileSystem.stamp(of: output + "/" + path) == previous.entries[OutputName(path)]?.stamp { removals.append(path) }
        }
        state.summary.removed = removals.count
        let own = output + "/" + Self.folder
        if state.moves.isEmpty, removals.isEmpty, state.ledger == previous {
          try FileSystem.removeTree(staging)
        } else {
          try FileSystem.write(ledger, to: staging + "/ledger")
          try Journal(moves: state.moves, removals: removals).write(in: own)
          // From here on the next build finishes what this one cannot: what is staged stays.
          self.state.withLock { $0.isFinished = true }
          try Journal.finish(in: own, output: output)
        }
      }
    } catch {
      throw self.state.withLock(\.isFinished) ? .unfinished(error) : .disk(error)
    }
    self.state.withLock {
      $0.isFinished = true
      $0.ledgerHash = contentHash(ledger)
    }
    return state.summary
  }

  /// Of the bytes of the ledger; after ``commit()`` only.
  var ledgerHash: UInt64 { state.withLock { $0.ledgerHash } }

  /// Forgets what was staged; the published site stays as it was.
  package func discard() {
    let wasFinished = state.withLock { state in
      defer { state.isFinished = true }
      return state.isFinished
    }
    // Where another build is writing, what is staged is not ours.
    guard !wasFinished, isFresh || lock != nil else { return }
    try? FileSystem.removeTree(staging)
  }

  deinit { discard() }

  private func leaveAlone(_ path: String, _ entry: Ledger.Entry) {
    state.withLock {
      $0.ledger.entries[OutputName(path)] = entry
      $0.summary.unchanged += 1
    }
  }

  /// Staged files of an existing folder lie side by side under numbers: their folders are made when they move.
  private func nextStagingName(for path: String) -> String {
    state.withLock {
      let name = String($0.moves.count)
      $0.moves.append((name, path))
      return name
    }
  }

  /// Something other than a file of ours stands at the path or at one of its folders' paths.
  private func isBlocked(_ path: String) -> Bool {
    switch FileSystem.kindWithoutLinks(of: output + "/" + path) {
    case .directory?: return !holdsOnlyOurs(path)
    case .other?: return true
    case .file?, nil: break
    }
    var folder = Substring(path)
    while let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) {
      folder = folder[..<slash]
      switch FileSystem.kindWithoutLinks(of: output + "/" + folder) {
      case .file?: return previous.entries[OutputName(String(folder))] == nil
      case .other?: return true
      case .directory?, nil: continue
      }
    }
    return false
  }

  private func holdsOnlyOurs(_ folder: String) -> Bool {
    guard let entries = try? FileSystem.entries(of: output + "/" + folder) else { return false }
    // A folder in which nothing is was made by somebody: of ours, those that are empty go with their last file.
    return !entries.isEmpty
      && entries.allSatisfy { entry in
      let path = folder + "/" + entry.name
      return !FileSystem.isSymbolicLink(output + "/" + path) && entry.kind == .directory ? holdsOnlyOurs(path) : previous.entries[OutputName(path)] != nil
    }
  }

  private func fingerprint(of contents: OutputFile.Contents) throws(FileSystem.Failure) -> UInt64 {
    switch contents {
    case .bytes(let bytes): contentHash(bytes)
    case .copy(let source):
      contentHash(Array("\(FileSystem.stamp(of: source).map { "\($0.size) \($0.modified)" } ?? "")".utf8))
    }
  }

  private func isSame(
    _ contents: OutputFile.Contents,
    _ target: String,
    size: Int64
  ) throws(FileSystem.Failure) -> Bool {
    switch contents {
    case .bytes(let bytes):
      guard Int64(bytes.count) == size else { return false }
      return try FileSystem.read(target) == bytes
    case .copy(let source):
      guard FileSystem.stamp(of: source)?.size == size else { return false }
      return try FileSystem.read(target) == FileSystem.read(source)
    }
  }

  private func write(_ contents: OutputFile.Contents, to path: String) throws(FileSystem.Failure) -> FileSystem.Stamp {
    // A page is the first file of its folder; other files mostly find theirs.
    let isPage = isFresh && path.hasSuffix("/index.html")
    if isPage { try FileSystem.createDirectory(splitPath(path).folder) }
    do {
      return try writeNow(contents, to: path)
    } catch  where error.isMissingFile && !isPage {
      try FileSystem.createDirectory(splitPath(path).folder)
      return try writeNow(contents, to: path)
    }
  }

  private func writeNow(
    _ contents: OutputFile.Contents,
    to path: String
  ) throws(FileSystem.Failure) -> FileSystem.Stamp {
    switch contents {
    case .bytes(let bytes): return try FileSystem.write(bytes, to: path)
    case .copy(let source):
      try FileSystem.copy(source, to: path)
      return FileSystem.stamp(of: path) ?? .init(size: 0, modified: 0, inode: 0)
    }
  }
}

/// `a/b/c` into `a/b/` and `c`; the folder is empty when there is no slash.
func splitPath(_ path: String) -> (folder: String, name: String) {
  // By bytes: to find characters in a path takes ten times as long, and every file is asked.
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
  let after = path.utf8.index(after: slash)
  return (String(path[..<after]), String(path[after...]))
}
