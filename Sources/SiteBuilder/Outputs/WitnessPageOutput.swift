import Permissions
import Templates

let witnessPagePermalink = Permalink(directory: "permissions/witnesses")

/// For reviewers, where the configuration asks for it: what docs, catalog, code and provider say of every permission.
let witnessPageOutput = Output { renderer in
  let site = renderer.site
  guard site.configuration.witnessPage, !site.witnesses.isEmpty else { return [] }
  var consents: [WitnessListView] = []
  for row in site.witnesses {
    let id = Array(row.consent.id.utf8)
    if consents.last?.id != id {
      // The row has the title in the site's own language.
      let title = site.catalog?.catalog.consent(row.consent.id)?.title ?? row.consent.title
      consents.append(.init(id: id, title: Array(title.utf8), rows: []))
    }
    consents[consents.count - 1].rows.append(WitnessRowView(row, in: site))
  }
  var page = PageView(generated: site.configuration.strings["witnesses"], at: witnessPagePermalink, in: renderer)
  page.breadcrumbs.append(PermissionReference.breadcrumb(in: site))
  page.structuredData = StructuredData.of(page, in: site)
  var bytes: [UInt8] = []
  renderer.theme.witnesses.render(
    WitnessListContext(site: renderer.siteView(at: witnessPagePermalink), page: page, consents: consents),
    into: &bytes
  )
  return [OutputFile(witnessPagePermalink, bytes)]
}

extension WitnessRowView {
  fileprivate init(_ row: WitnessRow, in site: Site) {
    let permission = row.permission
    let strings = site.configuration.strings
    self.init(
      name: Array(permission.name.utf8),
      url: site.reference.entry(for: permission.identity).map { site.base.url(of: $0.permalink) },
      resource: Array(permission.resource.name.utf8),
      kind: permission.kind.word(strings).bytes,
      docs: row.docs.mark(strings),
      catalog: row.catalog.mark(strings),
      code: row.code.mark(strings),
      provider: row.provider.mark(strings)
    )
  }
}

extension WitnessRow.Word {
  fileprivate func mark(_ strings: ThemeStrings) -> [UInt8] {
    switch self {
    case .yes: "\u{2713} \(strings["witness-yes"])".bytes
    case .no: "\u{2717} \(strings["witness-no"])".bytes
    case .unknown: "? \(strings["witness-unknown"])".bytes
    }
  }
}
