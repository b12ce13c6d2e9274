import ArgumentParser
import Diagnostics
import DocsWitness
import Markup
import Permissions
import SiteBuilder

/// `scopebook scan`: what the witnesses see, for programs and for the curious.
struct ScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Print the permissions that guides name, or that code requests, one JSON object a line.",
    discussion: """
      Guides need not be part of a site. Each line says where a permission stands, how it is written, what the \
      provider calls it, which kind and API the text says it has (null where it does not say), and whether the reader \
      is asked to grant it, it is a mere mention, or no API has it (misspelt).

      With --code the paths hold a product's sources, manifests, Terraform, Bicep and settings. Each line says what is \
      requested there, in which form, and how certain that is.

      Examples:
        scopebook scan content/guides/connect.md
        scopebook scan docs                     every .md, .mdx, .rst, .adoc and .txt below a folder
        scopebook scan --code app infrastructure --exclude 'samples/**'
      """
  )

  @Flag(help: "Read code: sources, manifests, Terraform, Bicep, settings.")
  var code = false

  @Option(help: "With --code: only files that this pattern covers, wherever they lie. May be repeated.")
  var include: [String] = []

  @Option(help: "With --code: no files that this pattern covers. May be repeated.")
  var exclude: [String] = []

  @Argument(help: "Files, or folders with files.")
  var paths: [String]

  private static let extensions = [".md", ".mdx", ".markdown", ".rst", ".adoc", ".txt"]

  func validate() throws {
    if !code, !include.isEmpty || !exclude.isEmpty { throw ValidationError("--include and --exclude go with --code") }
  }

  func run() async throws {
    if code {
      return try await CodeScanOutput.print(paths: paths, include: include, exclude: exclude, to: Console.standard)
    }
    let files = try paths.flatMap { try list($0) }
    let results = await concurrentMap(files) { path in
      Result { () throws(FileSystem.Failure) in DocumentScan.lines(of: path, bytes: try FileSystem.read(path)) }
    }
    for result in results { Console.standard.write(try result.get()) }
  }

  private func list(_ path: String) throws -> [String] {
    guard FileSystem.kind(of: path) == .directory else { return [path] }
    return try FileSystem.entries(of: path).filter { !$0.name.hasPrefix(".") }.sorted { $0.name < $1.name }.flatMap {
      entry -> [String] in
      let child = path.hasSuffix("/") ? path + entry.name : path + "/" + entry.name
      switch entry.kind {
      case .directory: return try list(child)
      case .file: return Self.extensions.contains { entry.name.lowercased().hasSuffix($0) } ? [child] : []
      case .other: return []
      }
    }
  }
}

/// One file's findings as JSON Lines.
enum DocumentScan {
  static func lines(of path: String, bytes: [UInt8]) -> String {
    let file = SourceFile(path: path, bytes: bytes)
    let document = MarkdownParser.parse(file, options: MarkupOptions(rawHTML: true))
    let found = AccessReader.read(document, in: file, vocabulary: .of(.embedded)).permissions
    guard !found.isEmpty else { return "" }
    let table = LineTable(bytes)
    let sorted = found.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    return sorted.flatMap { permission in
      // Asked for in both kinds: that is two permissions.
      let kinds = permission.kind == .either ? [.delegated, .application] : [permission.kind.kind]
      return kinds.map { line(for: permission, $0, in: file, table) }
    }.joined()
  }

  private static func line(
    for permission: DocumentedPermission,
    _ kind: PermissionKind?,
    in file: SourceFile,
    _ table: LineTable
  ) -> String {
    var json = JSONWriter(isCompact: true)
    let position = table.position(of: permission.span.start)
    json.object { json in
      json.member("file", file.path)
      json.member("line", position.line)
      json.member("column", position.column)
      json.member("written", String(decoding: file.bytes[permission.span.range], as: UTF8.self))
      json.member("permission", permission.role == .misspelt ? nil : permission.name)
      json.member("kind", kind?.rawValue)
      json.member("resource", permission.resource?.name)
      json.member("role", permission.role.rawValue)
      if permission.role == .misspelt { json.member("meant", permission.name) }
    }
    return String(decoding: json.finish(), as: UTF8.self)
  }
}
