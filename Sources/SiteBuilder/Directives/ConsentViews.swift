import Permissions
import Templates

// Turns catalog values into what templates see. Words for people that more than one directive needs are here.

extension PermissionKind {
  /// As a word in a table.
  var word: String {
    switch self {
    case .delegated: "Delegated"
    case .application: "Application"
    }
  }

  var meaning: String {
    switch self {
    case .delegated: "The app acts for the person who signed in, and can never do more than that person may."
    case .application: "The app acts by itself, without anybody signed in, on all data that the permission covers."
    }
  }
}

extension AccessClass {
  var word: String {
    switch self {
    case .read: "Read"
    case .write: "Write"
    case .action: "Action"
    }
  }
}

extension AdminConsent {
  var word: String {
    switch self {
    case .required: "Required"
    case .notRequired: "Not required"
    case .unknown: "Unknown"
    }
  }
}

extension DateView {
  init(_ date: CalendarDate) {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    self.init(iso: date.description.bytes, text: "\(date.day) \(months[date.month - 1]) \(date.year)".bytes)
  }
}

extension PermissionRowView {
  init(_ permission: Permission, use: PermissionReference.Use?, in site: Site) {
    self.init(
      name: permission.name.bytes,
      url: site.reference.entry(for: permission.identity).map { site.base.url(of: $0.permalink) },
      resource: permission.resource.name.bytes,
      kind: permission.kind.word.bytes,
      access: permission.accessClass.word.bytes,
      accessClass: permission.accessClass.rawValue.bytes,
      adminConsent: permission.adminConsent.word.bytes,
      why: use?.grant.why.bytes ?? [],
      since: use?.grant.since.map { DateView($0) },
      condition: use?.grant.condition?.bytes
    )
  }

  static func rows(of consent: Consent, in site: Site) -> [PermissionRowView] {
    consent.grants.map { PermissionRowView($0.permission, use: .init(consent: consent, grant: $0), in: site) }
  }
}

extension GrantingRoles {
  var otherRoles: [NameView] { sufficient.dropFirst().map { NameView(name: $0.displayName.bytes) } }

  var insufficientRoles: [NameView] {
    guard let example = privileged.first else { return [] }
    let reason = "cannot grant application permissions of \(example.resource.name), such as \(example.name)"
    return insufficient.map { NameView(name: $0.displayName.bytes, reason: reason.bytes) }
  }

  /// Why it is this role, a sentence.
  var note: String {
    if privileged.isEmpty {
      return "It is the least powerful role that may grant these permissions for a whole organization."
    }
    let names = privileged.map(\.name).joined(separator: ", ")
    return "Application permissions of Microsoft Graph (\(names)) may be granted by no lesser role."
  }
}

extension PermissionView {
  init(_ entry: PermissionReference.Entry, in renderer: Renderer) {
    let permission = entry.permission
    let roles = GrantingRoles(for: [permission])
    self.init(
      name: permission.name.bytes,
      resource: permission.resource.name.bytes,
      resourceID: permission.resource.appID.description.bytes,
      kind: permission.kind.word.bytes,
      kindMeaning: permission.kind.meaning.bytes,
      id: permission.id.description.bytes,
      access: permission.accessClass.word.bytes,
      accessClass: permission.accessClass.rawValue.bytes,
      adminConsent: permission.adminConsent.word.bytes,
      scope: (permission.scope ?? permission.resource.defaultScope).bytes,
      role: roles.least.displayName.bytes,
      otherRoles: roles.otherRoles,
      uses: entry.uses.map { use in
        Use(
          consent: use.consent.title.bytes,
          app: use.consent.app.displayName.bytes,
          why: use.grant.why.bytes,
          since: use.grant.since.map { DateView($0) },
          without: use.grant.without?.bytes,
          condition: use.grant.condition?.bytes
        )
      },
      guides: entry.mentions.map { renderer.link(to: renderer.site[$0]) }
    )
  }
}

extension PermissionReference {
  /// What stands above the pages that lie below the list of all permissions.
  static func breadcrumb(in site: Site) -> LinkView {
    LinkView(title: "Permissions".bytes, url: site.base.url(of: indexPermalink))
  }
}

extension PageView {
  /// A page that no Markdown file stands behind.
  init(generated title: String, at permalink: Permalink, in renderer: Renderer) {
    let site = renderer.site
    self.init(
      title: title.bytes,
      description: nil,
      url: site.base.url(of: permalink),
      canonical: site.canonicalURL(of: permalink),
      content: [],
      breadcrumbs: [renderer.link(to: site.home)],
      navigation: renderer.navigationHTML(for: site.home),
      tableOfContents: [],
      previous: nil,
      next: nil,
      editURL: nil,
      updated: nil,
      children: [],
      isHome: false,
      isSection: false,
      isDraft: false,
      isIndexed: true,
      latestURL: site.latestURL(of: permalink)
    )
  }
}

extension Field {
  /// Text that may be missing: a section over it is rendered unless it is.
  static func optionalText(_ name: String, _ value: @escaping @Sendable (Root) -> [UInt8]?) -> Field {
    .text(name) { value($0) ?? [] }
  }
}

extension String {
  var bytes: [UInt8] { Array(utf8) }
}
