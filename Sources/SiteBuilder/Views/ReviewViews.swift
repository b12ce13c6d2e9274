import Templates

/// One permission of a consent, with all that a reviewer asks about it.
struct ReviewGrantView: Sendable {
  var permission: PermissionRowView
  var id: [UInt8]
  var data: [UInt8]?
  var without: [UInt8]?

  static let shape = Shape<ReviewGrantView>([
    .object("permission", PermissionRowView.shape) { $0.permission },
    .text("id") { $0.id },
    .optionalText("data") { $0.data },
    .optionalText("without") { $0.without },
  ])
}

struct ReviewConsentView: Sendable {
  struct ClientID: Sendable {
    var cloud: [UInt8]
    var id: [UInt8]

    static let shape = Shape<ClientID>([
      .text("cloud") { $0.cloud },
      .text("id") { $0.id },
    ])
  }

  var id: [UInt8]
  var title: [UInt8]
  var summary: [UInt8]?
  var app: [UInt8]
  var clientIDs: [ClientID]
  var flow: [UInt8]
  var host: [UInt8]?
  /// Why it leads nowhere yet.
  var unfinishedNote: [UInt8]?
  var redirect: [UInt8]?
  var isReadOnly: Bool
  var role: [UInt8]
  var otherRoles: [NameView]
  /// That anybody may grant it for themselves, and where not; empty if nobody may.
  var anybody: [UInt8]
  var userMayConsent: Bool
  /// What the setting that lets Microsoft manage user consent changes.
  var managedNote: [UInt8]?
  var companionNote: [UInt8]?
  var grants: [ReviewGrantView]
  var signInScopes: [PermissionTableView.SignInScope]
  /// What the theme's `consent-flow` and `revoke` made.
  var diagram: [UInt8]
  var revoke: [UInt8]

  static let shape = Shape<ReviewConsentView>([
    .text("id") { $0.id },
    .text("title") { $0.title },
    .optionalText("summary") { $0.summary },
    .text("app") { $0.app },
    .list("clientIDs", ClientID.shape) { $0.clientIDs },
    .text("flow") { $0.flow },
    .optionalText("host") { $0.host },
    .optionalText("unfinishedNote") { $0.unfinishedNote },
    .optionalText("redirect") { $0.redirect },
    .flag("isReadOnly") { $0.isReadOnly },
    .text("role") { $0.role },
    .list("otherRoles", NameView.shape) { $0.otherRoles },
    .text("anybody") { $0.anybody },
    .flag("userMayConsent") { $0.userMayConsent },
    .optionalText("managedNote") { $0.managedNote },
    .optionalText("companionNote") { $0.companionNote },
    .list("grants", ReviewGrantView.shape) { $0.grants },
    .list("signInScopes", PermissionTableView.SignInScope.shape) { $0.signInScopes },
    .flag("hasSignInScopes") { !$0.signInScopes.isEmpty },
    .html("diagram") { $0.diagram },
    .html("revoke") { $0.revoke },
  ])
}

/// The root of `review`: the page for security reviews.
struct ReviewContext: Sendable {
  struct Access: Sendable {
    var name: [UInt8]
    var accessClass: [UInt8]
    var count: [UInt8]

    static let shape = Shape<Access>([
      .text("access") { $0.name },
      .text("accessClass") { $0.accessClass },
      .text("count") { $0.count },
    ])
  }

  struct Kind: Sendable {
    var name: [UInt8]
    var meaning: [UInt8]
    var count: [UInt8]

    static let shape = Shape<Kind>([
      .text("name") { $0.name },
      .text("meaning") { $0.meaning },
      .text("count") { $0.count },
    ])
  }

  var site: SiteView
  var page: PageView
  var product: [UInt8]
  var publisher: [UInt8]?
  var count: [UInt8]
  var access: [Access]
  var kinds: [Kind]
  /// The least role that may grant all of it.
  var role: [UInt8]
  var json: [UInt8]
  var csv: [UInt8]
  var consents: [ReviewConsentView]

  static let shape = Shape<ReviewContext>([
    .object("site", SiteView.shape, at: \.site),
    .object("page", PageView.shape, at: \.page),
    .text("product") { $0.product },
    .optionalText("publisher") { $0.publisher },
    .text("permissionCount") { $0.count },
    .list("accessClasses", Access.shape) { $0.access },
    .list("kinds", Kind.shape) { $0.kinds },
    .text("role") { $0.role },
    .text("json") { $0.json },
    .text("csv") { $0.csv },
    .list("consents", ReviewConsentView.shape) { $0.consents },
  ])
}
