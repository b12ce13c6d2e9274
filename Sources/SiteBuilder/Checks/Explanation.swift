package import Diagnostics
import Markup
import TypedYAML

/// What there is to say about one kind of diagnostic: what it means, why it matters and what to do, with a small site
/// that has the problem and the same site without it.
///
/// Each is a Markdown file `explanations/<id>.md` inside the executable. `scopebook explain`, the reporters and the
/// documentation are made from it, and the tests build both sites.
package struct Explanation: Sendable {
  /// The diagnostics' id: `broken-link`.
  package let id: String
  /// A few words: `Link to nothing`.
  package let title: String
  package let area: Area
  /// The level it has unless the configuration says otherwise; some findings of a kind may be milder.
  package let severity: Diagnostic.Severity
  /// The configuration may give it another level, and it may be silenced. Errors without which the site cannot be
  /// built are none of these.
  package let isAdjustable: Bool
  /// Its examples can be built: it needs neither the network nor an earlier release.
  package let canRun: Bool
  /// One sentence.
  package let summary: String
  /// Markdown without the examples.
  package let details: String
  package let wrong: Example
  package let right: Example

  /// What the finding is about, in the order in which lists show them.
  package enum Area: String, CaseIterable, Sendable {
    case permissions, consent, catalog, links, external, pages, directives, templates, files, silencing

    package var title: String {
      switch self {
      case .permissions: "Permissions in guides"
      case .consent: "Consent links"
      case .catalog: "Catalog and code"
      case .links: "Links and addresses"
      case .external: "Links to other sites"
      case .pages: "Pages"
      case .directives: "Directives"
      case .templates: "Templates"
      case .files: "Files and settings"
      case .silencing: "Silenced findings"
      }
    }
  }

  /// How to live with it where it is right as it is.
  package var exceptions: String {
    guard isAdjustable else {
      return "This is always an error: without what it is about, the site cannot be built or cannot be trusted."
    }
    return """
      Another level, or `off`, goes under `checks: levels` in `scopebook.yml`, for all files or for some. In one place,
      a comment with the reason silences it: `<!-- scopebook-ignore \(id): … -->` in pages,
      `# scopebook-ignore …` in YAML.
      """
  }

  /// The files of the right example that are not the wrong one's too.
  package var changed: [Example.File] { right.files.filter { !wrong.files.contains($0) } }

  /// A small site; what it does not hold (`scopebook.yml`, a home page) is filled in.
  package struct Example: Sendable {
    package let files: [File]

    package struct File: Equatable, Sendable {
      /// `content/index.md`
      package let path: String
      package let language: String
      package let text: String
    }

    /// The files, and the ones that any site needs.
    package var site: [String: String] {
      var site = ["scopebook.yml": "title: Example\n", "content/index.md": "---\ntitle: Home\n---\n"]
      for file in files { site[file.path] = file.text }
      return site
    }
  }

  /// All kinds, by id.
  package static let all: [Explanation] = EmbeddedFile.files(in: "explanations").map { path, bytes in
    Explanation(SourceFile(path: path, bytes: bytes))
  }.sorted { $0.id < $1.id }

  package static func of(_ id: String) -> Explanation? { byID[id] }

  static func isAdjustable(_ id: String) -> Bool { of(id)?.isAdjustable ?? false }

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  private init(_ file: SourceFile) {
    let document = MarkdownParser.parse(file, options: MarkupOptions())
    let frontMatter = FrontMatter.split(file.bytes).map { Array(file.bytes[$0.content.range]) } ?? []
    let node = YAMLReader.read(frontMatter, path: file.path).node
    id = String(file.path.dropLast(3))
    title = node?.text("title")?.value ?? ""
    area = node?.text("area").flatMap { Area(rawValue: $0.value) } ?? .files
    severity = node?.text("severity").flatMap { Diagnostic.Severity(rawValue: $0.value) } ?? .error
    isAdjustable = severity != .error || node?.flag("adjustable") == true
    canRun = node?.flag("runs") ?? true
    summary = node?.text("summary")?.value ?? ""
    var examples: [String: [Example.File]] = [:]
    var heading: String?
    var end = file.bytes.count
    for (position, node) in document.nodes.enumerated() {
      switch node.kind {
      case .heading where node.level == 2:
        heading = document.headings[Int(node.detail)].plainText.text
        end = min(end, Int(node.span.start))
      case .codeBlock:
        let block = document.codeBlocks[Int(node.detail)]
        guard let heading, let title = block.title else { continue }
        let text = document.text(of: position).text
        examples[heading, default: []].append(.init(path: title.text, language: block.language.text, text: text))
      default: continue
      }
    }
    details = file.bytes[Int(document.bodyStart)..<end].text.trimmed
    wrong = Example(files: examples["Wrong"] ?? [])
    right = Example(files: examples["Right"] ?? [])
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
