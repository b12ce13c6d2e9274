import ArgumentParser
import SiteBuilder

/// `scopebook new`: a small, complete site to start from.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a small, complete site to start from.",
    discussion: """
      Examples:
        scopebook new help-center
        scopebook new help-center --product "Contoso Insights"
      """
  )

  @Argument(help: "The folder to make. It must not hold any of the files yet.")
  var folder: String

  @Option(help: "What your product is called.")
  var product = "Example"

  func run() async throws {
    let console = Console.standard
    let name = product.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard name.contains(where: { !$0.isWhitespace }), !name.contains(where: { "\"'\\:#{}[]&*!|>%@`".contains($0) })
    else {
      throw ValidationError("a product's name is letters, digits, spaces, dots and dashes; quote others by hand later")
    }
    let files = StarterSite.files(product: name)
    if let taken = files.first(where: { FileSystem.kind(of: folder + "/" + $0.path) != nil }) {
      console.error("scopebook: error: \(folder)/\(taken.path) exists already; nothing was written")
      throw CommandExit.cannotRun
    }
    for file in files {
      let path = folder + "/" + file.path
      try FileSystem.createDirectory(String(path[..<path.lastIndex(of: "/")!]))
      try FileSystem.write(file.bytes, to: path)
    }
    let here = folder == "." ? "" : "  cd \(folder)\n"
    console.print(
      """
      Made a help center for \(name) in \(folder) (\(counted(files.count, "file"))).

      Next:
      \(here)  edit content/catalog.yml    put in your app's client ID and permissions
        scopebook build             publish into site/
      """
    )
  }
}
