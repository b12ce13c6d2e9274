import Permissions
import Templates

/// A name in a list.
struct NameView: Sendable {
  var name: [UInt8]
  var reason: [UInt8] = []

  static let shape = Shape<NameView>([
    .text("name") { $0.name },
    .text("reason") { $0.reason },
  ])
}

/// One permission as a row of a table, a line of a consent card or an entry of the reference.
struct PermissionRowView: Sendable {
  var name: [UInt8]
  var url: [UInt8]?
  var resource: [UInt8]
  var kind: [UInt8]
  var access: [UInt8]
  var accessClass: [UInt8]
  var adminConsent: [UInt8]
  var why: [UInt8]
  var since: DateView?
  var condition: [UInt8]?

  static let shape = Shape<PermissionRowView>([
    .text("name") { $0.name },
    .optionalText("url") { $0.url },
    .text("resource") { $0.resource },
    .text("kind") { $0.kind },
    .text("access") { $0.access },
    .text("accessClass") { $0.accessClass },
    .text("adminConsent") { $0.adminConsent },
    .text("why") { $0.why },
    .optional("since", DateView.shape) { $0.since },
    .optionalText("condition") { $0.condition },
  ])
}

/// The permissions of one resource in the reference's list.
struct PermissionListView: Sendable {
  var name: [UInt8]
  var appID: [UInt8]
  var slug: [UInt8]
  var permissions: [PermissionRowView]

  static let shape = Shape<PermissionListView>([
    .text("name") { $0.name },
    .text("appID") { $0.appID },
    .text("slug") { $0.slug },
    .list("permissions", PermissionRowView.shape) { $0.permissions },
  ])
}

/// Everything that is known of one permission.
struct PermissionView: Sendable {
  struct Use: Sendable {
    var consent: [UInt8]
    var app: [UInt8]
    var why: [UInt8]
    var since: DateView?
    var without: [UInt8]?
    var condition: [UInt8]?

    static let shape = Shape<Use>([
      .text("consent") { $0.consent },
      .text("app") { $0.app },
      .text("why") { $0.why },
      .optional("since", DateView.shape) { $0.since },
      .optionalText("without") { $0.without },
      .optionalText("condition") { $0.condition },
    ])
  }

  var name: [UInt8]
  var resource: [UInt8]
  var resourceID: [UInt8]
  var kind: [UInt8]
  var kindMeaning: [UInt8]
  var id: [UInt8]
  var access: [UInt8]
  var accessClass: [UInt8]
  var adminConsent: [UInt8]
  var scope: [UInt8]?
  var role: [UInt8]
  var otherRoles: [NameView]
  var uses: [Use]
  var guides: [LinkView]

  static let shape = Shape<PermissionView>([
    .text("name") { $0.name },
    .text("resource") { $0.resource },
    .text("resourceID") { $0.resourceID },
    .text("kind") { $0.kind },
    .text("kindMeaning") { $0.kindMeaning },
    .text("id") { $0.id },
    .text("access") { $0.access },
    .text("accessClass") { $0.accessClass },
    .text("adminConsent") { $0.adminConsent },
    .optionalText("scope") { $0.scope },
    .text("role") { $0.role },
    .list("otherRoles", NameView.shape) { $0.otherRoles },
    .list("uses", Use.shape) { $0.uses },
    .list("guides", LinkView.shape) { $0.guides },
    .flag("hasGuides") { !$0.guides.isEmpty },
  ])
}
