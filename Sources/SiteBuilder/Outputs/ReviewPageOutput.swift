import Markup
import Permissions
import Templates

let reviewPagePermalink = Permalink(directory: "permissions/review")

/// For security reviews: all that the product may ask for on one page, consent by consent.
let reviewPageOutput = Output { renderer in
  let site = renderer.site
  guard let catalog = site.catalog?.catalog, !site.reference.entries.isEmpty else { return [] }
  let strings = site.configuration.strings
  var page = PageView(generated: strings["review"], at: reviewPagePermalink, in: renderer)
  page.description = strings.text("review-lead", ["product": catalog.product.name]).bytes
  page.breadcrumbs.append(PermissionReference.breadcrumb(in: site))
  page.structuredData = StructuredData.of(page, in: site)
  let consents = catalog.consents.map { ReviewConsentView($0, catalog.product, in: renderer) }
  page.tableOfContents = consents.map { .init(title: escaped($0.title), id: $0.id, isNested: false) }
  let permissions = site.reference.entries.map(\.permission)
  let context = ReviewContext(
    site: renderer.siteView(at: reviewPagePermalink),
    page: page,
    product: catalog.product.name.bytes,
    publisher: catalog.product.publisher?.bytes,
    count: number(permissions.count),
    access: AccessClass.allCases.map { access in
      .init(
        name: access.word(strings).bytes,
        accessClass: access.rawValue.bytes,
        count: number(permissions.count { $0.accessClass == access })
      )
    },
    kinds: PermissionKind.allCases.map { kind in
      .init(
        name: kind.word(strings).bytes,
        meaning: kind.meaning(strings).bytes,
        count: number(permissions.count { $0.kind == kind })
      )
    },
    role: GrantingRoles(for: permissions).least.displayName.bytes,
    json: site.base.url(of: PermissionReference.dataPermalink),
    csv: site.base.url(of: PermissionReference.tablePermalink),
    consents: consents
  )
  var bytes: [UInt8] = []
  renderer.theme.review.render(context, into: &bytes)
  return [OutputFile(reviewPagePermalink, bytes)]
}

extension ReviewConsentView {
  fileprivate init(_ consent: Consent, _ product: Product, in renderer: Renderer) {
    let roles = consent.grantingRoles
    let link = renderer.site.consentLinks(of: consent).first
    let configuration = renderer.site.configuration
    let strings = configuration.strings
    var (flow, revoke): ([UInt8], [UInt8]) = ([], [])
    renderer.theme.consentFlow.render(
      ConsentFlowView(consent, id: "flow-\(consent.id)".bytes, in: configuration),
      into: &flow
    )
    renderer.theme.revoke.render(RevokeView(consent, product, strings), into: &revoke)
    self.init(
      id: consent.id.bytes,
      title: consent.title.bytes,
      summary: consent.summary?.bytes,
      app: consent.app.displayName.bytes,
      clientIDs: consent.app.clouds.compactMap { cloud in
        consent.app.clientID(in: cloud).map { .init(cloud: cloud.name(strings).bytes, id: $0.description.bytes) }
      },
      flow: consent.flow.meaning(strings).bytes,
      host: link?.host.bytes,
      unfinishedNote: renderer.site.unfinishedNote(consent)?.bytes,
      redirect: consent.redirectURI?.description.bytes,
      isReadOnly: consent.claim == .readOnly && consent.claimViolations.isEmpty,
      role: roles.least.displayName.bytes,
      otherRoles: roles.otherRoles,
      anybody: roles.anybody(strings).bytes,
      userMayConsent: roles.userMayConsent && roles.managedSince == nil,
      managedNote: roles.managedNote(strings)?.bytes,
      companionNote: consent.companionNote(strings)?.bytes,
      grants: consent.allGrants.map { grant in
        ReviewGrantView(
          permission: PermissionRowView(
            grant.permission,
            use: .init(consent: consent, grant: grant),
            in: renderer.site
          ),
          id: grant.permission.id.description.bytes,
          data: grant.data?.bytes,
          without: grant.without?.bytes
        )
      },
      signInScopes: consent.signInScopes.map { .init(name: $0.rawValue.bytes, meaning: $0.meaning(strings).bytes) },
      diagram: flow,
      revoke: revoke
    )
  }
}

private func number(_ value: Int) -> [UInt8] { String(value).bytes }
