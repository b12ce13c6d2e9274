public import Diagnostics
public import Permissions
import SiteBuilder

/// Builds and checks a site from a program of your own, with the catalog as Swift values.
///
/// Declare the catalog once, in a module that both this generator and your product import: what the pages say and what
/// the product requests then come from the same values.
///
/// ```swift
/// let result = try await SiteGenerator(root: "help", catalog: catalog).build()
/// for line in result.lines { print(line) }
/// ```
public struct SiteGenerator: Sendable {
  /// What a build or a check found and did.
  public struct Result: Sendable {
    /// By file and position.
    public let diagnostics: [Diagnostic]
    public let pageCount: Int
    /// The site was published. It is not while there are errors, and what stood there before stays.
    public let isPublished: Bool
    /// A line for each finding: `content/index.md:3:1: error: … [broken-link]`.
    public let lines: [String]

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
  }

  private let root: String
  private let catalog: Catalog?
  private let output: String?

  /// - Parameters:
  ///   - root: the folder that holds `scopebook.yml`.
  ///   - catalog: in place of `content/catalog.yml`; an error if that is there too.
  ///   - output: where to publish, if not where `scopebook.yml` says.
  public init(root: String, catalog: Catalog? = nil, output: String? = nil) {
    self.root = root
    self.catalog = catalog
    self.output = output
  }

  /// Checks the site and publishes it. Throws when it cannot run: there is no site, or the disk says no.
  public func build() async throws -> Result { try await run(publishes: true) }

  /// Checks the site and publishes nothing.
  public func check() async throws -> Result { try await run(publishes: false) }

  private func run(publishes: Bool) async throws -> Result {
    var options = Build.Options(root: root)
    options.catalog = catalog
    options.output = output
    options.stopsAfterChecks = !publishes
    let result = try await Build(options).run()
    let tables = Set(result.diagnostics.compactMap { $0.location?.path }).reduce(into: [String: LineTable]()) {
      $0[$1] = result.sources[$1].map { LineTable($0.bytes) }
    }
    return Result(
      diagnostics: result.diagnostics,
      pageCount: result.pageCount,
      isPublished: result.summary != nil,
      lines: result.diagnostics.map { line(for: $0, tables) }
    )
  }

  private func line(for diagnostic: Diagnostic, _ tables: [String: LineTable]) -> String {
    var place = diagnostic.location?.path ?? ""
    if let location = diagnostic.location, let span = location.span, let table = tables[location.path] {
      let position = table.position(of: span.start)
      place += ":\(position.line):\(position.column)"
    }
    return (place.isEmpty ? "" : place + ": ")
      + "\(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.id)]"
  }
}
