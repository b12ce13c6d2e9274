import EmbeddedFiles

/// Files that travel inside the executable: the built-in theme and the starter site.
package enum EmbeddedFile {
  /// The files below a folder, by path relative to it.
  package static func files(in folder: String) -> [(path: String, bytes: [UInt8])] {
    (0..<Int(embedded_files_count)).compactMap { position in
      let file = embedded_file_at(position)
      let path = String(cString: file.path)
      guard path.hasPrefix(folder + "/") else { return nil }
      return (
        String(path.dropFirst(folder.utf8.count + 1)),
        Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
      )
    }
  }
}
