import Permissions

/// `permissions.csv`: every permission with every consent that asks for it, for reviews in a spreadsheet.
let permissionTableOutput = Output { renderer in
  let site = renderer.site
  guard !site.reference.entries.isEmpty else { return [] }
  var csv = CSVWriter()
  csv.row([
    "name", "provider", "resource", "resourceID", "kind", "id", "access", "adminConsent", "consent", "why", "since",
    "without", "condition", "url", "data", "managedSince", "label", "peopleLabel", "scope", "retired",
  ])
  for entry in site.reference.entries {
    let permission = entry.permission
    let url = site.base.absoluteURL(of: entry.permalink) ?? site.base.url(of: entry.permalink)
    for use in entry.uses {
      csv.row([
        permission.name, permission.resource.provider.rawValue, permission.resource.name,
        permission.resource.appID.description, permission.kind.rawValue, permission.id.description,
        permission.accessClass.rawValue, permission.adminConsent.dataWord, use.consent.id,
        use.grant.why, use.grant.since?.description ?? "", use.grant.without ?? "", use.grant.condition ?? "", url.text,
        use.grant.data ?? "", permission.managedMonth?.description ?? "", permission.labels?.administrators ?? "",
        permission.peopleLabel ?? "", permission.requestedScope() ?? "",
        permission.resource.notes?.retirement.map { String($0.year) } ?? "",
      ])
    }
  }
  return [OutputFile(PermissionReference.tablePermalink, csv.finish())]
}
