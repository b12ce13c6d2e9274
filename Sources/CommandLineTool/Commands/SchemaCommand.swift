import ArgumentParser
import SiteBuilder

/// `scopebook schema`: JSON Schemas of the files that people write.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a file format, for editors.",
    discussion: """
      Examples:
        scopebook schema catalog > catalog.schema.json
        scopebook schema front-matter
        scopebook schema configuration
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case catalog, configuration
    case frontMatter = "front-matter"
  }

  @Argument(help: "catalog (content/catalog.yml), configuration (scopebook.yml) or front-matter (of pages).")
  var format: Format

  func run() async throws {
    Console.standard.write(String(decoding: schema, as: UTF8.self))
  }

  private var schema: [UInt8] {
    switch format {
    case .catalog: FileSchemas.catalog
    case .configuration: FileSchemas.configuration
    case .frontMatter: FileSchemas.frontMatter
    }
  }
}
