import ArgumentParser
import Diagnostics
import SiteBuilder

/// `scopebook explain`: what a finding means and what to do about it.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a finding, with an example of what is wrong and what is right.",
    discussion: """
      Examples:
        scopebook explain                  list everything that is checked
        scopebook explain wrong-resource
      """
  )

  @Argument(help: "The id in brackets at the end of a finding, such as broken-link.")
  var id: String?

  func run() async throws {
    let console = Console.standard
    guard let id else { return console.print(list(console)) }
    guard let explanation = Explanation.of(id) else {
      let guess = NearestMatch.find(id, in: Explanation.all.map(\.id))
      console.error(
        "There is no check \(id)." + (guess.map { " Did you mean \($0)?" } ?? " `scopebook explain` lists them.")
      )
      throw CommandExit.findings
    }
    console.print(text(of: explanation, console))
  }

  private func list(_ console: Console) -> String {
    let width = Explanation.all.map(\.id.count).max() ?? 0
    return Explanation.Area.allCases.map { area in
      let rows = Explanation.all.filter { $0.area == area }.map { explanation in
        "  " + console.styled(explanation.id, .bold) + String(repeating: " ", count: width - explanation.id.count + 2)
          + explanation.severity.rawValue + String(repeating: " ", count: 9 - explanation.severity.rawValue.count)
          + explanation.title
      }
      return area.title + "\n" + rows.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private func text(of explanation: Explanation, _ console: Console) -> String {
    var parts = [
      console.styled("\(explanation.id): \(explanation.title)", .bold),
      explanation.severity.rawValue
        + (explanation.isAdjustable ? ", unless scopebook.yml gives it another level" : ", always"),
      explanation.summary,
      explanation.details,
      explanation.exceptions,
    ]
    for (title, files) in [("Wrong", explanation.wrong.files), ("Right", explanation.changed)] where !files.isEmpty {
      let files = files.map { file in
        console.styled("  " + file.path, .dim) + "\n"
          + file.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
            file.text.hasSuffix("\n") ? 1 : 0
          )
          .map { "    " + $0 }.joined(separator: "\n")
      }
      parts.append(console.styled(title, .bold) + "\n" + files.joined(separator: "\n"))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
