import Permissions
import Templates

// Turns catalog values into what templates see.

extension DateView {
  init(_ date: CalendarDate, _ strings: ThemeStrings) {
    let parts = ["day": "\(date.day)", "month": strings["month-\(date.month)"], "year": "\(date.year)"]
    self.init(iso: date.description.bytes, text: strings.text("date", parts).bytes)
  }
}

extension ScreenLabelView {
  /// Nil if the provider's words are not known.
  init?(_ label: String?, _ configuration: SiteConfiguration) {
    guard let label else { return nil }
    self.init(
      text: label.bytes,
      language: primarySubtag(of: configuration.language) == "en" ? nil : "en".bytes
    )
  }
}

extension RetirementView {
  init?(_ resource: Resource) {
    guard let retirement = resource.notes?.retirement else { return nil }
    self.init(
      api: retirement.commonName.bytes,
      year: "\(retirement.year)".bytes,
      replacement: retirement.replacement.bytes
    )
  }
}

extension PermissionRowView {
  init(_ permission: Permission, use: PermissionReference.Use?, in site: Site) {
    let strings = site.configuration.strings
    self.init(
      name: permission.name.bytes,
      label: ScreenLabelView(use.flatMap { permission.label(in: $0.consent.flow) }, site.configuration),
      url: site.reference.entry(for: permission.identity).map { site.base.url(of: $0.permalink) },
      resource: permission.resource.name.bytes,
      kind: permission.kind.word(strings).bytes,
      access: permission.accessClass.word(strings).bytes,
      accessClass: permission.accessClass.rawValue.bytes,
      adminConsent: permission.adminConsent.word(strings).bytes,
      managedSince: permission.managedMonth?.words(strings).bytes,
      tenantHost: permission.resource.notes?.tenantHost?.bytes,
      retired: RetirementView(permission.resource),
      why: use?.grant.why.bytes ?? [],
      since: use?.grant.since.map { DateView($0, strings) },
      condition: use?.grant.condition?.bytes
    )
  }

  static func rows(of consent: Consent, in site: Site) -> [PermissionRowView] {
    consent.allGrants.map { PermissionRowView($0.permission, use: .init(consent: consent, grant: $0), in: site) }
  }
}

extension GrantingRoles {
  var otherRoles: [NameView] { sufficient.dropFirst().map { NameView(name: $0.displayName.bytes) } }

  func insufficientRoles(_ strings: ThemeStrings) -> [NameView] {
    guard let example = privileged.first else { return [] }
    let reason = strings.text(
      "role-insufficient",
      ["resource": example.resource.name, "permission": example.name]
    )
    return insufficient.map { NameView(name: $0.displayName.bytes, reason: reason.bytes) }
  }

  /// Why it is this role, a sentence.
  func note(_ strings: ThemeStrings) -> String {
    if privileged.isEmpty { return strings["role-note"] }
    var resources: [String] = []
    for name in privileged.map(\.resource.name) where !resources.contains(name) { resources.append(name) }
    return strings.text(
      "role-note-privileged",
      [
        "permissions": privileged.map(\.name).joined(separator: ", "),
        "resource": resources.joined(separator: ", "),
      ]
    )
  }
}

extension PermissionView {
  init(_ entry: PermissionReference.Entry, in renderer: Renderer) {
    let permission = entry.permission
    let roles = GrantingRoles(for: [permission])
    let configuration = renderer.site.configuration
    let strings = configuration.strings
    let labels = permission.labels
    self.init(
      name: permission.name.bytes,
      label: ScreenLabelView(labels?.administrators, configuration),
      peopleLabel: ScreenLabelView(labels?.people == labels?.administrators ? nil : labels?.people, configuration),
      resource: permission.resource.name.bytes,
      resourceID: permission.resource.appID.description.bytes,
      kind: permission.kind.word(strings).bytes,
      kindMeaning: permission.kind.meaning(strings).bytes,
      id: permission.id.description.bytes,
      access: permission.accessClass.word(strings).bytes,
      accessClass: permission.accessClass.rawValue.bytes,
      adminConsent: permission.adminConsent.word(strings).bytes,
      managedSince: permission.managedMonth?.words(strings).bytes,
      managedNote: roles.managedNote(strings)?.bytes,
      tenantHost: permission.resource.notes?.tenantHost?.bytes,
      retired: RetirementView(permission.resource),
      scope: permission.requestedScope()?.bytes,
      cloudScopes: Cloud.allCases.compactMap { cloud in
        guard cloud != .global, entry.uses.contains(where: { $0.consent.app.clientID(in: cloud) != nil }) else {
          return nil
        }
        let scope = permission.requestedScope(in: cloud)
        if scope == permission.requestedScope() { return nil }
        return CloudScope(cloud: cloud.name(strings).bytes, scope: scope?.bytes)
      },
      role: roles.least.displayName.bytes,
      otherRoles: roles.otherRoles,
      uses: entry.uses.map { use in
        Use(
          consent: use.consent.title.bytes,
          app: use.consent.app.displayName.bytes,
          why: use.grant.why.bytes,
          since: use.grant.since.map { DateView($0, strings) },
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
    LinkView(title: site.configuration.strings["permissions"].bytes, url: site.base.url(of: indexPermalink))
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
    renderer.addLanguages(to: &self, at: permalink)
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
