/// The renames and removals that publish a build, written down before the first of them is done.
///
/// Doing a journal twice does no harm, so an interrupted build is finished by doing it again.
struct Journal {
  /// From a name in the staging folder to a path below the output folder.
  var moves: [(staged: String, path: String)]
  /// Paths below the output folder.
  var removals: [String]

  private static let header = "scopebook journal 1"

  func write(in folder: String) throws(FileSystem.Failure) {
    var text = Self.header + "\n"
    for path in removals { text += "remove \(path)\n" }
    for move in moves { text += "move \(move.staged) \(move.path)\n" }
    // Written whole under another name first: a journal is there completely or not at all.
    try FileSystem.write(Array((text + "end\n").utf8), to: folder + "/journal.new")
    try FileSystem.rename(folder + "/journal.new", to: folder + "/journal")
  }

  /// Does what the journal in `folder` says, if there is one, and puts the staged ledger into place.
  static func finish(in folder: String, output: String) throws(FileSystem.Failure) {
    let path = folder + "/journal"
    guard FileSystem.kind(of: path) == .file else { return }
    let lines = try FileSystem.read(path).split(separator: UInt8(ascii: "\n")).map(\.text)
    if lines.first == header, lines.last == "end" {
      for line in lines.dropFirst().dropLast() { try perform(line, in: folder, output: output) }
      let ledger = folder + "/staging/ledger"
      if FileSystem.kind(of: ledger) == .file { try FileSystem.rename(ledger, to: folder + "/ledger") }
    }
    try FileSystem.removeTree(folder + "/staging")
    try FileSystem.removeFile(path)
  }

  private static func perform(_ line: String, in folder: String, output: String) throws(FileSystem.Failure) {
    if line.hasPrefix("remove ") {
      let target = output + "/" + line.dropFirst("remove ".count)
      try FileSystem.removeFile(target)
      removeEmptyParents(of: target, below: output)
    } else if line.hasPrefix("move ") {
      let parts = line.dropFirst("move ".count).split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { return }
      let staged = folder + "/staging/" + parts[0]
      let target = output + "/" + parts[1]
      // Gone from staging: an earlier attempt has moved it.
      guard FileSystem.kind(of: staged) == .file else { return }
      do {
        try FileSystem.rename(staged, to: target)
      } catch  where error.isMissingFile {
        try FileSystem.createDirectory(String(splitPath(target).folder.dropLast()))
        try FileSystem.rename(staged, to: target)
      }
    }
  }

  private static func removeEmptyParents(of path: String, below output: String) {
    var folder = splitPath(path).folder.dropLast()
    while folder.count > output.count, FileSystem.removeEmptyDirectory(String(folder)) {
      folder = splitPath(String(folder)).folder.dropLast()
    }
  }
}
