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

/// What the provider's own pages call a permission.
struct ScreenLabelView: Sendable {
  var text: [UInt8]
  /// `en` on pages in another language: the label is in English, as on the screen.
  var language: [UInt8]?

  static let shape = Shape<ScreenLabelView>([
    .text("text") { $0.text },
    .optionalText("language") { $0.language },
  ])
}

/// An API that nobody can call any more.
struct RetirementView: Sendable {
  var api: [UInt8]
  var year: [UInt8]
  var replacement: [UInt8]

  static let shape = Shape<RetirementView>([
    .text("api") { $0.api },
    .text("year") { $0.year },
    .text("replacement") { $0.replacement },
  ])
}

/// One permission as a row of a table, a line of a consent card or an entry of the reference.
struct PermissionRowView: Sendable {
  var name: [UInt8]
  var label: ScreenLabelView?
  var url: [UInt8]?
  var resource: [UInt8]
  var kind: [UInt8]
  var access: [UInt8]
  var accessClass: [UInt8]
  var adminConsent: [UInt8]
  /// Since when the setting that lets Microsoft manage user consent takes an administrator, where that differs.
  var managedSince: [UInt8]?
  /// Whose host code asks, such as this one, where it is not the API's own.
  var tenantHost: [UInt8]?
  var retired: RetirementView?
  var why: [UInt8]
  var since: DateView?
  var condition: [UInt8]?

  static let shape = Shape<PermissionRowView>([
    .text("name") { $0.name },
    .optional("label", ScreenLabelView.shape) { $0.label },
    .optionalText("url") { $0.url },
    .text("resource") { $0.resource },
    .text("kind") { $0.kind },
    .text("access") { $0.access },
    .text("accessClass") { $0.accessClass },
    .text("adminConsent") { $0.adminConsent },
    .optionalText("managedSince") { $0.managedSince },
    .optionalText("tenantHost") { $0.tenantHost },
    .optional("retired", RetirementView.shape) { $0.retired },
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

  struct CloudScope: Sendable {
    var cloud: [UInt8]
    /// Nil if it is not known.
    var scope: [UInt8]?

    static let shape = Shape<CloudScope>([
      .text("cloud") { $0.cloud },
      .optionalText("scope") { $0.scope },
    ])
  }

  var name: [UInt8]
  /// As administrators read it.
  var label: ScreenLabelView?
  /// As people do, if that differs.
  var peopleLabel: ScreenLabelView?
  var resource: [UInt8]
  var resourceID: [UInt8]
  var kind: [UInt8]
  var kindMeaning: [UInt8]
  var id: [UInt8]
  var access: [UInt8]
  var accessClass: [UInt8]
  var adminConsent: [UInt8]
  var managedSince: [UInt8]?
  var managedNote: [UInt8]?
  /// Whose host code asks, such as this one, where it is not the API's own.
  var tenantHost: [UInt8]?
  var retired: RetirementView?
  var scope: [UInt8]?
  /// In the other clouds in which an app that asks for it is registered.
  var cloudScopes: [CloudScope]
  var role: [UInt8]
  var otherRoles: [NameView]
  var uses: [Use]
  var guides: [LinkView]

  static let shape = Shape<PermissionView>([
    .text("name") { $0.name },
    .optional("label", ScreenLabelView.shape) { $0.label },
    .optional("peopleLabel", ScreenLabelView.shape) { $0.peopleLabel },
    .text("resource") { $0.resource },
    .text("resourceID") { $0.resourceID },
    .text("kind") { $0.kind },
    .text("kindMeaning") { $0.kindMeaning },
    .text("id") { $0.id },
    .text("access") { $0.access },
    .text("accessClass") { $0.accessClass },
    .text("adminConsent") { $0.adminConsent },
    .optionalText("managedSince") { $0.managedSince },
    .optionalText("managedNote") { $0.managedNote },
    .optionalText("tenantHost") { $0.tenantHost },
    .optional("retired", RetirementView.shape) { $0.retired },
    .optionalText("scope") { $0.scope },
    .list("cloudScopes", CloudScope.shape) { $0.cloudScopes },
    .text("role") { $0.role },
    .list("otherRoles", NameView.shape) { $0.otherRoles },
    .list("uses", Use.shape) { $0.uses },
    .list("guides", LinkView.shape) { $0.guides },
    .flag("hasGuides") { !$0.guides.isEmpty },
  ])
}
