import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tells when something below some folders has changed; what it was is for the listener to find out.
///
/// Linux tells by inotify. Elsewhere, and where inotify has no watches left, the listener is asked to look twice a second.
package final class FolderWatcher: Sendable {
  /// One element for each time that something has changed and then been quiet for a moment.
  package let changes: AsyncStream<Void>

  /// - Parameter folders: lists every folder that is to be watched, anew after each change.
  package init(quiet: Duration = .milliseconds(8), folders: @escaping @Sendable () -> [String]) {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    changes = stream
    let isOver = Flag()
    continuation.onTermination = { _ in isOver.set() }
    // A thread of its own: it waits in a system call.
    Thread.detachNewThread {
      #if os(Linux)
        if Inotify.watch(folders, quiet: quiet, until: isOver, { continuation.yield() }) { return }
      #endif
      while !isOver.isSet {
        usleep(500_000)
        continuation.yield()
      }
    }
  }
}

/// Set once, read by a thread.
final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private var value = false

  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
}

#if os(Linux)
  private enum Inotify {
    private static let mask = UInt32(
      IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF
        | IN_ATTRIB
    )

    /// False when the system has no watches left.
    static func watch(
      _ folders: () -> [String],
      quiet: Duration,
      until isOver: Flag,
      _ changed: () -> Void
    ) -> Bool {
      let descriptor = inotify_init1(Int32(IN_NONBLOCK))
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      var watched = Set(folders())
      guard add(watched, to: descriptor) else { return false }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let quietMilliseconds = Int32(max(1, quiet / .milliseconds(1)))
      while !isOver.isSet {
        guard wait(descriptor, 500) else { continue }
        // Editors write in several steps: the last one counts, and none may be lost.
        var changesFolders = false
        repeat {
          while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
            if mayChangeFolders(buffer[..<count]) { changesFolders = true }
          }
        } while wait(descriptor, quietMilliseconds)
        changed()
        guard changesFolders else { continue }
        // A new folder may have got files before it was watched.
        let now = Set(folders())
        guard add(now.subtracting(watched), to: descriptor) else { return false }
        if !now.isSubset(of: watched) { changed() }
        watched = now
      }
      return true
    }

    /// Whether some event is about a folder, or about a file that may say which folders count. Listing all of them takes
    /// as long as bringing a large site up to date, and mostly somebody has just saved a page.
    private static func mayChangeFolders(_ events: ArraySlice<UInt8>) -> Bool {
      let header = MemoryLayout<inotify_event>.size
      let folderEvents = UInt32(IN_ISDIR | IN_DELETE_SELF | IN_MOVE_SELF | IN_Q_OVERFLOW)
      var position = events.startIndex
      while position + header <= events.endIndex {
        let event = events.withUnsafeBytes {
          $0.loadUnaligned(fromByteOffset: position - events.startIndex, as: inotify_event.self)
        }
        if event.mask & folderEvents != 0 { return true }
        let name = events[(position + header)..<min(position + header + Int(event.len), events.endIndex)]
        if !name.prefix(while: { $0 != 0 }).suffix(3).elementsEqual(".md".utf8) { return true }
        position += header + Int(event.len)
      }
      return false
    }

    private static func add(_ folders: Set<String>, to descriptor: Int32) -> Bool {
      for folder in folders where inotify_add_watch(descriptor, folder, mask) < 0 {
        if errno == ENOSPC || errno == ENOMEM { return false }
      }
      return true
    }

    private static func wait(_ descriptor: Int32, _ milliseconds: Int32) -> Bool {
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      return Glibc.poll(&poll, 1, milliseconds) > 0
    }
  }
#endif
