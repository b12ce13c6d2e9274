import Permissions
import Templates

/// The permission reference: one page per permission that the catalog asks for, and the list of them.
let permissionPagesOutput = Output { renderer in
  let reference = renderer.site.reference
  guard !reference.entries.isEmpty else { return [] }
  return [permissionList(renderer)] + reference.entries.map { permissionPage($0, renderer) }
}

private func permissionList(_ renderer: Renderer) -> OutputFile {
  let site = renderer.site
  let strings = site.configuration.strings
  var page = PageView(generated: strings["permissions"], at: PermissionReference.indexPermalink, in: renderer)
  page.description =
    strings.text(
      "permissions-of-product",
      ["product": site.catalog?.catalog.product.name ?? site.configuration.title]
    ).bytes
  page.structuredData = StructuredData.of(page, in: site)
  var resources: [PermissionListView] = []
  for entry in site.reference.entries {
    let resource = entry.permission.resource
    let row = PermissionRowView(entry.permission, use: entry.uses.first, in: site)
    if resources.last?.appID.elementsEqual(resource.appID.description.utf8) == true {
      resources[resources.count - 1].permissions.append(row)
    } else {
      resources.append(
        PermissionListView(
          name: Array(resource.name.utf8),
          appID: Array(resource.appID.description.utf8),
          slug: Array(resource.slug.utf8),
          permissions: [row]
        )
      )
    }
  }
  let context = PermissionListContext(
    site: renderer.siteView(at: PermissionReference.indexPermalink),
    page: page,
    resources: resources,
    review: site.base.url(of: reviewPagePermalink),
    json: site.base.url(of: PermissionReference.dataPermalink),
    csv: site.base.url(of: PermissionReference.tablePermalink),
    permissionCount: Array(String(site.reference.entries.count).utf8)
  )
  var bytes: [UInt8] = []
  renderer.theme.permissions.render(context, into: &bytes)
  return OutputFile(PermissionReference.indexPermalink, bytes)
}

private func permissionPage(_ entry: PermissionReference.Entry, _ renderer: Renderer) -> OutputFile {
  let permission = entry.permission
  let strings = renderer.site.configuration.strings
  var page = PageView(generated: permission.name, at: entry.permalink, in: renderer)
  page.description =
    strings.text(
      permission.kind == .delegated ? "permission-lead-delegated" : "permission-lead-application",
      ["resource": permission.resource.name]
    ).bytes
  page.breadcrumbs.append(PermissionReference.breadcrumb(in: renderer.site))
  page.structuredData = StructuredData.of(page, in: renderer.site)
  let context = PermissionContext(
    site: renderer.siteView(at: entry.permalink),
    page: page,
    permission: PermissionView(entry, in: renderer)
  )
  var bytes: [UInt8] = []
  renderer.theme.permission.render(context, into: &bytes)
  return OutputFile(entry.permalink, bytes)
}
