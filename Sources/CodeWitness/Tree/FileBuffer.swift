#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Memory for one file after the other: most files are looked at once and let go.
///
/// Reading into the same pages again and again is about twice as fast as mapping small files.
struct FileBuffer: ~Copyable {
  private var memory: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init() { memory = .allocate(capacity: 1 << 18) }

  deinit { memory.deallocate() }

  /// The bytes of the file that was read last, up to the next reading.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: UnsafeBufferPointer(memory)[..<count]) }

  /// False for what is no readable file, is empty, or has more bytes than allowed.
  mutating func read(_ path: String, limit: Int) -> Bool {
    count = 0
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
      return false
    }
    let size = Int(status.st_size)
    if size > memory.count {
      memory.deallocate()
      memory = .allocate(capacity: size * 2)
    }
    while count < size {
      let step = readBytes(descriptor, memory.baseAddress! + count, size - count)
      if step < 0, errno == EINTR { continue }
      guard step > 0 else { break }
      count += step
    }
    return count > 0
  }
}

private func readBytes(_ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
  read(descriptor, target, count)
}
