import Diagnostics
import Permissions

/// What the columns of a table say about the names in its rows.
struct TableReading {
  private let vocabulary: PermissionVocabulary
  private var columnKinds: [DocumentedPermission.StatedKind]
  private var columnSpans: [SourceSpan?]
  /// Columns that say with a mark, a yes or a no whether their kind applies.
  private var markColumns: Set<Int> = []
  private var columnResources: [(Resource, SourceSpan)?]
  /// What the last row said, for cells that span several rows and are written once.
  private var lastResource: (Resource, SourceSpan)?
  private var lastKind: (DocumentedPermission.StatedKind, SourceSpan)?
  private var hasKindColumn = false
  /// Columns that say when the row's permission was taken away.
  private var removalColumns: Set<Int> = []
  /// Columns whose own names nobody is to grant: what was before, and what errors say.
  private var idleColumns: Set<Int> = []

  /// Columns that name products without saying that these are APIs: where data lies, what something belongs to.
  private var productColumns: Set<Int> = []
  /// Columns of which even an API's full name says only where data lies.
  private var placeColumns: Set<Int> = []

  init(_ rows: [[Passage]], hasHeader: Bool, _ vocabulary: PermissionVocabulary) {
    self.vocabulary = vocabulary
    let header = hasHeader ? rows[0] : []
    let statements = header.map { Statements($0, vocabulary) }
    columnKinds = statements.map { $0.kinds.count == 1 ? $0.kinds[0].kind : .unstated }
    columnSpans = zip(header, statements).map { cell, found in found.kinds.first.map { cell.source($0.range) } }
    columnResources = zip(header, statements).map { cell, found in
      found.resources.count == 1
        ? (found.resources[0].resource, cell.source(found.resources[0].range)) : nil
    }
    for (column, cell) in header.enumerated() {
      let title = cell.lower.filter { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "?") }
      if title.count <= 24, Self.removals.begins(title) { removalColumns.insert(column) }
      if title.count <= 24, Self.idle.begins(title) { idleColumns.insert(column) }
      if title.isEmpty || Self.apis.occurs(in: title) { continue }
      productColumns.insert(column)
      if Self.places.occurs(in: title) { placeColumns.insert(column) }
    }
    for column in columnKinds.indices where columnKinds[column] != .unstated {
      let cells = rows.dropFirst().compactMap { $0.indices.contains(column) ? $0[column] : nil }
      let marked = cells.filter { TableReading.mark($0) != nil }
      if !cells.isEmpty, marked.count * 2 > cells.count { markColumns.insert(column) }
    }
  }

  // "Required: no" is no removal: mostly it says that the permission is optional.
  private static let removals = PhraseSet(["removed", "dropped", "retired", "withdrawn", "not requested since"])
  private static let idle = PhraseSet([
    "old ", "previous", "former", "before", "error", "message", "replaced permission", "fehlermeldung",
  ])

  private static let apis = PhraseSet(["api", "resource", "audience", "permission", "scope", "ressource", "recurso"])
  private static let places = PhraseSet([
    "source", "stored", "storage", "where", "location", "workload", "product", "content", "data", "lies in", "lives in",
    "origin", "system", "backend", "quelle", "produkt",
  ])

  /// Its rows are an API's objects or requests, and what they need.
  static func isOfCalls(_ header: [Passage], _ vocabulary: PermissionVocabulary) -> Bool {
    header.contains { title in
      callTitles.begins(title.lower.filter { $0 != UInt8(ascii: "*") }) && !Statements(title, vocabulary).mentionsPermissions
    }
  }

  private static let callTitles = PhraseSet([
    "entity", "entities", "endpoint", "operation", "method", "http method", "request", "api call", "call",
    "cmdlet", "resource type", "object",
  ])

  /// Its rows are the properties of an object.
  static func isOfProperties(_ header: [Passage]) -> Bool {
    header.first.map { propertyTitles.begins($0.lower.filter { $0 != UInt8(ascii: "*") }) } == true
  }

  private static let propertyTitles = PhraseSet([
    "property", "properties", "field", "attribute", "parameter", "relationship", "member", "column", "eigenschaft",
  ])

  /// What one row says.
  struct Row {
    fileprivate var kind: (DocumentedPermission.StatedKind, SourceSpan)?
    fileprivate var resource: (Resource, SourceSpan)?
    fileprivate var isProduct = false
    fileprivate var columns: [(DocumentedPermission.StatedKind, SourceSpan?)] = []
    fileprivate var columnResources: [(Resource, SourceSpan)?] = []
    fileprivate var lines: [DocumentedPermission.StatedKind] = []
    fileprivate var isNegated = false
    fileprivate var idleColumns: Set<Int> = []

    func apply(to context: inout Context, column: Int) {
      if let kind {
        (context.kind, context.kindSpan) = kind
      } else if columns.indices.contains(column), columns[column].0 != .unstated {
        (context.kind, context.kindSpan) = columns[column]
      }
      if let resource {
        context.name(resource.0, at: resource.1, isProduct: isProduct)
      } else if columnResources.indices.contains(column), let own = columnResources[column] {
        context.name(own.0, at: own.1)
      }
      if isNegated || idleColumns.contains(column) { context.isNegated = true }
    }

    func kinds(byLine count: Int) -> [DocumentedPermission.StatedKind]? { lines.count == count ? lines : nil }
  }

  mutating func row(_ cells: [Passage], isNamed: [Bool]) -> Row {
    var row = Row()
    row.columns = columnKinds.indices.map {
      markColumns.contains($0) ? (.unstated, nil) : (columnKinds[$0], columnSpans[$0])
    }
    row.columnResources = columnResources
    row.idleColumns = idleColumns
    var marks: [(DocumentedPermission.StatedKind, SourceSpan)] = []
    for (column, cell) in cells.enumerated() where !isNamed[column] {
      let mark = TableReading.mark(cell)
      if removalColumns.contains(column), mark != false { row.isNegated = true }
      if markColumns.contains(column) {
        if mark == true { marks.append((columnKinds[column], cell.source(cell.all))) }
        if mark != nil { continue }
      }
      let statements = Statements(cell, vocabulary)
      let isShort = cell.text.count <= 60
      // A description may tell by whom it is used.
      if !isShort, row.kind == nil, statements.kinds.count == 1, Self.actors.occurs(in: cell.lower) {
        row.kind = (statements.kinds[0].kind, cell.source(statements.kinds[0].range))
      }
      if isShort, row.kind == nil, let kind = TableReading.kind(of: cell, statements) {
        row.kind = (kind, cell.source(cell.all))
      }
      if isShort, row.lines.isEmpty, cell.lines.count > 1 {
        let lines = cell.lines.map { line -> DocumentedPermission.StatedKind in
          let part = cell.slice(line)
          return TableReading.kind(of: part, Statements(part, vocabulary)) ?? .unstated
        }
        if lines.contains(where: { $0 != .unstated }) { row.lines = lines }
      }
      if isShort,
        let api = statements.resources.first(where: \.isStrong)
          ?? (cell.text.count < 40 ? statements.resources.first : nil)
      {
        row.resource = (api.resource, cell.source(api.range))
        row.isProduct = placeColumns.contains(column) || productColumns.contains(column) && api.isProduct
      }
      if cell.text.count < 60, Negation.isDenial(cell.lower) { row.isNegated = true }
    }
    if row.kind == nil, !marks.isEmpty {
      row.kind = marks.count == 1 ? marks[0] : (.either, marks[0].1)
    }
    if row.kind == nil, hasKindColumn, cells.contains(where: \.isEmpty) || cells.count < columnKinds.count {
      row.kind = lastKind
    }
    let isSpanned = cells.contains(where: \.isEmpty) || cells.count < columnKinds.count
    if row.resource == nil, isSpanned { row.resource = lastResource }
    if let kind = row.kind {
      lastKind = kind
      hasKindColumn = true
    }
    if let resource = row.resource, !row.isProduct { lastResource = resource }
    return row
  }

  /// A row without a name may still begin what spans the next ones.
  mutating func pass(_ cells: [Passage]) {
    for cell in cells {
      if let api = Statements(cell, vocabulary).resources.first(where: \.isStrong) {
        lastResource = (api.resource, cell.source(api.range))
      }
    }
  }

  mutating func forgetRowSpans() {
    lastKind = nil
    lastResource = nil
  }

  private static let actors = PhraseSet(["signed-in user", "signed in user"])

  private static func kind(of cell: Passage, _ statements: Statements) -> DocumentedPermission.StatedKind? {
    let kinds = Set(statements.kinds.map(\.kind))
    if kinds.count == 1 { return kinds.first }
    if kinds.count > 1 { return .either }
    let word = String(decoding: cell.lower.filter { $0 > 0x20 && $0 != UInt8(ascii: "*") }, as: UTF8.self)
    switch word {
    case "scope(s)", "scopes", "oauthscopes", "oauth2scopes": return .delegated
    case "application", "app", "role", "approle", "app-only", "applications", "anwendung", "aplicativo",
      "aplicaci\u{F3}n",
      "applicazione", "toepassing", "aplikacja":
      return .application
    case "delegate", "scope", "scope:", "user", "delegation", "delegated(user)": return .delegated
    default: return word.hasPrefix("application") && cell.text.count <= 30 ? .application : nil
    }
  }

  /// Yes or no, in the ways that tables say it; nothing for other text.
  private static func mark(_ cell: Passage) -> Bool? {
    let text = String(decoding: cell.lower, as: UTF8.self).split { " *`".contains($0) }.joined(separator: " ")
    switch text {
    case "yes", "x", "\u{2713}", "\u{2714}", "\u{2705}", "\u{2611}", "\u{25CF}", "\u{2714}\u{FE0F}", "y", "required",
      "true", "ja", "oui", "\u{2022}",
      "\u{25CB}", "supported", "needed", "\u{2612}", ":white_check_mark:", "\u{2611}\u{FE0F}":
      return true
    case "no", "", "-", "\u{2013}", "\u{2014}", "\u{2717}", "\u{2718}", "\u{274C}", "\u{2610}", "n", "n/a", "false",
      "nein", "non",
      "not required", "not supported", "not needed", "none", ":x:", "\u{D7}", "\u{2715}", "\u{2716}":
      return false
    default: return nil
    }
  }
}
