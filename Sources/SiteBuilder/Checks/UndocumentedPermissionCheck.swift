import Diagnostics
import Markup
import Permissions

/// What the product asks for has to stand in some guide, by name or in a table made from the catalog.
let undocumentedPermissionCheck = Check.documentation { documentation in
  let shown = consentsWithGeneratedTables(in: documentation.site)
  let missing = documentation.declared.all.filter { grant in
    !shown.contains(grant.consent.id) && !documentation.named.contains(grant.permission.name.lowercased())
  }
  return Dictionary(grouping: missing, by: \.consent.id).sorted { $0.key < $1.key }.map { id, grants in
    Diagnostic(
      "undocumented-permission",
      .warning,
      "\(id) asks for \(words(grants.map(\.permission.name))), and no guide says so",
      at: grants[0].location,
      help: "put ::permissions{consent=\"\(id)\"} on the page about it"
    )
  }
}

private func consentsWithGeneratedTables(in site: Site) -> Set<String> {
  let files = site.pages.compactMap(\.parsed) + site.snippets.values
  return Set(
    files.flatMap { file in
      file.document.directives.compactMap { directive in
        guard directivesThatListPermissions.contains(directive.name) else { return nil }
        return directive["consent"]?.value ?? defaultConsent(of: file.frontMatter)
      }
    }
  )
}
