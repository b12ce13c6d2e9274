import Diagnostics
import Markup
import Permissions

/// What the product asks for has to stand in some guide, by name or in a table made from the catalog.
let undocumentedPermissionCheck = Check.documentation { documentation in
  let requests = documentation.code.map(Requests.init)
  let missing = documentation.declared.all.filter { !documentation.isDocumented($0) }
  return Dictionary(grouping: missing, by: \.consent.id).sorted { $0.key < $1.key }.map { id, grants in
    Diagnostic(
      "undocumented-permission",
      .warning,
      "\(id) asks for \(words(grants.map(\.permission.name))), and no guide says so",
      at: grants[0].location,
      notes: grants.compactMap { grant in
        requests?.request(for: grant.permission).map {
          .init("\(grant.permission.name) is requested here", at: $0.location)
        }
      },
      help: "put ::permissions{consent=\"\(id)\"} on the page about it"
    )
  }
}

func consentsWithGeneratedTables(in file: ParsedPage) -> Set<String> {
  Set(
    file.document.directives.compactMap { directive in
      guard directivesThatListPermissions.contains(directive.name) else { return nil }
      return directive["consent"]?.value ?? defaultConsent(of: file.frontMatter)
    }
  )
}
