/// The renames and removals that publish a build, written down before the first of them is done.
///
/// Doing a journal twice does no harm, so an interrupted build is finished by doing it again.
struct Journal {
  /// From a name in the staging folder to a path below the output folder.
  var moves: [(staged: String, path: String)]
  /// Paths below the output folder.
  var removals: [String]

  private static let header = "scopebook journal 2"

  func write(in folder: String) throws(FileSystem.Failure) {
    var text = Self.header + "\n"
    for path in removals { text += "remove \(path)\n" }
    for move in moves { text += "move \(move.staged) \(move.path)\n" }
    text += Self.end(after: text)
    // Written whole under another name first: a journal is there completely or not at all.
    try FileSystem.write(Array(text.utf8), to: folder + "/journal.new")
    try FileSystem.rename(folder + "/journal.new", to: folder + "/journal")
  }

  /// The last line, which finds damage. It proves nothing about who has written the journal.
  private static func end(after text: String) -> String { "end \(String(contentHash(Array(text.utf8)), radix: 16))\n" }

  /// Does what the journal in `folder` says, if there is one, and puts the staged ledger into place.
  ///
  /// - Throws: before anything is done, if it names anything that no build would write down.
  static func finish(in folder: String, output: String) throws(FileSystem.Failure) {
    let path = folder + "/journal"
    guard try FileSystem.look(at: path) != nil else { return }
    let staging = folder + "/staging"
    let journal = try read(path)
    if let journal, try FileSystem.look(at: staging) == .directory {
      for place in OutputPath.folders(of: journal.removals + journal.moves.map(\.path)).sorted()
      where FileSystem.isSymbolicLink(output + "/" + place) {
        throw refused(path, "\(place) is a symbolic link, through which nothing is written")
      }
      for removal in journal.removals {
        switch try FileSystem.look(at: output + "/" + removal) {
        case .file: try FileSystem.removeFile(output + "/" + removal)
        // An earlier attempt has removed it, and perhaps not its folder.
        case nil: break
        case .directory, .other: continue
        }
        removeEmptyParents(of: output + "/" + removal, below: output)
      }
      for move in journal.moves { try perform(move, staging, output: output) }
      let ledger = staging + "/ledger"
      if try FileSystem.look(at: ledger) == .file { try FileSystem.rename(ledger, to: folder + "/ledger") }
    }
    try FileSystem.removeTree(staging)
    try FileSystem.removeFile(path)
  }

  /// Nil if it is one of another version, whose build is made again as a whole.
  private static func read(_ path: String) throws(FileSystem.Failure) -> Journal? {
    guard try FileSystem.look(at: path) == .file else { throw refused(path, "it is no file") }
    let bytes = try FileSystem.read(path)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw refused(path, "it is no text") }
    guard text.hasPrefix(header + "\n") else { return nil }
    var lines = text.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) }
    let last = lines.removeLast()
    guard last.hasPrefix("end "), text.hasSuffix(last + "\n"), end(after: String(text.dropLast(last.count + 1))) == last + "\n"
    else { throw refused(path, "it is damaged") }
    var journal = Journal(moves: [], removals: [])
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ", maxSplits: line.hasPrefix("move ") ? 2 : 1).map(String.init)
      guard let target = parts.last, OutputPath.isPublishable(target) else {
        throw refused(path, "it names what is no path below the output folder")
      }
      switch (parts[0], parts.count) {
      case ("remove", 2): journal.removals.append(target)
      case ("move", 3) where parts[1].utf8.allSatisfy { $0 &- 0x30 < 10 }: journal.moves.append((parts[1], target))
      default: throw refused(path, "it holds a line that no build writes")
      }
    }
    return journal
  }

  private static func refused(_ path: String, _ reason: String) -> FileSystem.Failure {
    FileSystem.Failure(
      "finish the build that",
      path + " is about",
      code: 0,
      because: reason + "; look at it, and remove it if it is not yours"
    )
  }

  private static func perform(
    _ move: (staged: String, path: String),
    _ staging: String,
    output: String
  ) throws(FileSystem.Failure) {
    let staged = staging + "/" + move.staged
    let target = output + "/" + move.path
    // Gone from staging: an earlier attempt has moved it.
    guard try FileSystem.look(at: staged) == .file else { return }
    do {
      try FileSystem.rename(staged, to: target)
    } catch  where error.isMissingFile {
      try FileSystem.createDirectory(String(splitPath(target).folder.dropLast()))
      try FileSystem.rename(staged, to: target)
    }
  }

  private static func removeEmptyParents(of path: String, below output: String) {
    var folder = splitPath(path).folder.dropLast()
    while folder.count > output.count, FileSystem.removeEmptyDirectory(String(folder)) {
      folder = splitPath(String(folder)).folder.dropLast()
    }
  }
}
