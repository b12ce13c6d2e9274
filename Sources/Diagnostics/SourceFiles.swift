/// The files that diagnostics point into, by path. What is not in memory is read when somebody asks.
public struct SourceFiles: Sendable, ExpressibleByArrayLiteral {
  private var files: [String: SourceFile] = [:]
  private var read: (@Sendable (String) -> SourceFile?)?

  /// - Parameter read: finds a file that is not among `files`.
  public init(_ files: [SourceFile], read: (@Sendable (String) -> SourceFile?)? = nil) {
    self.read = read
    add(files)
  }

  public init(arrayLiteral elements: SourceFile...) { self.init(elements) }

  /// Of several files with one path the first counts.
  public mutating func add(_ more: [SourceFile]) {
    for file in more where files[file.path] == nil { files[file.path] = file }
  }

  public subscript(_ path: String) -> SourceFile? { files[path] ?? read?(path) }
}
