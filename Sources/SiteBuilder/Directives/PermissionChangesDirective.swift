import Markup
import Permissions

/// `::permission-changes`: what has been asked for since when, the latest first.
enum PermissionChangesDirective {
  static let definition = DirectiveDefinition(name: "permission-changes", forms: [.leaf]) { _, page, renderer in
    page.theme.permissionChanges.render(PermissionChangesView(page.site), to: &renderer)
  }
}

extension PermissionChangesView {
  init(_ site: Site) {
    var changes: [CalendarDate: [Change]] = [:]
    for consent in site.catalog?.catalog.consents ?? [] {
      for grant in consent.grants {
        guard let date = grant.since else { continue }
        changes[date, default: []].append(
          Change(
            name: grant.permission.name.bytes,
            url: site.reference.entry(for: grant.permission.identity).map { site.base.url(of: $0.permalink) },
            consent: consent.title.bytes,
            why: grant.why.bytes
          )
        )
      }
    }
    groups = changes.sorted { $0.key > $1.key }.map { Group(date: DateView($0.key), changes: $0.value) }
  }
}
