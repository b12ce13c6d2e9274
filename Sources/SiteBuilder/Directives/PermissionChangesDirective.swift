import Markup
import Permissions

/// `::permission-changes`: what has been asked for since when, the latest first.
enum PermissionChangesDirective {
  static let definition = DirectiveDefinition(
    name: "permission-changes",
    forms: [.leaf],
    markdown: { _, page in
      MarkdownText.list(
        PermissionChange.all(in: page.site).map { change in
          let consent = page.strings.text("for-consent", ["consent": MarkdownText.escaped(change.consent.title)])
          return "\(change.date): \(page.link(to: change.grant.permission)) \(consent). "
            + MarkdownText.escaped(change.grant.why)
        }
      )
    }
  ) { _, page, renderer in
    page.theme.permissionChanges.render(PermissionChangesView(page.site), to: &renderer)
  }
}

/// A permission that is asked for since some day.
struct PermissionChange {
  var date: CalendarDate
  var consent: Consent
  var grant: Grant

  /// The latest first; those of one day in the catalog's order.
  static func all(in site: Site) -> [PermissionChange] {
    let all = (site.catalog?.catalog.consents ?? []).flatMap { consent in
      consent.grants.compactMap { grant in
        grant.since.map { PermissionChange(date: $0, consent: consent, grant: grant) }
      }
    }
    return all.enumerated().sorted { ($1.element.date, $0.offset) < ($0.element.date, $1.offset) }.map(\.element)
  }
}

extension PermissionChangesView {
  init(_ site: Site) {
    groups = []
    for change in PermissionChange.all(in: site) {
      let row = Change(
        name: change.grant.permission.name.bytes,
        url: site.reference.entry(for: change.grant.permission.identity).map { site.base.url(of: $0.permalink) },
        consent: change.consent.title.bytes,
        why: change.grant.why.bytes
      )
      let date = DateView(change.date, site.configuration.strings)
      if groups.last?.date.iso == date.iso {
        groups[groups.count - 1].changes.append(row)
      } else {
        groups.append(Group(date: date, changes: [row]))
      }
    }
    let isPublished = site.base.origin != nil && !groups.isEmpty
    feed = isPublished ? site.base.url(of: PermissionReference.feedPermalink) : nil
  }
}
