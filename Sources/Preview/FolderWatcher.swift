import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tells when something below some folders has changed, and what it was as far as the system says so.
///
/// Linux tells by inotify. Elsewhere, and where inotify has no watches left, the listener is asked to look twice a second.
package final class FolderWatcher: Sendable {
  /// One element for each time that something has changed and then been quiet for a moment.
  package let changes: AsyncStream<Void>
  private let changed = ChangedPaths()

  /// - Parameter folders: lists every folder that is to be watched, anew after each change.
  ///   A folder that is watched already may be missing only if a folder, or a file of the first one, has changed.
  package init(quiet: Duration = .milliseconds(8), folders: @escaping @Sendable () -> [String]) {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    changes = stream
    let isOver = Flag()
    let changed = changed
    continuation.onTermination = { _ in isOver.set() }
    // A thread of its own: it waits in a system call.
    DispatchQueue(label: "folder watcher").async {
      #if os(Linux)
        let isWatched = Inotify.watch(folders, quiet: quiet, until: isOver) { paths in
          changed.add(paths)
          continuation.yield()
        }
        if isWatched { return }
      #endif
      while !isOver.isSet {
        usleep(500_000)
        changed.add(nil)
        continuation.yield()
      }
    }
  }
}

extension FolderWatcher {
  /// The files and folders that have changed since this was asked last; nothing where any may have.
  package func takeChangedPaths() -> Set<String>? { changed.take() }
}

/// What has changed and not been fetched yet.
private final class ChangedPaths: Sendable {
  private let paths = Mutex<Set<String>?>([])

  func add(_ more: Set<String>?) {
    paths.withLock { paths in paths = more.flatMap { paths?.union($0) } }
  }

  func take() -> Set<String>? {
    paths.withLock { paths in
      defer { paths = [] }
      return paths
    }
  }
}

/// Set once, read by a thread.
final class Flag: Sendable {
  private let value = Mutex(false)

  var isSet: Bool { value.withLock { $0 } }
  func set() { value.withLock { $0 = true } }
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
      _ changed: (Set<String>?) -> Void
    ) -> Bool {
      let descriptor = inotify_init1(Int32(IN_NONBLOCK))
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      var listed = folders()
      var watched: [Int32: String] = [:]
      guard add(listed, to: descriptor, &watched) else { return false }
      let quietMilliseconds = Int32(max(1, quiet / .milliseconds(1)))
      while !isOver.isSet {
        guard wait(descriptor, 500) else { continue }
        var events = Events()
        // Editors write in several steps: the last one counts, and none may be lost.
        repeat { events.read(descriptor, watched) } while wait(descriptor, quietMilliseconds)
        changed(events.isLost ? nil : events.paths)
        let root = listed[0]
        guard events.isLost || events.hasFolders || events.paths.contains(where: { isDirectly($0, in: root) }) else {
          continue
        }
        let known = Set(listed)
        listed = folders()
        guard add(listed, to: descriptor, &watched) else { return false }
        // A new folder may have got files before it was watched.
        if !Set(listed).isSubset(of: known) { changed(nil) }
      }
      return true
    }

    private struct Events {
      var paths: Set<String> = []
      var hasFolders = false
      /// More has happened than the system could keep.
      var isLost = false
      private var buffer = [UInt8](repeating: 0, count: 1 << 16)

      mutating func read(_ descriptor: Int32, _ folders: [Int32: String]) {
        while true {
          let count = Glibc.read(descriptor, &buffer, buffer.count)
          guard count > 0 else { return }
          var offset = 0
          let header = MemoryLayout<inotify_event>.size
          while offset + header <= count {
            let event = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self) }
            let name = buffer[(offset + header)..<(offset + header + Int(event.len))].prefix { $0 != 0 }
            offset += header + Int(event.len)
            if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { isLost = true }
            if event.mask & UInt32(IN_ISDIR | IN_DELETE_SELF | IN_MOVE_SELF) != 0 { hasFolders = true }
            guard let folder = folders[event.wd] else { continue }
            paths.insert(name.isEmpty ? folder : folder + "/" + String(decoding: name, as: UTF8.self))
          }
        }
      }
    }

    private static func isDirectly(_ path: String, in folder: String) -> Bool {
      path.hasPrefix(folder + "/") && !path.dropFirst(folder.count + 1).contains("/")
    }

    private static func add(_ folders: [String], to descriptor: Int32, _ watched: inout [Int32: String]) -> Bool {
      for folder in folders {
        let watch = inotify_add_watch(descriptor, folder, mask)
        if watch >= 0 {
          watched[watch] = folder
        } else if errno == ENOSPC || errno == ENOMEM {
          return false
        }
      }
      return true
    }

    private static func wait(_ descriptor: Int32, _ milliseconds: Int32) -> Bool {
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      return Glibc.poll(&poll, 1, milliseconds) > 0
    }
  }
#endif
