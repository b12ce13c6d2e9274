import ByteBuffers

/// What Scopebook has published into an output folder, kept there in `.scopebook/ledger`.
///
/// It tells our files from other people's, so that only ours are ever replaced or removed, and it tells without
/// reading them which of ours are still as we left them.
struct Ledger: Sendable, Equatable {
  struct Entry: Sendable, Equatable {
    /// Fingerprint of the bytes; for a copied file, of the source's stamp.
    var hash: UInt64
    /// The published file as it was just after it was written.
    var stamp: FileSystem.Stamp
  }

  /// By path below the output folder.
  var entries: [OutputName: Entry] = [:]

  private static let header = "scopebook ledger 1"

  init() {}

  /// Nothing when the bytes are not a ledger of this version: then every file counts as somebody else's.
  init?(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n")).makeIterator()
    guard lines.next().map({ $0.text }) == Self.header else { return nil }
    entries.reserveCapacity(bytes.count / 80)
    while let line = lines.next() {
      let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 4)
      guard parts.count == 5, let hash = UInt64(parts[0].text, radix: 16), let size = Int64(parts[1].text),
        let modified = Int64(parts[2].text), let inode = UInt64(parts[3].text)
      else { return nil }
      entries[OutputName(parts[4].text)] = Entry(hash: hash, stamp: .init(size: size, modified: modified, inode: inode))
    }
  }

  var bytes: [UInt8] {
    var bytes = ByteBuffer(capacity: entries.count * 96 + 64)
    bytes.append((Self.header + "\n").utf8)
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) { Self.write(path.path, entry, to: &bytes) }
    return bytes.finish()
  }

  static func line(_ path: String, _ entry: Entry) -> [UInt8] {
    var bytes = ByteBuffer(capacity: 128)
    write(path, entry, to: &bytes)
    return bytes.finish()
  }

  private static func write(_ path: String, _ entry: Entry, to bytes: inout ByteBuffer) {
    let space = UInt8(ascii: " ")
    bytes.append(hexadecimal: entry.hash)
    bytes.append(space)
    bytes.append(decimal: entry.stamp.size)
    bytes.append(space)
    bytes.append(decimal: entry.stamp.modified)
    bytes.append(space)
    bytes.append(decimal: entry.stamp.inode)
    bytes.append(space)
    bytes.append(path.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}
