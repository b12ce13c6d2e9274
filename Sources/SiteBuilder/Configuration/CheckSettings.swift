import CodeWitness
package import Diagnostics
import TypedYAML

/// How seriously findings are taken: by their id, and by where they are.
package struct CheckSettings: Sendable {
  package enum Level: String, Sendable, CaseIterable {
    case off, hint, warning, error

    var severity: Diagnostic.Severity? { Diagnostic.Severity(rawValue: rawValue) }
  }

  private var levels: [String: Level] = [:]
  /// The last that fits a path wins.
  private var paths: [(pattern: Glob, levels: [String: Level])] = []
  /// A file with findings that are known and let pass.
  package private(set) var baseline: String?

  /// Findings that are only looked for where the configuration gives them a level.
  private static let optional: Set<String> = ["orphan-page", "empty-page"]

  /// Findings that only `check --external` and `check --against` look for: in another run there are none of them.
  static func isAskedFor(_ id: String) -> Bool { asked.contains(id) }

  private static let asked: Set<String> = [
    "broken-external-link", "broken-external-anchor", "redirected-link", "redirect-loop", "unverified-link", "lost-url",
    "lost-anchor",
  ]

  package func isOn(_ id: String) -> Bool {
    let given = [levels[id]] + paths.map { $0.levels[id] }
    return given.contains { $0 != nil && $0 != .off } || (levels[id] == nil && !Self.optional.contains(id))
  }

  /// The level that the configuration gives; nothing to leave the finding as it is.
  private func level(of id: String, in path: String?) -> Level? {
    let ofPath = path.flatMap { path in paths.last { $0.levels[id] != nil && $0.pattern.covers(path) }?.levels[id] }
    return ofPath ?? levels[id]
  }

  /// The finding at its level; nothing where it is switched off.
  package func settle(_ diagnostic: Diagnostic) -> Diagnostic? {
    guard !levels.isEmpty || !paths.isEmpty,
      diagnostic.severity != .error || Explanation.isAdjustable(diagnostic.id),
      let level = level(of: diagnostic.id, in: diagnostic.location?.path)
    else { return diagnostic }
    guard let severity = level.severity else { return nil }
    var settled = diagnostic
    settled.severity = severity
    return settled
  }

  static let type = ObjectType(
    "checks",
    [
      .init("levels", .mapping(key: .identifier, of: .oneOf(Level.allCases.map(\.rawValue))), "A level for each id."),
      .init(
        "paths",
        .list(
          of: .object(
            ObjectType(
              "a path",
              [
                .init("path", .string(.relativePath), required: true, "Files such as content/old/**."),
                .init(
                  "levels",
                  .mapping(key: .identifier, of: .oneOf(Level.allCases.map(\.rawValue))),
                  required: true,
                  "A level for each id."
                ),
              ]
            )
          )
        ),
        "Other levels for some files; the last that fits wins."
      ),
      .init("baseline", .string(.relativePath), "A file with findings that are known; see `scopebook check --help`."),
    ]
  )

  mutating func read(_ node: YAMLNode?, in file: SourceFile) -> [Diagnostic] {
    guard let node else { return [] }
    var diagnostics: [Diagnostic] = []
    levels = Self.levels(node["levels"], in: file, &diagnostics)
    paths = (node["paths"]?.items ?? []).compactMap { item in
      item.text("path").map { (Glob($0.value), Self.levels(item["levels"], in: file, &diagnostics)) }
    }
    baseline = node.text("baseline")?.value
    return diagnostics
  }

  private static func levels(_ node: YAMLNode?, in file: SourceFile, _ diagnostics: inout [Diagnostic]) -> [String:
    Level]
  {
    var levels: [String: Level] = [:]
    for entry in node?.entries ?? [] {
      let id = entry.key.value
      let level = node?.text(id).flatMap { Level(rawValue: $0.value) }
      if let explanation = Explanation.of(id) {
        if !explanation.isAdjustable, level != .error {
          diagnostics.append(
            Diagnostic(
              "invalid-value",
              .error,
              "\(id) is always an error",
              at: file.location(entry.key.span),
              help: "without what it is about, the site cannot be built"
            )
          )
        }
      } else {
        let guess = NearestMatch.find(id, in: Explanation.all.map(\.id))
        diagnostics.append(
          Diagnostic(
            "invalid-value",
            .error,
            "there is no check \(id)",
            at: file.location(entry.key.span),
            help: guess.map { "did you mean \($0)?" } ?? "`scopebook explain` lists them"
          )
        )
      }
      levels[id] = level
    }
    return levels
  }
}
