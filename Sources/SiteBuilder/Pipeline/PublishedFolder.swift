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
    guard FileSystem.kind(of: own + "/journal") == nil, let lock = try? FileSystem.Lock(own + "/lock"),
      let bytes = try? FileSystem.read(own + "/ledger"), contentHash(bytes) == hash
    else { return nil }
    (self.lock, ledger) = (lock, bytes)
    let counts = await concurrentMap(Self.parts(of: bytes), minimum: 1) { Self.countUnchanged(bytes, $0, output) }
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
  private static func countUnchanged(_ ledger: [UInt8], _ part: Range<Int>, _ output: String) -> Int? {
    var count = 0
    var path = output.utf8.map { CChar(bitPattern: $0) } + [CChar(bitPattern: UInt8(ascii: "/"))]
    let folder = path.count
    var start = part.lowerBound
    while let line = LedgerLine(ledger, from: start, before: part.upperBound) {
      path.removeSubrange(folder...)
      for byte in ledger[line.path] { path.append(CChar(bitPattern: byte)) }
      path.append(0)
      guard FileSystem.stamp(ofPath: path) == line.entry.stamp else { return nil }
      count += 1
      start = line.end
    }
    return start == part.upperBound ? count : nil
  }

  func read(_ path: String) -> [UInt8]? { try? FileSystem.read(output + "/" + path) }

  /// Writes other bytes into files that were published before, all of them or none, and says what the ledger is then.
  ///
  /// Nothing when a path is new: that may be somebody else's file.
  func replace(_ files: [(path: String, bytes: [UInt8])]) throws(FileSystem.Failure) -> (written: Int, ledger: UInt64)?
  {
    let wanted = Dictionary(files.map { (Array($0.path.utf8), $0.bytes) }, uniquingKeysWith: { $1 })
    var lines: [(line: LedgerLine, bytes: [UInt8])] = []
    var found = 0
    var start = Self.start(of: ledger)
    while let line = LedgerLine(ledger, from: start, before: ledger.count) {
      start = line.end
      guard let bytes = wanted[Array(ledger[line.path])] else { continue }
      found += 1
      if contentHash(bytes) != line.entry.hash { lines.append((line, bytes)) }
    }
    guard found == wanted.count else { return nil }
    guard !lines.isEmpty else { return (0, contentHash(ledger)) }
    let staging = own + "/staging"
    try FileSystem.removeTree(staging)
    try FileSystem.createDirectory(staging)
    var after: [UInt8] = []
    after.reserveCapacity(ledger.count + 256)
    var moves: [(staged: String, path: String)] = []
    var end = 0
    for (line, bytes) in lines {
      let stamp = try FileSystem.write(bytes, to: staging + "/\(moves.count)")
      let path = ledger[line.path].text
      moves.append(("\(moves.count)", path))
      after += ledger[end..<line.start]
      after += Ledger.line(path, .init(hash: contentHash(bytes), stamp: stamp))
      end = line.end
    }
    after += ledger[end...]
    try FileSystem.write(after, to: staging + "/ledger")
    try Journal(moves: moves, removals: []).write(in: own)
    try Journal.finish(in: own, output: output)
    return (lines.count, contentHash(after))
  }

  /// Writes down what the build read and found; after ``replace(_:)`` only.
  ///
  /// - Parameter search: the facts of the search index, where they are others.
  func keep(_ record: BuildRecord, search: [UInt8]?) async throws {
    let own = own
    async let encoded = record.encoded
    var facts = record.facts
    if let search {
      try KeptFacts.write(search: search, in: own)
      facts?.search = contentHash(search)
    }
    try BuildRecord.write(await encoded, facts, in: own)
  }
}

extension Build.Result {
  /// What the last build said, and how many of its files were written anew since.
  mutating func takeOver(_ record: BuildRecord, _ published: PublishedFolder, written: Int, _ output: String) {
    diagnostics = record.diagnostics
    (pageCount, permissionCount, redirectCount) = (record.counts[0], record.counts[1], record.counts[2])
    known = Set(record.known)
    summary = Publisher.Summary(written: written, unchanged: published.count - written)
    self.output = output
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
  init?(_ ledger: [UInt8], from start: Int, before limit: Int) {
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
