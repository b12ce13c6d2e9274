#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal, pipe or log that the command talks to.
package struct Console: Sendable {
  package var write: @Sendable (String) -> Void
  package var writeError: @Sendable (String) -> Void
  /// Colours and a line that changes in place are for terminals only.
  package var isInteractive: Bool

  package init(
    isInteractive: Bool,
    write: @escaping @Sendable (String) -> Void,
    writeError: @escaping @Sendable (String) -> Void
  ) {
    self.write = write
    self.writeError = writeError
    self.isInteractive = isInteractive
  }

  package static let standard = Console(
    isInteractive: isatty(STDERR_FILENO) == 1 && environment("NO_COLOR") == nil && environment("CI") == nil
      && environment("TERM") != "dumb",
    write: { put($0, STDOUT_FILENO) },
    writeError: { put($0, STDERR_FILENO) }
  )

  /// Nobody's: for text that goes into a file.
  package static let silent = Console(isInteractive: false, write: { _ in }, writeError: { _ in })

  package func print(_ text: String) { write(text + "\n") }
  package func error(_ text: String) { writeError(text + "\n") }

  /// Text in a terminal colour, or as it is where nobody would see it.
  package func styled(_ text: String, _ style: Style) -> String {
    isInteractive ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  package enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "1;31"
    case green = "1;32"
    case yellow = "1;33"
    case blue = "1;34"
  }
}

extension Console {
  /// A variable of the process's environment; nothing where it is missing or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

private func put(_ text: String, _ descriptor: Int32) {
  var text = text
  text.withUTF8 { buffer in
    var written = 0
    while written < buffer.count {
      let count = systemWrite(descriptor, buffer.baseAddress! + written, buffer.count - written)
      if count < 0, errno == EINTR { continue }
      // Nobody listens any more (a closed pipe): there is nobody to tell either.
      guard count > 0 else { return }
      written += count
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafePointer<UInt8>, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
