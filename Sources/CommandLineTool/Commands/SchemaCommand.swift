import ArgumentParser
import SiteBuilder

/// `scopebook schema`: JSON Schemas of the files that people write, and of the one that programs read.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a file format, for editors and scripts.",
    discussion: """
      Examples:
        scopebook schema catalog > catalog.schema.json
        scopebook schema front-matter
        scopebook schema configuration
        scopebook schema diagnostics
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case catalog, configuration, diagnostics
    case frontMatter = "front-matter"
  }

  @Argument(
    help: """
      catalog (content/catalog.yml), configuration (scopebook.yml), front-matter (of pages) or diagnostics (one line \
      of --format json).
      """
  )
  var format: Format

  func run() async throws {
    Console.standard.write(String(decoding: schema, as: UTF8.self))
  }

  private var schema: [UInt8] {
    switch format {
    case .catalog: FileSchemas.catalog
    case .configuration: FileSchemas.configuration
    case .diagnostics: DiagnosticsSchema.bytes
    case .frontMatter: FileSchemas.frontMatter
    }
  }
}
