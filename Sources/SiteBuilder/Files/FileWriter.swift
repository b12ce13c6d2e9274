#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a file piece by piece, so that it need not be in memory as a whole, and takes its fingerprint on the way.
struct FileWriter: ~Copyable {
  private let path: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var hash: UInt64 = 0
  private var failure: FileSystem.Failure?

  /// Of the steps in which the fingerprint is taken.
  private static let step = 1 << 16

  /// Replaces a file directly in a folder.
  init(_ name: String, in folder: FileSystem.Folder) throws(FileSystem.Failure) {
    path = name
    descriptor = folder.create(name)
    guard descriptor >= 0 else { throw FileSystem.Failure("write", name) }
    buffer.reserveCapacity(Self.step)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// What the disk says is told by ``finish()``.
  mutating func write(_ piece: UnsafeRawBufferPointer) {
    var rest = piece[...]
    while !rest.isEmpty {
      let part = rest.prefix(Self.step - buffer.count)
      buffer += part
      rest = rest[part.endIndex...]
      if buffer.count == Self.step { writeBuffer() }
    }
  }

  /// The fingerprint of all that was written.
  consuming func finish() throws(FileSystem.Failure) -> UInt64 {
    writeBuffer()
    let isClosed = close(descriptor) == 0
    descriptor = -1
    if let failure { throw failure }
    guard isClosed else { throw FileSystem.Failure("write", path) }
    return hash
  }

  private mutating func writeBuffer() {
    guard failure == nil, !buffer.isEmpty else { return buffer.removeAll(keepingCapacity: true) }
    hash = contentHash(buffer, seed: hash)
    do throws(FileSystem.Failure) {
      try FileSystem.writeAll(buffer, count: buffer.count, to: descriptor, path: path)
    } catch {
      failure = error
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// The fingerprint of a file that was written so.
  static func fingerprint(of bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: step).reduce(0) { hash, start in
        contentHash(UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + step, bytes.count)]), seed: hash)
      }
    }
  }
}
