import ExampleCatalog
import ScopebookSite

// Builds the help center of the example: `swift run example-site Sources/Examples/Site/help-center`
let root = CommandLine.arguments.dropFirst().first ?? "Sources/Examples/Site/help-center"
let result = try await SiteGenerator(root: root, catalog: ExampleCatalog.make()).build()
for line in result.lines { print(line) }
print(result.isPublished ? "Built \(result.pageCount) pages." : "Nothing was published.")
