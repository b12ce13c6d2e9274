#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the disk says of a file that was read, exactly enough to tell later that nobody has written to it since.
///
/// The time of the last change of its inode is in it, which no tool sets back as it may the time of modification.
package struct InputStamp: Sendable, Equatable {
  var size: Int64
  /// Nanoseconds since 1970, as are all times here.
  var modified: Int64
  var changed: Int64
  var inode: UInt64
  var device: UInt64
  /// When the stamp was taken.
  var taken: Int64

  /// Symbolic links are followed, as reading does. Nothing when there is no such file.
  ///
  /// - Parameter folder: a descriptor of the one where the path begins.
  init?(of path: String, in folder: Int32 = AT_FDCWD) {
    var status = stat()
    guard fstatat(folder, path, &status, 0) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    self.init(
      size: Int64(status.st_size),
      modified: Self.nanoseconds(modified),
      changed: Self.nanoseconds(changed),
      inode: UInt64(status.st_ino),
      device: UInt64(truncatingIfNeeded: status.st_dev),
      taken: Self.nanoseconds(now)
    )
  }

  init(size: Int64, modified: Int64, changed: Int64, inode: UInt64, device: UInt64, taken: Int64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
    self.device = device
    self.taken = taken
  }

  /// Whether a file that has `later` now holds what it held when this stamp was taken. False proves nothing.
  ///
  /// Clocks of file systems tick every few milliseconds. A file that was changed just before may have been changed once
  /// more within the same tick, after it was read.
  func proves(_ later: InputStamp) -> Bool { isOfSameState(as: later) && changed + Self.tick < taken }

  /// Nothing tells of a change between the two.
  func isOfSameState(as other: InputStamp) -> Bool {
    size == other.size && modified == other.modified && changed == other.changed && inode == other.inode
      && device == other.device
  }

  private static let tick: Int64 = 50_000_000

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
