public import Diagnostics  // files come in and diagnostics go out as values

/// The template files of a site, read once.
///
/// A template is named by its path without `.html`: `partials/header.html` is `{{>partials/header}}`; other endings
/// are part of the name (`feed.xml`). Depends only on the files.
public struct TemplateLibrary: Sendable {
  let files: [TemplateSyntax]
  let index: [String: Int]
  /// For each file, what is wrong with it whatever it is rendered with.
  let fileDiagnostics: [[Diagnostic]]
  /// For each file, the blocks that can be filled in it and in all that it includes.
  let blockNames: [Set<String>]
  /// For each file, the files it includes, directly or not, and itself.
  let closures: [[Int]]

  /// Of files with the same name the last one wins, so that a site's own templates can follow a theme's.
  public init(files: [SourceFile]) {
    self.init(named: files.map { (Self.templateName(ofPath: $0.path), $0) })
  }

  /// For names that do not follow from the paths that people know the files by.
  public init(named namedFiles: [(name: String, file: SourceFile)]) {
    var index: [String: Int] = [:]
    var files: [TemplateSyntax] = []
    for (name, file) in namedFiles {
      let syntax = TemplateParser.parse(file)
      if let earlier = index[name] {
        files[earlier] = syntax
      } else {
        index[name] = files.count
        files.append(syntax)
      }
    }
    let inclusions = InclusionGraph(files, index)
    self.files = files
    self.index = index
    closures = inclusions.closures
    blockNames = inclusions.blockNames
    fileDiagnostics = files.map { $0.diagnostics + inclusions.unknownNames(in: $0) }
  }

  public static func templateName(ofPath path: String) -> String {
    path.hasSuffix(".html") ? String(path.dropLast(".html".count)) : path
  }

  /// Sorted.
  public var names: [String] { index.keys.sorted() }

  /// What is wrong with the files whatever they are rendered with, also with those that nothing uses.
  public var diagnostics: [Diagnostic] { fileDiagnostics.flatMap(\.self).sortedForReport() }

  /// Paths of the files that a template is made of, sorted, itself included; empty when there is no such template.
  /// Known from the files alone, so also when the template does not compile.
  public func dependencies(of name: String) -> [String] {
    guard let file = index[name] else { return [] }
    return closures[file].map { files[$0].file.path }.sorted()
  }

  /// Checks a template against the values it will be rendered with, and makes it ready to render.
  ///
  /// No template when there is an error among the diagnostics; these cover everything the template includes, each
  /// mistake once, in the order of reports.
  public func compile<Root>(
    _ name: String,
    for shape: Shape<Root>
  ) -> (template: CompiledTemplate<Root>?, diagnostics: [Diagnostic]) {
    compile(name, for: shape, unknownNames: .areErrors)
  }

  func compile<Root>(
    _ name: String,
    for shape: Shape<Root>,
    unknownNames: UnknownNames
  ) -> (template: CompiledTemplate<Root>?, diagnostics: [Diagnostic]) {
    guard let file = index[name] else { return (nil, [.unknownTemplate(name, known: names)]) }
    var diagnostics = unknownNames == .areErrors ? closures[file].flatMap { fileDiagnostics[$0] } : []
    if unknownNames == .areEmpty { diagnostics = closures[file].flatMap { files[$0].diagnostics } }

    var compiler = Compiler(self, unknownNames)
    let program = compiler.compile(file, for: shape.layout)
    diagnostics = (diagnostics + compiler.diagnostics).sortedForReport()
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    return (
      CompiledTemplate(name: name, dependencies: dependencies(of: name), program: Program.Frozen(program)), diagnostics
    )
  }
}

/// What a name means that nothing is called.
enum UnknownNames {
  case areErrors
  /// The Mustache specification's rule. Its cases come without types, so this is how they are run.
  case areEmpty
}

extension Diagnostic {
  fileprivate static func unknownTemplate(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      "unknown-partial",
      .error,
      "there is no template '\(name)'",
      at: nil,
      help: NearestMatch.find(name, in: known).map { "did you mean '\($0)'?" }
    )
  }
}
