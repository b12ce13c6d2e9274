import CodeWitness
import Diagnostics
import DocsWitness
import Permissions
import TypedYAML

/// Everything that the catalog declares, by the names that guides use.
struct DeclaredPermissions: Sendable {
  struct Grant: Sendable {
    let consent: Consent
    let permission: Permission
    let location: SourceLocation?
  }

  let hasConsents: Bool
  let vocabulary: PermissionVocabulary
  /// What the provider's own pages call them.
  private(set) var labels = LabelMentions([])
  private(set) var all: [Grant] = []
  private var byName: [String: [Int]] = [:]

  init(_ catalog: CatalogFile?, _ microsoft: MicrosoftPermissions) {
    let own = catalog?.ownPermissions ?? []
    let provider = PermissionVocabulary.of(microsoft)
    vocabulary = own.isEmpty ? provider : PermissionVocabulary(own: own, besides: provider)
    // A consent with a mistake is left out of the catalog; what it asks for is then not known.
    hasConsents =
      catalog.map { !$0.declaredConsents.isEmpty && $0.declaredConsents.count == $0.catalog.consents.count } ?? false
    guard let catalog else { return }
    for consent in catalog.catalog.consents {
      let spans = catalog.grantSpans[consent.id] ?? []
      for (position, grant) in consent.grants.enumerated() {
        byName[grant.permission.name.lowercased(), default: []].append(all.count)
        let span = spans.indices.contains(position) ? spans[position] : nil
        all.append(Grant(consent: consent, permission: grant.permission, location: span.map(catalog.file.location)))
      }
    }
    labels = LabelMentions(all.map(\.permission))
  }

  func grants(named name: String) -> [Grant] { (byName[name.lowercased()] ?? []).map { all[$0] } }

  func location(of permission: Permission, in consent: Consent) -> SourceLocation? {
    all.first { $0.consent.id == consent.id && $0.permission.identity == permission.identity }?.location
  }

  /// Where a consent declares it, or one that is granted together with it.
  func location(of permission: Permission, grantedWith consent: Consent) -> SourceLocation? {
    let ids = [consent.id] + consent.companions.map(\.id)
    return all.first { ids.contains($0.consent.id) && $0.permission.identity == permission.identity }?.location
  }
}

/// One file as the checks of permissions see it.
struct Guide: Sendable {
  let file: ParsedPage
  let site: Site
  let declared: DeclaredPermissions
  let access: DocumentedAccess
  /// The consents that the page says it is about.
  let consents: [Consent]

  init(_ file: ParsedPage, _ site: Site, _ declared: DeclaredPermissions) {
    self.file = file
    self.site = site
    self.declared = declared
    // Without a catalog, dotted names in a text that never mentions the provider are somebody else's.
    access =
      declared.hasConsents || AccessReader.namesMicrosoft(file.document) || AccessReader.leadsToSignIn(file.document)
      ? AccessReader.read(file.document, in: file.file, vocabulary: declared.vocabulary) : DocumentedAccess()
    consents = file.frontMatter.consents.compactMap { site.catalog?.catalog.consent($0.value) }
  }

  /// What readers are told to grant the product.
  var grants: [DocumentedPermission] { access.permissions.filter { $0.role == .grant && !$0.isForOperator } }

  /// Findings are as grave as they can be where the catalog says what the product is; without one, nothing that a
  /// build publishes depends on them.
  var severity: Diagnostic.Severity { declared.hasConsents ? .error : .warning }

  /// Names of the catalog's permissions that the file mentions, in lower case.
  var named: Set<String> {
    Set(access.permissions.compactMap { $0.name?.lowercased() }.filter { !declared.grants(named: $0).isEmpty })
      .union(labelled)
  }

  /// Those that the file mentions as the provider's own pages call them, in lower case.
  var labelled: Set<String> { declared.labels.names(in: file.file.bytes) }

  func location(_ span: SourceSpan) -> SourceLocation { file.file.location(span) }

  /// The permissions of the catalog that a name in the text can mean.
  func declared(_ permission: DocumentedPermission) -> [DeclaredPermissions.Grant] {
    let grants = permission.name.map(declared.grants(named:)) ?? []
    let ofPage = grants.filter { grant in consents.contains { $0.id == grant.consent.id } }
    return ofPage.isEmpty ? grants : ofPage
  }

  /// The consents that the file speaks of: those it says it is about, or those that its permissions belong to.
  var concerned: [Consent] {
    if !consents.isEmpty { return consents }
    var found: [Consent] = []
    for grant in grants.flatMap({ declared($0) }) where !found.contains(where: { $0.id == grant.consent.id }) {
      found.append(grant.consent)
    }
    return found
  }
}

/// What all files together say about the catalog's permissions.
struct Documentation: Sendable {
  let site: Site
  let declared: DeclaredPermissions
  /// Names of the catalog's permissions that stand in some file, in lower case.
  let named: Set<String>
  /// What the product's code requests; nothing where no code is named.
  let code: CodeReport?
  /// Consents of which some page has a table made from the catalog.
  let shown: Set<String>
  /// Pages to which another page or a snippet links, where ``orphanPageCheck`` wants to know.
  let linked: Set<PageID>

  func isDocumented(_ grant: DeclaredPermissions.Grant) -> Bool {
    shown.contains(grant.consent.id) || named.contains(grant.permission.name.lowercased())
  }

  /// What each witness says, in the catalog's order.
  var witnesses: [WitnessRow] {
    let requests = code.map(Requests.init)
    return declared.all.map { WitnessRow($0, isDocumented: isDocumented($0), requests: requests) }
  }
}

extension WitnessRow {
  /// - Parameter requests: nothing where no code is named.
  init(_ grant: DeclaredPermissions.Grant, isDocumented: Bool, requests: Requests?) {
    let request = requests?.request(for: grant.permission)
    self.init(
      consent: grant.consent,
      permission: grant.permission,
      docs: isDocumented ? .yes : .no,
      catalog: .yes,
      code: request != nil ? .yes : requests?.knowsAll(of: grant.permission) == true ? .no : .unknown,
      // The catalog holds no permission that its provider, or its own API, does not have.
      provider: .yes,
      declaredAt: grant.location,
      requestedAt: request?.location
    )
  }
}
