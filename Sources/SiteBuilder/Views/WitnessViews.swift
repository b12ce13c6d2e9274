import Templates

/// What the witnesses say of one permission, in words that a table shows.
struct WitnessRowView: Sendable {
  var name: [UInt8]
  var url: [UInt8]?
  var resource: [UInt8]
  var kind: [UInt8]
  var docs: [UInt8]
  var catalog: [UInt8]
  var code: [UInt8]
  var provider: [UInt8]

  static let shape = Shape<WitnessRowView>([
    .text("name") { $0.name },
    .optionalText("url") { $0.url },
    .text("resource") { $0.resource },
    .text("kind") { $0.kind },
    .text("docs") { $0.docs },
    .text("catalog") { $0.catalog },
    .text("code") { $0.code },
    .text("provider") { $0.provider },
  ])
}

struct WitnessListView: Sendable {
  var id: [UInt8]
  var title: [UInt8]
  var rows: [WitnessRowView]

  static let shape = Shape<WitnessListView>([
    .text("id") { $0.id },
    .text("title") { $0.title },
    .list("rows", WitnessRowView.shape) { $0.rows },
  ])
}

struct WitnessListContext: Sendable {
  var site: SiteView
  var page: PageView
  var consents: [WitnessListView]

  static let shape = Shape<WitnessListContext>([
    .object("site", SiteView.shape) { $0.site },
    .object("page", PageView.shape) { $0.page },
    .list("consents", WitnessListView.shape) { $0.consents },
  ])
}
