import Templates

// What the templates in `directives/` see.

/// `consent-link`: the card from which an administrator grants access.
struct ConsentLinkView: Sendable {
  struct CloudView: Sendable {
    var name: [UInt8]
    var label: [UInt8]
    var host: [UInt8]
    var urlTemplate: [UInt8]

    static let shape = Shape<CloudView>([
      .text("name") { $0.name },
      .text("label") { $0.label },
      .text("host") { $0.host },
      .text("urlTemplate") { $0.urlTemplate },
    ])
  }

  enum Flow { case adminConsent, userConsent, deviceCode, portal }

  var id: [UInt8]
  var title: [UInt8]
  var label: [UInt8]
  var appName: [UInt8]
  var publisher: [UInt8]?
  var clientID: [UInt8]
  var host: [UInt8]
  var url: [UInt8]?
  var urlTemplate: [UInt8]?
  /// Why there is no address yet.
  var unfinishedNote: [UInt8]?
  var flow: Flow
  var clouds: [CloudView]
  var permissions: [PermissionRowView]
  /// Why there are more than the consent declares.
  var companionNote: [UInt8]?
  var isReadOnly: Bool
  var role: [UInt8]
  var otherRoles: [NameView]
  /// That anybody may grant it for themselves, and where not; empty if nobody may.
  var anybody: [UInt8]
  var userMayConsent: Bool
  /// What the setting that lets Microsoft manage user consent changes, where ``anybody`` does not say it.
  var managedNote: [UInt8]?
  var verificationNote: [UInt8]?
  var portalURL: [UInt8]?

  static let shape = Shape<ConsentLinkView>([
    .text("id") { $0.id },
    .text("title") { $0.title },
    .text("label") { $0.label },
    .text("appName") { $0.appName },
    .optionalText("publisher") { $0.publisher },
    .text("clientID") { $0.clientID },
    .text("host") { $0.host },
    .optionalText("url") { $0.url },
    .optionalText("urlTemplate") { $0.urlTemplate },
    .optionalText("unfinishedNote") { $0.unfinishedNote },
    .text("asTenant") { _ in Array("organizations".utf8) },
    .flag("isAdminConsent") { $0.flow == .adminConsent },
    .flag("isUserConsent") { $0.flow == .userConsent },
    .flag("isDeviceCode") { $0.flow == .deviceCode },
    .flag("isPortal") { $0.flow == .portal },
    .list("clouds", CloudView.shape) { $0.clouds },
    .flag("hasClouds") { $0.clouds.count > 1 },
    .list("permissions", PermissionRowView.shape) { $0.permissions },
    .text("permissionCount") { Array(String($0.permissions.count).utf8) },
    .optionalText("companionNote") { $0.companionNote },
    .flag("isReadOnly") { $0.isReadOnly },
    .text("role") { $0.role },
    .list("otherRoles", NameView.shape) { $0.otherRoles },
    .text("anybody") { $0.anybody },
    .flag("userMayConsent") { $0.userMayConsent },
    .optionalText("managedNote") { $0.managedNote },
    .optionalText("verificationNote") { $0.verificationNote },
    .optionalText("portalURL") { $0.portalURL },
  ])
}

/// `permissions`: the table of one consent.
struct PermissionTableView: Sendable {
  struct SignInScope: Sendable {
    var name: [UInt8]
    var meaning: [UInt8]

    static let shape = Shape<SignInScope>([
      .text("name") { $0.name },
      .text("meaning") { $0.meaning },
    ])
  }

  var caption: [UInt8]
  var rows: [PermissionRowView]
  var isReadOnly: Bool
  var companionNote: [UInt8]?
  var signInScopes: [SignInScope]

  static let shape = Shape<PermissionTableView>([
    .text("caption") { $0.caption },
    .list("rows", PermissionRowView.shape) { $0.rows },
    .flag("isReadOnly") { $0.isReadOnly },
    .optionalText("companionNote") { $0.companionNote },
    .list("signInScopes", SignInScope.shape) { $0.signInScopes },
    .flag("hasSignInScopes") { !$0.signInScopes.isEmpty },
  ])
}

/// `prerequisites`: who may grant exactly this.
struct PrerequisitesView: Sendable {
  var appName: [UInt8]
  var role: [UInt8]
  var roleNote: [UInt8]
  var otherRoles: [NameView]
  var insufficient: [NameView]
  var companionNote: [UInt8]?
  var userMayConsent: Bool
  /// By the permissions' own entries anybody may, but not where Microsoft manages user consent.
  var userMayConsentUnlessManaged: Bool
  var needsAdmin: Bool
  var managedNote: [UInt8]?

  static let shape = Shape<PrerequisitesView>([
    .text("appName") { $0.appName },
    .text("role") { $0.role },
    .text("roleNote") { $0.roleNote },
    .list("otherRoles", NameView.shape) { $0.otherRoles },
    .list("insufficient", NameView.shape) { $0.insufficient },
    .flag("hasInsufficient") { !$0.insufficient.isEmpty },
    .optionalText("companionNote") { $0.companionNote },
    .flag("userMayConsent") { $0.userMayConsent },
    .flag("userMayConsentUnlessManaged") { $0.userMayConsentUnlessManaged },
    .flag("needsAdmin") { $0.needsAdmin },
    .optionalText("managedNote") { $0.managedNote },
  ])
}

/// `checklist`: steps that a reader ticks off.
struct ChecklistView: Sendable {
  struct Item: Sendable {
    var id: [UInt8]
    /// Text without blocks.
    var content: [UInt8]
    /// Blocks that follow it.
    var more: [UInt8]
    var isDone: Bool

    static let shape = Shape<Item>([
      .text("id") { $0.id },
      .html("content") { $0.content },
      .html("more") { $0.more },
      .flag("isDone") { $0.isDone },
    ])
  }

  var id: [UInt8]
  var title: [UInt8]
  var items: [Item]
  /// What stands around the lists.
  var introduction: [UInt8]
  var conclusion: [UInt8]
  var consent: [UInt8]?
  /// The same list in files of their own.
  var markdownURL: [UInt8]
  var jsonURL: [UInt8]

  static let shape = Shape<ChecklistView>([
    .text("markdownURL") { $0.markdownURL },
    .text("jsonURL") { $0.jsonURL },
    .text("id") { $0.id },
    .text("title") { $0.title },
    .list("items", Item.shape) { $0.items },
    .html("introduction") { $0.introduction },
    .html("conclusion") { $0.conclusion },
    .optionalText("consent") { $0.consent },
  ])
}

/// `revoke`: how to take access away again, and what that does not do.
struct RevokeView: Sendable {
  struct Fact: Sendable {
    var text: [UInt8]

    static let shape = Shape<Fact>([.text("text") { $0.text }])
  }

  var appName: [UInt8]
  var clientID: [UInt8]
  var publisher: [UInt8]?
  var hasDelegated: Bool
  var hasApplication: Bool
  var hasUserConsent: Bool
  var role: [UInt8]
  var portalURL: [UInt8]
  var product: LinkView?
  var facts: [Fact]

  static let shape = Shape<RevokeView>([
    .text("appName") { $0.appName },
    .text("clientID") { $0.clientID },
    .optionalText("publisher") { $0.publisher },
    .flag("hasDelegated") { $0.hasDelegated },
    .flag("hasApplication") { $0.hasApplication },
    .flag("hasUserConsent") { $0.hasUserConsent },
    .text("role") { $0.role },
    .text("portalURL") { $0.portalURL },
    .optionalText("productName") { $0.product?.title },
    .optionalText("productURL") { $0.product?.url },
    .list("facts", Fact.shape) { $0.facts },
  ])
}

/// `troubleshooting`: the error codes that this flow can end in.
struct TroubleshootingView: Sendable {
  struct Row: Sendable {
    var id: [UInt8]
    var code: [UInt8]
    var meaning: [UInt8]
    var remedy: [UInt8]
    var who: [UInt8]
    var url: [UInt8]

    static let shape = Shape<Row>([
      .text("id") { $0.id },
      .text("code") { $0.code },
      .text("meaning") { $0.meaning },
      .text("remedy") { $0.remedy },
      .text("who") { $0.who },
      .text("url") { $0.url },
    ])
  }

  var rows: [Row]

  static let shape = Shape<TroubleshootingView>([.list("rows", Row.shape) { $0.rows }])
}

/// `permission-changes`: what was asked for since when, the latest first.
struct PermissionChangesView: Sendable {
  struct Change: Sendable {
    var name: [UInt8]
    var url: [UInt8]?
    var consent: [UInt8]
    var why: [UInt8]

    static let shape = Shape<Change>([
      .text("name") { $0.name },
      .optionalText("url") { $0.url },
      .text("consent") { $0.consent },
      .text("why") { $0.why },
    ])
  }

  struct Group: Sendable {
    var date: DateView
    var changes: [Change]

    static let shape = Shape<Group>([
      .text("iso") { $0.date.iso },
      .text("text") { $0.date.text },
      .list("changes", Change.shape) { $0.changes },
    ])
  }

  var groups: [Group]
  var feed: [UInt8]?

  static let shape = Shape<PermissionChangesView>([
    .list("groups", Group.shape) { $0.groups },
    .optionalText("feed") { $0.feed },
  ])
}
