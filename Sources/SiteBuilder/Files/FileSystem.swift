#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The only door to the disk: reading, listing and changing files by POSIX calls.
///
/// Foundation's file manager costs several system calls and a few Strings a file; a site has tens of thousands.
package enum FileSystem {
  /// Why the disk said no, in words and with the path it was about.
  package struct Failure: Error, CustomStringConvertible, Sendable {
    package let path: String
    package let code: Int32
    private let action: String
    /// In place of what the system says.
    private let reason: String?

    init(_ action: String, _ path: String, code: Int32 = errno, because reason: String? = nil) {
      self.action = action
      self.path = path
      self.code = code
      self.reason = reason
    }

    package var description: String { "cannot \(action) \(path): \(reason ?? String(cString: strerror(code)))" }

    package var isMissingFile: Bool { code == ENOENT || code == ENOTDIR }
  }

  package enum Kind: Sendable { case file, directory, other }

  /// What a file was the last time somebody looked: equal stamps mean that nobody has written to it since.
  package struct Stamp: Hashable, Sendable {
    package var size: Int64
    /// Nanoseconds since 1970.
    package var modified: Int64
    package var inode: UInt64
  }

  package struct Entry: Sendable {
    package let name: String
    /// Of what a symbolic link leads to.
    package let kind: Kind
    var isLink = false
  }

  // MARK: Looking

  package static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return kind(ofMode: status.st_mode)
  }

  package static func isSymbolicLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// What stands at a path itself: a symbolic link is neither a file nor a folder, and neither is what cannot be looked
  /// at. Nil if nothing does.
  static func kindWithoutLinks(of path: String) -> Kind? {
    do { return try look(at: path) } catch { return .other }
  }

  /// The same.
  ///
  /// - Throws: if it cannot be looked at.
  static func look(at path: String) throws(Failure) -> Kind? {
    var status = stat()
    if SystemCall.stat(path, { lstat(path, &status) }) == 0 { return kind(ofMode: status.st_mode) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw Failure("look at", path)
  }

  /// Which folder this is, by whatever path; nothing when there is none.
  static func identity(ofFolder path: String) -> [UInt64]? {
    var status = stat()
    guard stat(path, &status) == 0, kind(ofMode: status.st_mode) == .directory else { return nil }
    return [UInt64(truncatingIfNeeded: status.st_dev), UInt64(status.st_ino)]
  }

  /// The path with symbolic links and `..` resolved; nothing when it does not exist.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Nothing when there is no such file. Symbolic links are not followed.
  package static func stamp(of path: String) -> Stamp? { stamp(ofPath: path) }

  fileprivate static func stamp(ofPath path: UnsafePointer<CChar>, in folder: Int32 = AT_FDCWD) -> Stamp? {
    var status = stat()
    return fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 ? stamp(of: status) : nil
  }

  private static func stamp(of status: stat) -> Stamp? {
    guard kind(ofMode: status.st_mode) == .file else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(
      size: Int64(status.st_size),
      modified: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec),
      inode: UInt64(status.st_ino)
    )
  }

  /// Direct children by name; symbolic links count as what they point at, broken ones are left out.
  package static func entries(of directory: String) throws(Failure) -> [Entry] {
    var stream: OpaquePointer?
    guard SystemCall.list(directory, { () -> Int in
      stream = opendir(directory)
      return stream == nil ? -1 : 0
    }) == 0, let stream
    else { throw Failure("list", directory) }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      switch Int32(entry.pointee.d_type) {
      case Int32(DT_REG): entries.append(Entry(name: name, kind: .file))
      case Int32(DT_DIR): entries.append(Entry(name: name, kind: .directory))
      default:
        let path = directory + "/" + name
        if let kind = kind(of: path) { entries.append(Entry(name: name, kind: kind, isLink: isSymbolicLink(path))) }
      }
    }
    return entries.sorted { $0.name < $1.name }
  }

  // MARK: Reading

  package static func read(_ path: String) throws(Failure) -> [UInt8] { try readStamped(path).bytes }

  /// The first bytes of a file; nothing where it cannot be read.
  static func head(of path: String, _ limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, kind(ofMode: status.st_mode) == .file else { return nil }
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: min(limit, Int(status.st_size))) { buffer, count in
      count = readSome(descriptor, into: UnsafeMutableRawBufferPointer(buffer), &code)
    }
    return code == 0 ? bytes : nil
  }

  /// Reads a file and says what it was just before.
  package static func readStamped(_ path: String) throws(Failure) -> (bytes: [UInt8], stamp: InputStamp) {
    // A pipe would wait for somebody to write.
    try readStamped(SystemCall.open(path) { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }, path)
  }

  /// - Parameter descriptor: of the file, which is closed; below zero where it could not be opened.
  fileprivate static func readStamped(
    _ descriptor: Int32,
    _ path: @autoclosure () -> String
  ) throws(Failure) -> (bytes: [UInt8], stamp: InputStamp) {
    guard descriptor >= 0 else { throw Failure("read", path()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Failure("read", path()) }
    switch kind(ofMode: status.st_mode) {
    case .file: break
    case .directory: throw Failure("read", path(), code: EISDIR)
    case .other: throw Failure("read", path(), code: EINVAL, because: "it is a pipe, a device or a socket")
    }
    let stamp = InputStamp(status)
    let size = Int(status.st_size)
    var code: Int32 = 0
    // One byte more than there should be: a short answer says that this was all, without asking again.
    var bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      count = readSome(descriptor, into: UnsafeMutableRawBufferPointer(buffer), &code)
    }
    // The file may have grown while it was read, or its size be unknown (a pipe, /proc).
    while code == 0, bytes.count > size {
      let before = bytes.count
      bytes += [UInt8](unsafeUninitializedCapacity: before + 4096) { buffer, count in
        count = readSome(descriptor, into: UnsafeMutableRawBufferPointer(buffer), &code)
      }
      if bytes.count == before { break }
    }
    guard code == 0 else { throw Failure("read", path(), code: code) }
    return (bytes, stamp)
  }

  /// One read: a regular file gives less than it is asked for only at its end.
  private static func readSome(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, _ code: inout Int32)
    -> Int
  {
    while true {
      let count = systemRead(descriptor, buffer.baseAddress!, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR {
        code = errno
        return 0
      }
    }
  }

  // MARK: Changing

  /// Creates or replaces a file, and says what it is now. The parent directory has to exist.
  ///
  /// - Parameter throughLinks: whether the path may be a symbolic link, or a pipe that somebody reads.
  @discardableResult
  package static func write(_ bytes: [UInt8], to path: String, throughLinks: Bool = false) throws(Failure) -> Stamp {
    try write(to: path, throughLinks: throughLinks) { write throws(Failure) in try write(bytes) }
  }

  /// The same with a file that is written piece by piece.
  ///
  /// - Parameter pieces: is given what writes the next piece.
  @discardableResult
  package static func write(
    to path: String,
    throughLinks: Bool = false,
    _ pieces: (_ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) -> Stamp {
    let descriptor = SystemCall.open(path) {
      open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | (throughLinks ? 0 : O_NOFOLLOW | O_NONBLOCK), 0o666)
    }
    guard descriptor >= 0 else { throw Failure("write", path) }
    var failure: Failure?
    do {
      try pieces { bytes throws(Failure) in try writeAll(bytes, count: bytes.count, to: descriptor, path: path) }
    } catch { failure = error }
    var status = stat()
    if SystemCall.stat(path, { fstat(descriptor, &status) }) != 0, failure == nil { failure = Failure("write", path) }
    if systemClose(descriptor, path) != 0, failure == nil { failure = Failure("write", path) }
    if let failure { throw failure }
    return stamp(of: status) ?? Stamp(size: 0, modified: 0, inode: 0)
  }

  /// Creates a directory and its parents; one that exists is fine.
  package static func createDirectory(_ path: String) throws(Failure) {
    if makeDirectory(path) { return }
    switch errno {
    case EEXIST:
      guard kind(of: path) == .directory else { throw Failure("create folder", path, code: EEXIST) }
    case ENOENT:
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { throw Failure("create folder", path) }
      try createDirectory(String(path[..<slash]))
      // Another task may have been faster.
      if !makeDirectory(path), errno != EEXIST { throw Failure("create folder", path) }
    default: throw Failure("create folder", path)
    }
  }

  private static func makeDirectory(_ path: String) -> Bool { SystemCall.makeDirectory(path) { mkdir(path, 0o777) } == 0 }

  package static func copy(_ source: String, to target: String) throws(Failure) {
    let input = SystemCall.open(source) { open(source, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard input >= 0 else { throw Failure("read", source) }
    defer { close(input) }
    try write(to: target) { write throws(Failure) in try copyAll(from: input, source, write) }
  }

  private static func copyAll(
    from input: Int32,
    _ source: String,
    _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { systemRead(input, $0.baseAddress!, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure("read", source) }
      if count == 0 { return }
      try write(count == chunk.count ? chunk : Array(chunk[..<count]))
    }
  }

  package static func rename(_ old: String, to new: String) throws(Failure) {
    guard SystemCall.rename(new, { systemRename(old, new) }) == 0 else { throw Failure("replace", new) }
  }

  /// Removes a file; one that is gone already is fine.
  package static func removeFile(_ path: String) throws(Failure) {
    guard SystemCall.unlink(path, { unlink(path) }) == 0 || errno == ENOENT else { throw Failure("remove", path) }
  }

  /// Removes a directory if nothing is in it, and says whether it did.
  @discardableResult
  package static func removeEmptyDirectory(_ path: String) -> Bool {
    SystemCall.removeDirectory(path) { rmdir(path) } == 0
  }

  /// Creates a directory of which nothing is there yet, and says whether it did.
  static func createNewDirectory(_ path: String) throws(Failure) -> Bool {
    if makeDirectory(path) { return true }
    guard errno == EEXIST else { throw Failure("create folder", path) }
    return false
  }

  /// Removes a directory and all that is in it. For Scopebook's own staging folder only.
  ///
  /// Each folder is opened from the one around it, and symbolic links are removed themselves: nothing outside is touched,
  /// whatever others put there meanwhile. A path that is a symbolic link itself is refused.
  package static func removeTree(_ path: String) throws(Failure) {
    switch try look(at: path) {
    case nil: return
    case .directory?: break
    case .file?, .other?: throw Failure("empty", path, code: ENOTDIR, because: "it is no folder of Scopebook's; remove it by hand")
    }
    try removeContents(
      of: SystemCall.open(path) { open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) },
      path
    )
    guard SystemCall.removeDirectory(path, { rmdir(path) }) == 0 else { throw Failure("remove", path) }
  }

  /// - Parameter descriptor: of the folder, which is closed; below zero if it could not be opened.
  private static func removeContents(of descriptor: Int32, _ path: String) throws(Failure) {
    guard descriptor >= 0 else { throw Failure("list", path) }
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      throw Failure("list", path)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1)) }
      }
      let text = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text != ".", text != ".." else { continue }
      let child = path + "/" + text
      if SystemCall.unlink(child, { unlinkat(descriptor, name, 0) }) == 0 { continue }
      // Linux and macOS say that a folder is none to unlink in different words.
      guard errno == EISDIR || errno == EPERM else { throw Failure("remove", child) }
      try removeContents(
        of: SystemCall.open(child) { openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) },
        child
      )
      guard SystemCall.removeDirectory(child, { unlinkat(descriptor, name, AT_REMOVEDIR) }) == 0 else {
        throw Failure("remove", child)
      }
    }
  }

  static func writeAll(
    _ bytes: [UInt8],
    count: Int,
    to descriptor: Int32,
    path: String
  ) throws(Failure) {
    var code: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < count {
        let step = SystemCall.write(path) { systemWrite(descriptor, buffer.baseAddress! + written, count - written) }
        if step < 0 {
          code = errno
          return
        }
        written += step
      }
    }
    guard code == 0 else { throw Failure("write", path, code: code) }
  }

  private static func kind(ofMode mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    default: .other
    }
  }
}

extension FileSystem {
  /// A folder from which files are looked for: most of a long path is then known.
  final class Folder: Sendable {
    private let descriptor: Int32

    init?(_ path: String) {
      descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
    }

    /// A folder in another; nil if there is none, or a symbolic link.
    ///
    /// - Parameter isCreated: make it where it is missing.
    init?(_ name: String, in parent: Folder, isCreated: Bool = false) {
      if isCreated { mkdirat(parent.descriptor, name, 0o777) }
      descriptor = openat(parent.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// The bytes of a file directly in the folder; nil if it cannot be read, or is not a regular file.
    func read(_ name: String) -> [UInt8]? {
      let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      return (try? FileSystem.readStamped(file, name))?.bytes
    }

    /// Opens a new file directly in the folder for writing, in the place of what has that name; below zero if that is
    /// not possible.
    func create(_ name: String) -> Int32 {
      unlinkat(descriptor, name, 0)
      return openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    }

    /// Of a file directly in the folder.
    func rename(_ name: String, to other: String) throws(Failure) {
      guard renameat(descriptor, name, descriptor, other) == 0 else { throw Failure("replace", other) }
    }

    /// Removes a file directly in the folder, or a symbolic link; says whether it is gone.
    @discardableResult
    func removeFile(_ name: String) -> Bool { unlinkat(descriptor, name, 0) == 0 || errno == ENOENT }

    /// Removes a folder directly in the folder if it is empty.
    func removeEmptyFolder(_ name: String) { unlinkat(descriptor, name, AT_REMOVEDIR) }

    /// Reads a file below the folder and says what it was just before.
    ///
    /// - Parameters:
    ///   - path: below the folder it begins after so many bytes.
    ///   - absolute: the path for messages.
    func readStamped(
      _ path: String,
      from start: Int,
      _ absolute: @autoclosure () -> String
    ) throws(Failure) -> (bytes: [UInt8], stamp: InputStamp) {
      let file = path.withCString { openat(descriptor, $0 + start, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
      return try FileSystem.readStamped(file, absolute())
    }

    /// Of a file below the folder, by a path that ends in a zero; symbolic links are not followed.
    func stamp(ofPath path: UnsafePointer<CChar>) -> Stamp? { FileSystem.stamp(ofPath: path, in: descriptor) }

    /// Of a file below the folder, or anywhere by an absolute path.
    func inputStamp(of path: String) -> InputStamp? { InputStamp(of: path, in: descriptor) }
  }

  /// A lock on a file, held until the value is gone or the process ends.
  package final class Lock: Sendable {
    private let descriptor: Int32

    /// Nothing when somebody else holds it.
    package init?(_ path: String) throws(Failure) {
      descriptor = SystemCall.open(path) {
        open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
      }
      guard descriptor >= 0 else { throw Failure("lock", path) }
      let descriptor = descriptor
      guard SystemCall.lock(path, { flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
        let code = errno
        close(descriptor)
        if code == EWOULDBLOCK { return nil }
        throw Failure("lock", path, code: code)
      }
    }

    deinit {
      // Closing is not enough: a child that is just being started elsewhere holds a copy until it runs its program.
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
  }
}

// Inside the enum above `read`, `write` and `rename` are its own functions; these are the C library's.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
private func systemClose(_ descriptor: Int32, _ path: String) -> Int32 {
  // It is closed whatever a test wants to hear.
  let answer = close(descriptor)
  return SystemCall.close(path) { answer }
}
private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
