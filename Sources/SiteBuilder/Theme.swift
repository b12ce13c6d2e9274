package import Diagnostics
import Markup
import Templates

/// The templates and assets that pages are made with: the built-in theme, file by file replaced by the site's own.
///
/// An object, since all that renders a page holds it.
package final class Theme: Sendable {
  let page: CompiledTemplate<PageContext>
  let section: CompiledTemplate<PageContext>
  let home: CompiledTemplate<PageContext>
  let notFound: CompiledTemplate<PageContext>
  let permission: CompiledTemplate<PermissionContext>
  let permissions: CompiledTemplate<PermissionListContext>
  let review: CompiledTemplate<ReviewContext>
  let witnesses: CompiledTemplate<WitnessListContext>
  let redirect: CompiledTemplate<RedirectContext>
  let navigation: CompiledTemplate<NavigationView>
  let consentLink: CompiledTemplate<ConsentLinkView>
  let consentFlow: CompiledTemplate<ConsentFlowView>
  let permissionTable: CompiledTemplate<PermissionTableView>
  let prerequisites: CompiledTemplate<PrerequisitesView>
  let checklist: CompiledTemplate<ChecklistView>
  let revoke: CompiledTemplate<RevokeView>
  let troubleshooting: CompiledTemplate<TroubleshootingView>
  let permissionChanges: CompiledTemplate<PermissionChangesView>
  /// Templates that pages choose by `layout:`, by name.
  let layouts: [String: CompiledTemplate<PageContext>]
  /// Stylesheet, script and whatever else is published as it is, by name.
  let assets: [(name: String, bytes: [UInt8])]
  /// What stands in pages besides what templates write.
  let words: RenderingWords
  /// The site's own templates, as they were read.
  let overrides: [SourceFile]
  /// The same theme speaking the site's other languages, in the configuration's order.
  let translations: [Theme]

  fileprivate init(
    page: CompiledTemplate<PageContext>,
    section: CompiledTemplate<PageContext>,
    home: CompiledTemplate<PageContext>,
    notFound: CompiledTemplate<PageContext>,
    permission: CompiledTemplate<PermissionContext>,
    permissions: CompiledTemplate<PermissionListContext>,
    review: CompiledTemplate<ReviewContext>,
    witnesses: CompiledTemplate<WitnessListContext>,
    redirect: CompiledTemplate<RedirectContext>,
    navigation: CompiledTemplate<NavigationView>,
    consentLink: CompiledTemplate<ConsentLinkView>,
    consentFlow: CompiledTemplate<ConsentFlowView>,
    permissionTable: CompiledTemplate<PermissionTableView>,
    prerequisites: CompiledTemplate<PrerequisitesView>,
    checklist: CompiledTemplate<ChecklistView>,
    revoke: CompiledTemplate<RevokeView>,
    troubleshooting: CompiledTemplate<TroubleshootingView>,
    permissionChanges: CompiledTemplate<PermissionChangesView>,
    layouts: [String: CompiledTemplate<PageContext>],
    assets: [(name: String, bytes: [UInt8])],
    words: RenderingWords,
    overrides: [SourceFile],
    translations: [Theme]
  ) {
    self.page = page
    self.section = section
    self.home = home
    self.notFound = notFound
    self.permission = permission
    self.permissions = permissions
    self.review = review
    self.witnesses = witnesses
    self.redirect = redirect
    self.navigation = navigation
    self.consentLink = consentLink
    self.consentFlow = consentFlow
    self.permissionTable = permissionTable
    self.prerequisites = prerequisites
    self.checklist = checklist
    self.revoke = revoke
    self.troubleshooting = troubleshooting
    self.permissionChanges = permissionChanges
    self.layouts = layouts
    self.assets = assets
    self.words = words
    self.overrides = overrides
    self.translations = translations
  }

  /// Compiles the theme. Nothing when a template has an error; every error of every template is reported.
  ///
  /// - Parameters:
  ///   - overrides: the files of the site's templates folder.
  ///   - folder: that folder, as it stands in front of their paths.
  ///   - settings: what the site has of its own, such as colour and fonts.
  ///   - strings: what the theme says.
  ///   - languages: what it says in the site's other languages.
  package static func load(
    overrides: [SourceFile],
    folder: String,
    settings: ThemeSettings = .init(),
    strings: ThemeStrings = .english,
    languages: [ThemeStrings] = []
  ) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    var compiler = Compiler(overrides: overrides, folder: folder, settings: settings, strings: strings)
    let theme = compiler.theme {
      // The templates are the same, and what is wrong with them has been said.
      languages.compactMap { strings in
        var compiler = Compiler(overrides: overrides, folder: folder, settings: settings, strings: strings)
        return compiler.theme { [] }
      }
    }
    return (theme, compiler.diagnostics)
  }

  /// What the theme's assets are called once they are published: below one folder, with a mark of their content,
  /// so that browsers may keep them for ever.
  func permalink(ofAsset name: String) -> Permalink {
    guard let asset = assets.first(where: { $0.name == name }) else { return Permalink(path: "_theme/" + name) }
    let mark = String(contentHash(asset.bytes), radix: 36).prefix(8)
    let (stem, suffix) = splitSuffix(name)
    return Permalink(path: "_theme/\(stem).\(mark)\(suffix)")
  }
}

/// `site.css` into `site` and `.css`.
private func splitSuffix(_ name: String) -> (String, String) {
  guard let dot = name.lastIndex(of: ".") else { return (name, "") }
  return (String(name[..<dot]), String(name[dot...]))
}

private struct Compiler {
  private var assets: [(name: String, bytes: [UInt8])] = []
  private let library: TemplateLibrary
  private let layoutNames: [String]
  private let overrides: [SourceFile]
  private let words: RenderingWords
  var diagnostics: [Diagnostic] = []

  init(overrides: [SourceFile], folder: String, settings: ThemeSettings, strings: ThemeStrings) {
    var files: [String: SourceFile] = [:]
    for (path, bytes) in EmbeddedFile.files(in: "theme") {
      files[path] = SourceFile(path: "built-in theme/" + path, bytes: bytes)
    }
    for (name, bytes) in strings.templates {
      files[name + ".html"] = SourceFile(path: "built-in theme/\(name).html", bytes: bytes)
    }
    for file in overrides { files[String(file.path.dropFirst(folder.utf8.count + 1))] = file }
    self.overrides = overrides
    words = strings.renderingWords
    let names = files.keys.sorted()
    library = TemplateLibrary(
      named: names.filter { $0.hasSuffix(".html") }.map { (String($0.dropLast(5)), files[$0]!) }
    )
    diagnostics = library.diagnostics
    layoutNames = names.filter { $0.hasPrefix("layouts/") && $0.hasSuffix(".html") }.map { String($0.dropLast(5)) }
    assets = names.filter { !$0.hasSuffix(".html") }.map { name in
      let words = name == "site.js" ? strings.script : []
      return (name, words + files[name]!.bytes + (name == "site.css" ? settings.stylesheet.bytes : []))
    }
  }

  /// - Parameter translations: asked for when all is well.
  mutating func theme(_ translations: () -> [Theme]) -> Theme? {
    let page = compile("page", PageContext.shape)
    let section = compile("section", PageContext.shape)
    let home = compile("home", PageContext.shape)
    let notFound = compile("404", PageContext.shape)
    let permission = compile("permission", PermissionContext.shape)
    let permissions = compile("permissions", PermissionListContext.shape)
    let review = compile("review", ReviewContext.shape)
    let witnesses = compile("witnesses", WitnessListContext.shape)
    let redirect = compile("redirect", RedirectContext.shape)
    let navigation = compile("navigation", NavigationView.shape)
    let consentLink = compile("directives/consent-link", ConsentLinkView.shape)
    let consentFlow = compile("directives/consent-flow", ConsentFlowView.shape)
    let permissionTable = compile("directives/permissions", PermissionTableView.shape)
    let prerequisites = compile("directives/prerequisites", PrerequisitesView.shape)
    let checklist = compile("directives/checklist", ChecklistView.shape)
    let revoke = compile("directives/revoke", RevokeView.shape)
    let troubleshooting = compile("directives/troubleshooting", TroubleshootingView.shape)
    let permissionChanges = compile("directives/permission-changes", PermissionChangesView.shape)
    var layouts: [String: CompiledTemplate<PageContext>] = [:]
    for name in layoutNames { layouts[String(name.dropFirst("layouts/".count))] = compile(name, PageContext.shape) }
    guard !diagnostics.hasErrors, let page, let section, let home, let notFound, let permission, let permissions,
      let review, let witnesses, let redirect, let navigation, let consentLink, let consentFlow, let permissionTable,
      let prerequisites, let checklist, let revoke, let troubleshooting, let permissionChanges
    else { return nil }
    return Theme(
      page: page,
      section: section,
      home: home,
      notFound: notFound,
      permission: permission,
      permissions: permissions,
      review: review,
      witnesses: witnesses,
      redirect: redirect,
      navigation: navigation,
      consentLink: consentLink,
      consentFlow: consentFlow,
      permissionTable: permissionTable,
      prerequisites: prerequisites,
      checklist: checklist,
      revoke: revoke,
      troubleshooting: troubleshooting,
      permissionChanges: permissionChanges,
      layouts: layouts,
      assets: assets,
      words: words,
      overrides: overrides,
      translations: translations()
    )
  }

  private mutating func compile<Root>(_ name: String, _ shape: Shape<Root>) -> CompiledTemplate<Root>? {
    let (template, found) = library.compile(name, for: shape)
    // One mistake in a template that all pages include is one finding.
    for diagnostic in found
    where !diagnostics.contains(where: {
      $0.id == diagnostic.id && $0.location == diagnostic.location && $0.message == diagnostic.message
    }) {
      diagnostics.append(diagnostic)
    }
    return template
  }
}
