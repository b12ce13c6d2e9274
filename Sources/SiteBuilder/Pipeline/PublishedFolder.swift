import Diagnostics

/// An output folder in which everything is as the last build left it, held so that no other build changes it.
final class PublishedFolder: Sendable {
  private let output: String
  private let own: String
  /// The ledger as it lies on the disk: taking it apart into paths and entries takes longer than asking for all files.
  private let ledger: [UInt8]
  private let lock: FileSystem.Lock
  /// How many files are published.
  let count: Int

  /// Nothing when somebody else is writing there, or anything is not as a build with this ledger left it.
  init?(_ output: String, ledger hash: UInt64) async {
    self.output = output
    own = output + "/" + Publisher.folder
    guard FileSystem.kindWithoutLinks(of: own + "/journal") == nil, FileSystem.kindWithoutLinks(of: own) == .directory,
      let lock = try? FileSystem.Lock(own + "/lock"),
      let bytes = try? FileSystem.read(own + "/ledger"), contentHash(bytes) == hash
    else { return nil }
    (self.lock, ledger) = (lock, bytes)
    Publisher.removeEarlierState(in: own)
    guard let folder = FileSystem.Folder(output) else { return nil }
    let counts = await concurrentMap(Self.parts(of: bytes), minimum: 1) { Self.countUnchanged(bytes, $0, folder) }
    var count = 0
    for part in counts {
      guard let part else { return nil }
      count += part
    }
    self.count = count
  }

  /// Behind the first line, which says what file this is.
  private static func start(of ledger: [UInt8]) -> Int { (ledger.firstIndex(of: lineEnd) ?? ledger.count - 1) + 1 }

  /// Cut at the ends of lines.
  private static func parts(of ledger: [UInt8]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = start(of: ledger)
    let size = ledger.count / (processorCount * 8) + 1
    while start < ledger.count {
      let end = ledger[min(start + size, ledger.count - 1)...].firstIndex(of: lineEnd).map { $0 + 1 } ?? ledger.count
      parts.append(start..<end)
      start = end
    }
    return parts
  }

  /// Nothing when one of the files is not as it was.
  private static func countUnchanged(_ ledger: [UInt8], _ part: Range<Int>, _ folder: FileSystem.Folder) -> Int? {
    ledger.withUnsafeBufferPointer { ledger in
      var count = 0
      var path: [CChar] = []
      var start = part.lowerBound
      while let line = LedgerLine(ledger, from: start, before: part.upperBound) {
        path.removeAll(keepingCapacity: true)
        for index in line.path { path.append(CChar(bitPattern: ledger[index])) }
        path.append(0)
        guard folder.stamp(ofPath: path) == line.entry.stamp else { return nil }
        count += 1
        start = line.end
      }
      return start == part.upperBound ? count : nil
    }
  }

  func read(_ path: String) -> [UInt8]? { try? FileSystem.read(output + "/" + path) }

  /// Writes files and removes published ones, all of it or nothing, and says what the ledger is then.
  ///
  /// Nothing when something stands where a new file has to go: it may be somebody else's.
  func replace(
    _ files: [(path: String, bytes: [UInt8])],
    removing gone: [String]
  ) throws(FileSystem.Failure) -> (summary: Publisher.Summary, ledger: UInt64)? {
    guard let edits = edits(files, removing: gone),
      !OutputPath.folders(of: edits.map(\.path)).contains(where: { FileSystem.isSymbolicLink(output + "/" + $0) })
    else { return nil }
    var summary = Publisher.Summary(unchanged: count)
    guard !edits.isEmpty else { return (summary, contentHash(ledger)) }
    let staging = own + "/staging"
    try FileSystem.removeTree(staging)
    try FileSystem.createDirectory(staging)
    var after: [UInt8] = []
    after.reserveCapacity(ledger.count + 4096)
    var moves: [(staged: String, path: String)] = []
    var end = 0
    for edit in edits {
      after += ledger[end..<edit.line.lowerBound]
      end = edit.line.upperBound
      if !edit.line.isEmpty { summary.unchanged -= 1 }
      guard let bytes = edit.bytes else { continue }
      let stamp = try FileSystem.write(bytes, to: staging + "/\(moves.count)")
      moves.append(("\(moves.count)", edit.path))
      after += Ledger.line(edit.path, .init(hash: contentHash(bytes), stamp: stamp))
    }
    after += ledger[end...]
    let removals = edits.filter { $0.bytes == nil }.map(\.path)
    (summary.written, summary.removed) = (moves.count, removals.count)
    try FileSystem.write(after, to: staging + "/ledger")
    try Journal(moves: moves, removals: removals).write(in: own)
    try Journal.finish(in: own, output: output)
    return (summary, contentHash(after))
  }

  /// What becomes of one file.
  private struct Edit {
    /// Of the ledger; of a new file, where its line has to go.
    var line: Range<Int>
    var path: String
    /// Nothing when it goes.
    var bytes: [UInt8]?
  }

  /// By their place in the ledger, without files that stay as they are.
  private func edits(_ files: [(path: String, bytes: [UInt8])], removing gone: [String]) -> [Edit]? {
    // By a fingerprint of the path: nearly all lines are of other files.
    var wanted: [UInt64: (path: String, bytes: [UInt8]?)] = [:]
    for path in gone { wanted[contentHash(Array(path.utf8))] = (path, nil) }
    for (path, bytes) in files { wanted[contentHash(Array(path.utf8))] = (path, bytes) }
    var edits: [Edit] = []
    forEachLine { line, path in
      guard let file = wanted[contentHash(path)], path.elementsEqual(file.path.utf8) else { return }
      wanted[contentHash(path)] = nil
      if file.bytes.map({ contentHash($0) }) == line.entry.hash { return }
      edits.append(Edit(line: line.start..<line.end, path: file.path, bytes: file.bytes))
    }
    guard !wanted.isEmpty else { return edits }
    for (path, bytes) in wanted.values {
      guard let bytes, FileSystem.kindWithoutLinks(of: output + "/" + path) == nil else { return nil }
      var place = ledger.count
      forEachLine { line, other in
        if place == ledger.count, path.utf8.lexicographicallyPrecedes(other) { place = line.start }
      }
      edits.append(Edit(line: place..<place, path: path, bytes: bytes))
    }
    return edits.sorted {
      ($0.line.lowerBound, $0.line.upperBound, $0.path) < ($1.line.lowerBound, $1.line.upperBound, $1.path)
    }
  }

  private func forEachLine(_ body: (_ line: LedgerLine, _ path: UnsafeRawBufferPointer) -> Void) {
    let start = Self.start(of: ledger)
    ledger.withUnsafeBufferPointer { ledger in
      var start = start
      while let line = LedgerLine(ledger, from: start, before: ledger.count) {
        body(line, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: ledger[line.path])))
        start = line.end
      }
    }
  }
}

extension Build.Result {
  /// What the last build said.
  mutating func takeOver(_ record: BuildRecord, _ reader: Reader) {
    diagnostics = record.diagnostics
    (pageCount, permissionCount, redirectCount) = (record.counts[0], record.counts[1], record.counts[2])
    known = Set(record.known)
    counters.pagesKept = pageCount
    sources = SourceFiles([], reader)
  }
}

extension SourceFiles {
  /// Files that are there, and others that are read when somebody asks for them.
  init(_ files: [SourceFile], _ reader: Reader) {
    self.init(files) { path in
      (try? FileSystem.read(reader.absolute(path))).map { SourceFile(path: path, bytes: $0) }
    }
  }
}

private let lineEnd = UInt8(ascii: "\n")

/// A line of a ledger, where it stands.
private struct LedgerLine {
  var start: Int
  /// Where the next one begins.
  var end: Int
  var path: Range<Int>
  var entry: Ledger.Entry

  /// Nothing when there is no line, or none of a ledger.
  init?(_ ledger: UnsafeBufferPointer<UInt8>, from start: Int, before limit: Int) {
    var position = start
    func number(_ radix: UInt64) -> UInt64? {
      var value: UInt64 = 0
      let first = position
      while position < limit, ledger[position] != UInt8(ascii: " ") {
        let byte = ledger[position]
        let digit = byte &- 0x30 < 10 ? byte &- 0x30 : byte &- 0x61 < 6 ? byte &- 0x61 + 10 : 99
        guard digit < radix else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: radix)
        guard !overflow else { return nil }
        value = product &+ UInt64(digit)
        position += 1
      }
      guard position > first, position < limit else { return nil }
      position += 1
      return value
    }
    guard let hash = number(16), let size = number(10), let modified = number(10), let inode = number(10) else {
      return nil
    }
    let first = position
    while position < limit, ledger[position] != lineEnd { position += 1 }
    guard position < limit, position > first else { return nil }
    self.start = start
    end = position + 1
    path = first..<position
    let stamp = FileSystem.Stamp(size: Int64(clamping: size), modified: Int64(clamping: modified), inode: inode)
    entry = Ledger.Entry(hash: hash, stamp: stamp)
  }
}
