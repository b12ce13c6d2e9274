import ByteBuffers
package import Diagnostics
package import Markup
import Permissions

/// Reads a guide as its reader does: which permissions it asks for, of which kind and API, and what it promises.
///
/// Depends on the document and the vocabulary only.
package struct AccessReader {
  let document: Document
  let file: SourceFile
  let vocabulary: PermissionVocabulary
  private let scanner: NameScanner
  private(set) var access = DocumentedAccess()
  private var context = Context()
  private var headings: [(level: Int, context: Context, title: [UInt8])] = []
  /// What stands right above the lists and tables around, the innermost last.
  private var introductions: [[UInt8]] = []
  /// The paragraph right above; empty where something else is.
  private var lastParagraph: [UInt8] = []
  private var section = 0
  private var group = 0
  private var listDepth = 0
  /// The paragraph above takes back what the list or table below it names.
  private var nextIsNegated = false
  /// What was known at the end of a paragraph with a colon: it introduces the next block, wherever that stands.
  private var introduction: Context?
  private var lastSteps: Context?

  package static func read(
    _ document: Document,
    in file: SourceFile,
    vocabulary: PermissionVocabulary
  ) -> DocumentedAccess {
    var reader = AccessReader(document: document, file: file, vocabulary: vocabulary)
    guard !document.nodes.isEmpty else { return reader.access }
    reader.context.isAboutMicrosoft = namesMicrosoft(document) || reader.namesCommonPermissions
    reader.visitChildren(of: 0)
    reader.applyPageKind()
    reader.dropSearchTerms()
    if reader.access.roles.contains(where: { !$0.isAboutGranting }) {
      // Whoever consents to what a tool of Microsoft's asks for is about to call an API.
      reader.access.speaksOfGranting =
        document.holdsText { grantingWords.occurs(in: $0) } && !document.holdsText { tools.occurs(in: $0) }
    }
    return reader.access
  }

  private static let grantingWords = PhraseSet([
    "grant admin consent", "grant consent", "grants consent", "grants admin consent", "granting consent",
    "give consent", "giving consent", "consent to", "admin consent", "administrator consent", "consent page",
    "consent screen", "grant permission", "grants permission", "grant the ", "grants the ", "grant access",
    "grants access", "grant these", "grant this", "you grant", "to grant", "approve the ", "approves the ",
    "add a permission", "add permission", "api permissions", "app registration", "enterprise application",
  ])

  private static let tools = PhraseSet(["graph explorer"])

  private init(document: Document, file: SourceFile, vocabulary: PermissionVocabulary) {
    self.document = document
    self.file = file
    self.vocabulary = vocabulary
    scanner = NameScanner(vocabulary: vocabulary)
  }

  /// The text names Microsoft, or something of Microsoft's.
  package static func namesMicrosoft(_ document: Document) -> Bool {
    document.holdsText { companyWords.occurs(in: $0) }
  }

  /// A link leads to where people sign in at Microsoft.
  package static func leadsToSignIn(_ document: Document) -> Bool {
    document.links.contains { link in
      let destination = document.destination(of: link)
      return destination.dropFirst(8).first == UInt8(ascii: "l") && destination.starts(with: "https://login.".utf8)
        && SignInURL(String(decoding: destination, as: UTF8.self), span: link.destinationSpan) != nil
    }
  }

  private static let companyWords = PhraseSet(["microsoft", "entra", "azure", "office 365", "graph api"])

  private var namesCommonPermissions: Bool {
    document.holdsText { text in [".Read.All", "User.Read", "ReadWrite.All"].contains { Array(text).holds($0) } }
  }

  // MARK: Blocks

  private mutating func visitChildren(of node: Document.Index) {
    for child in document.children(of: node) { visit(child) }
  }

  private mutating func visit(_ index: Document.Index) {
    let node = document.nodes[index]
    let isNegated = nextIsNegated
    let introduction = introduction
    nextIsNegated = false
    self.introduction = nil
    let outer = context
    introductions.append([.table, .list, .htmlBlock].contains(node.kind) ? lastParagraph : [])
    lastParagraph = []
    defer {
      introductions.removeLast()
      if introduction != nil { context = outer }
    }
    if let introduction, [.table, .list, .codeBlock, .htmlBlock].contains(node.kind) { context = introduction }
    switch node.kind {
    case .heading: heading(index)
    case .paragraph: paragraph(index)
    case .list: within(isNegated) { $0.list(index) }
    case .table: within(isNegated) { $0.table(index) }
    case .codeBlock: within(isNegated) { $0.codeBlock(index) }
    case .htmlBlock: within(isNegated) { $0.htmlBlock(index) }
    case .directive:
      label(title(of: document.directives[Int(node.detail)]))
      visitChildren(of: index)
      context = outer
    case .callout, .blockQuote, .footnoteDefinition:
      visitChildren(of: index)
      context = outer
    default: visitChildren(of: index)
    }
  }

  /// The title of a box or tab.
  private mutating func label(_ passage: Passage) {
    learn(from: PassageReading(passage, hits: [], vocabulary, isLabel: true), isLabel: true)
    if !passage.isEmpty { context.isNegated = Negation.isOver(passage.lower) }
  }

  /// Comments of MDX and reStructuredText.
  private func isComment(_ text: [UInt8]) -> Bool {
    text.starts(with: "{/*".utf8) || text.starts(with: ".. ".utf8) && !text.holds("::")
  }

  /// The label in brackets, or what other generators take for a title: the rest of the opening line.
  private func title(of directive: Directive) -> Passage {
    let end = min(Int(directive.span.end), file.bytes.count)
    guard directive.form == .container, Int(directive.nameSpan.end) < end else { return Passage() }
    return Passage(verbatim: file.bytes[Int(directive.nameSpan.end)..<end].prefix { $0 != 0x0A })
  }

  private mutating func within(_ isNegated: Bool, _ body: (inout AccessReader) -> Void) {
    let outer = context.isNegated
    if isNegated { context.isNegated = true }
    body(&self)
    context.isNegated = outer
  }

  private mutating func heading(_ index: Document.Index) {
    let level = Int(document.nodes[index].level)
    headings.removeAll { $0.level >= level }
    let about = context.isAboutMicrosoft
    context = headings.last?.context ?? Context()
    context.isAboutMicrosoft = about
    section += 1
    group += 1
    lastSteps = nil
    let passage = Passage(index, of: document, in: file)
    let reading = PassageReading(passage, hits: hits(in: passage), vocabulary, isLabel: true)
    learn(from: reading, isLabel: true)
    if Negation.isOver(passage.lower) { context.isNegated = true }
    let count = access.permissions.count
    add(reading)
    unexplained = count..<access.permissions.count
    headings.append((level, context, passage.lower))
  }

  /// Names that stood alone, as a heading or an item, and are explained by what follows: "Type: Application".
  private var unexplained = 0..<0

  private mutating func explain(by statements: Statements, in passage: Passage) {
    guard statements.kinds.count == 1 else { return }
    for position in unexplained
    where access.permissions.indices.contains(position) && access.permissions[position].isKindInherited {
      access.permissions[position].kind = statements.kinds[0].kind
      access.permissions[position].kindSpan = passage.source(statements.kinds[0].range)
      access.permissions[position].isKindInherited = false
    }
  }

  private mutating func paragraph(_ index: Document.Index) {
    let passage = Passage(index, of: document, in: file)
    if isComment(passage.text) { return }
    if let rows = textTable(passage) {
      group += 1
      return read(rows, hasHeader: true)
    }
    if listDepth == 0 { group += 1 }
    read(passage, isLabel: false)
    lastParagraph = passage.lower
    addresses(in: index)
  }

  /// Links to the sign-in page ask for what their scope parameter says.
  private mutating func addresses(in node: Document.Index) {
    for index in node..<Int(document.nodes[node].end) where document.nodes[index].kind == .htmlInline {
      addresses(inHTML: file.bytes[document.nodes[index].span.range.clamped(to: file.bytes.indices)])
    }
    for index in node..<Int(document.nodes[node].end) where document.nodes[index].kind == .link {
      let link = document.links[Int(document.nodes[index].detail)]
      let text = String(decoding: document.destination(of: link), as: UTF8.self)
      guard !link.isAutolink, let url = SignInURL(text, span: link.destinationSpan) else { continue }
      access.signInURLs.append(url)
      let destination = Passage(verbatim: file.bytes[link.destinationSpan.range.clamped(to: file.bytes.indices)])
      add(
        PassageReading(
          destination,
          hits: scanner.hits(in: destination).filter { $0.isInScopeParameter || $0.resource != nil },
          vocabulary
        )
      )
    }
  }

  private mutating func addresses(inHTML bytes: ArraySlice<UInt8>) {
    access.signInURLs += SignInURL.all(in: Array(bytes)) { range in
      SourceSpan((bytes.startIndex + range.lowerBound)..<(bytes.startIndex + range.upperBound))
    }
  }

  mutating func read(_ passage: Passage, isLabel: Bool) {
    let reading = PassageReading(passage, hits: hits(in: passage), vocabulary)
    let count = access.permissions.count
    add(reading)
    if reading.hits.isEmpty {
      explain(by: reading.statements, in: passage)
      explainAbove(by: reading.statements, in: passage)
    } else {
      unexplained = count..<access.permissions.count
    }
    learn(from: reading, isLabel: isLabel)
    learnPageKind(from: reading.statements, in: passage)
    promises(in: reading)
    guard passage.lower.last(where: { $0 != 0x20 }) == UInt8(ascii: ":") else { return }
    introduction = context
    nextIsNegated = Negation.isOver(lastSentence(of: passage.lower))
  }

  private func lastSentence(of lower: [UInt8]) -> [UInt8] {
    guard lower.count > 2, let end = (1..<lower.count - 1).last(where: { lower[$0] == .dot && lower[$0 + 1] == 0x20 })
    else { return lower }
    return Array(lower[end...])
  }

  /// Names in a passage, but for those that the author has taken out.
  private mutating func hits(in passage: Passage) -> [NameScanner.Hit] {
    let all = scanner.hits(in: passage)
    guard !passage.silenced.isEmpty else { return all }
    for range in passage.silenced {
      let span = passage.source(range)
      guard !access.silenced.contains(where: { $0.span == span }) else { continue }
      access.silenced.append(.init(span: span, isNeeded: all.contains { $0.range.overlaps(range) }))
    }
    return all.filter { hit in !passage.silenced.contains { $0.overlaps(hit.range) } }
  }

  private mutating func add(_ reading: PassageReading, isCell: Bool = false) {
    guard !reading.hits.isEmpty else { return }
    let found = reading.permissions(in: context, group: group, section: section, isCell: isCell)
    identifiers(in: reading.passage, beside: found)
    access.permissions += found
  }

  /// What the passage says stays true for what follows it.
  private mutating func learn(from reading: PassageReading, isLabel: Bool) {
    let statements = reading.statements
    if statements.mentionsPermissions { context.isAboutPermissions = true }
    let endsWithColon = reading.passage.lower.last { $0 != 0x20 } == UInt8(ascii: ":")
    // A name with its kind in brackets says nothing about the next one.
    let lasts = isLabel || reading.hits.isEmpty || endsWithColon || listDepth > 0 && !reading.isEnumeration
    guard lasts else { return }
    let kinds = statements.kinds.filter { statement in reading.hits.isEmpty || !reading.isClaimed(statement) }
    if let last = kinds.last {
      let isMixed = kinds.contains { $0.kind != last.kind }
      // A sentence that explains both kinds says nothing about the list below; one that ends in a colon does.
      context.kind = isMixed && !endsWithColon ? .unstated : last.kind
      context.kindSpan = isMixed && !endsWithColon ? nil : reading.passage.source(last.range)
    }
    if let api = statements.resources.last(where: \.isStrong)
      ?? (isLabel || reading.hits.isEmpty ? statements.resources.last : nil)
    {
      let span = reading.passage.source(api.range)
      context.name(api.resource, at: span, isPicked: api.isPicked, isProduct: api.isProduct)
    }
  }

  /// "Everything is delegated": said once of the whole page, perhaps at its end.
  private var pageKind: (kind: DocumentedPermission.StatedKind, span: SourceSpan)?

  private mutating func learnPageKind(from statements: Statements, in passage: Passage) {
    guard statements.kinds.count == 1, let statement = statements.kinds.first else { return }
    let before = Array(passage.lower[..<statement.range.lowerBound].suffix(60))
    guard
      ["everything", "all of them", "all permissions", "all of these", "all scopes", "always", "only "].contains(
        where: { before.holds($0) })
    else { return }
    pageKind = (statement.kind, passage.source(statement.range))
  }

  private mutating func applyPageKind() {
    // Where the page says another kind of something, not everything is of this one.
    guard let pageKind,
      access.permissions.allSatisfy({ $0.kind == pageKind.kind || $0.kind == .unstated || $0.kind == .either })
    else { return }
    for position in access.permissions.indices where access.permissions[position].kind == .unstated {
      access.permissions[position].kind = pageKind.kind
      access.permissions[position].kindSpan = pageKind.span
    }
  }

  /// "Search for `User.Read` and select `User.Read.All`": the first is typed, the second is granted.
  private mutating func dropSearchTerms() {
    for position in access.permissions.indices where access.permissions[position].isSearchTerm {
      let term = access.permissions[position]
      let beginning = term.written.lowercased() + "."
      let isFollowed = access.permissions[(position + 1)...].prefix { $0.section == term.section }.contains {
        $0.written.lowercased().hasPrefix(beginning)
      }
      if isFollowed { access.permissions[position].role = .mention }
    }
  }

  // MARK: Lists

  private mutating func list(_ index: Document.Index) {
    if listDepth == 0 { group += 1 }
    let isOrdered = document.lists[Int(document.nodes[index].detail)].isOrdered
    let outer = context
    if isListTable(index) { return listTable(index) }
    if isOrdered, document.lists[Int(document.nodes[index].detail)].start > 1, let lastSteps { context = lastSteps }
    listDepth += 1
    let first = access.permissions.count
    var kinds: Set<DocumentedPermission.StatedKind> = []
    for item in document.children(of: index) {
      let before = context
      let count = access.permissions.count
      visitChildren(of: item)
      let named = access.permissions.count > count
      if context.kind != before.kind { kinds.insert(context.kind) }
      if named { unexplained = 0..<0 }
      // Steps go on where the one before left off; so do bullets under a bullet that is only a label.
      if !isOrdered, named { context = before }
      context.isNegated = before.isNegated
    }
    listDepth -= 1
    // A list that an image or a screenshot has torn apart goes on with a higher number.
    if isOrdered {
      lastSteps = context
      // A table or code that is not indented still belongs to the last step.
      if introduction == nil { introduction = context }
    }
    above = first..<access.permissions.count
    // Bullets that name nothing are steps between two pictures: the next ones go on where they left off.
    let steps = context
    context = outer
    guard !isOrdered, above.isEmpty, listDepth == 0 else { return }
    context = steps
    if kinds.count > 1 { (context.kind, context.kindSpan) = (outer.kind, outer.kindSpan) }
  }

  /// What the list, table or code block right above has named.
  private var above = 0..<0

  /// "Add these under Microsoft Graph > Application permissions": said below what it is about.
  private mutating func explainAbove(by statements: Statements, in passage: Passage) {
    guard statements.kinds.first?.kind != .either, Self.references.occurs(in: passage.lower) else { return }
    let before = unexplained
    unexplained = above
    explain(by: statements, in: passage)
    unexplained = before
  }

  private static let references = PhraseSet(["these ", "those ", "above", "the permissions listed", "all listed"])

  /// A list of lists with as many items each is a table, as reStructuredText writes it.
  private func isListTable(_ index: Document.Index) -> Bool {
    var counts: Set<Int> = []
    var items = 0
    for item in document.children(of: index) {
      let children = Array(document.children(of: item))
      guard children.count == 1, document.nodes[children[0]].kind == .list else { return false }
      counts.insert(Array(document.children(of: children[0])).count)
      items += 1
    }
    return items >= 2 && counts.count == 1 && (counts.first ?? 0) >= 2
  }

  private mutating func listTable(_ index: Document.Index) {
    var rows: [[Passage]] = []
    for item in document.children(of: index) {
      guard let inner = document.children(of: item).first(where: { _ in true }) else { continue }
      rows.append(
        document.children(of: inner).map { cell in
          let paragraph = document.children(of: cell).first(where: { _ in true })
          return paragraph.map { Passage($0, of: document, in: file) } ?? Passage()
        }
      )
    }
    read(rows, hasHeader: true)
  }

  // MARK: Tables

  private mutating func table(_ index: Document.Index) {
    var rows: [[Passage]] = []
    var hasHeader = false
    for row in document.children(of: index) {
      rows.append(document.children(of: row).map { Passage($0, of: document, in: file) })
      if document.children(of: row).first(where: { _ in true }).map({ document.nodes[$0].isHeader }) == true {
        hasHeader = true
      }
    }
    group += 1
    read(rows, hasHeader: hasHeader)
  }

  /// Lines of text that begin with a bar, as other markup languages write tables.
  private func textTable(_ passage: Passage) -> [[Passage]]? {
    guard passage.text.contains(.pipe) else { return nil }
    var rows: [[Passage]] = []
    var start = 0
    for end in passage.lineEnds + [passage.text.count] {
      let line = trimmed(start..<end, in: passage.text)
      start = min(end + 1, passage.text.count)
      guard passage.text[line].first == .pipe else { continue }
      var cells: [Passage] = []
      var cell = line.lowerBound + 1
      for position in (line.lowerBound + 1)..<max(line.lowerBound + 1, line.upperBound)
      where passage.text[position] == .pipe {
        cells.append(passage.slice(trimmed(cell..<position, in: passage.text)))
        cell = position + 1
      }
      if cell < line.upperBound { cells.append(passage.slice(trimmed(cell..<line.upperBound, in: passage.text))) }
      if cells.count > 1 { rows.append(cells) }
    }
    return rows.count > 1 ? rows : nil
  }

  mutating func read(_ rows: [[Passage]], hasHeader: Bool) {
    let outer = context
    let first = access.permissions.count
    defer {
      context = outer
      above = first..<access.permissions.count
    }
    var reading = TableReading(rows, hasHeader: hasHeader, vocabulary)
    let header = hasHeader ? rows[0] : []
    if header.contains(where: { Statements($0, vocabulary).mentionsPermissions }) { context.isAboutPermissions = true }
    var found = rows.map { $0.map { self.hits(in: $0) } }
    dropMembers(from: &found, rows, header)
    let isOfCalls = TableReading.isOfCalls(header, vocabulary)
    let isOfProperties = TableReading.isOfProperties(header)
    for (number, cells) in rows.enumerated() {
      let hits = found[number]
      if hits.allSatisfy(\.isEmpty) {
        // A row that is only a label speaks for those below it; one that is a header has been read already.
        if number > 0 || !hasHeader, cells.count(where: { !$0.isEmpty }) == 1,
          let label = cells.first(where: { !$0.isEmpty })
        {
          learn(from: PassageReading(label, hits: [], vocabulary), isLabel: true)
          reading.forgetRowSpans()
        } else {
          reading.pass(cells)
        }
        guard number > 0 || !hasHeader else { continue }
        for (column, cell) in cells.enumerated() where !cell.isEmpty {
          promises(
            in: PassageReading(cell, hits: [], vocabulary),
            below: cells.indices.filter { $0 != column }.map { (cells[$0].lower, true) }
              + header.map { ($0.lower, true) },
            isProperty: isOfProperties
          )
        }
        continue
      }
      let outerAbout = context.isAboutPermissions
      if cells.contains(where: { Statements($0, vocabulary).mentionsPermissions }) { context.isAboutPermissions = true }
      defer { context.isAboutPermissions = outerAbout }
      let row = reading.row(cells, isNamed: hits.map { !$0.isEmpty })
      var hasName = false
      for (column, cell) in cells.enumerated() where !hits[column].isEmpty {
        let rowContext = context
        row.apply(to: &context, column: column)
        let lines = cell.lines
        if lines.count > 1, let kinds = row.kinds(byLine: lines.count) {
          for (line, kind) in zip(lines, kinds) {
            let part = cell.slice(line)
            if kind != .unstated { context.kind = kind }
            add(PassageReading(part, hits: self.hits(in: part), vocabulary), isCell: true)
          }
        } else {
          let reading = PassageReading(cell, hits: hits[column], vocabulary)
          let count = access.permissions.count
          add(reading, isCell: true)
          // A description that compares is no request of its own.
          if hasName, reading.isProse {
            for position in count..<access.permissions.count where access.permissions[position].role == .grant {
              access.permissions[position].role = .mention
            }
          }
        }
        context = rowContext
        hasName = true
      }
      identifiers(inRow: cells)
    }
    guard isOfCalls else { return }
    for position in first..<access.permissions.count { access.permissions[position].isOfCall = true }
  }

  /// `email` and `profile` in a table are properties, unless their column is one of permissions.
  private func dropMembers(from hits: inout [[[NameScanner.Hit]]], _ rows: [[Passage]], _ header: [Passage]) {
    func isWord(_ hit: NameScanner.Hit, _ cell: Passage) -> Bool {
      hit.needsContext && !hit.isInScopeParameter && !cell.text[hit.range].contains(.dot)
    }
    for column in 0..<(hits.map(\.count).max() ?? 0) {
      let cells = hits.indices.filter { hits[$0].indices.contains(column) && !hits[$0][column].isEmpty }
      guard cells.contains(where: { row in hits[row][column].contains { isWord($0, rows[row][column]) } }) else {
        continue
      }
      let isOfPermissions =
        header.indices.contains(column) && Statements(header[column], vocabulary).mentionsPermissions
        || cells.contains { row in
          hits[row][column].contains { hit in
            let written = rows[row][column].text[hit.range]
            return !isWord(hit, rows[row][column]) || written.elementsEqual("openid".utf8)
              || written.elementsEqual("offline_access".utf8)
          }
        }
      guard !isOfPermissions else { continue }
      for row in cells { hits[row][column].removeAll { isWord($0, rows[row][column]) } }
    }
  }

  // MARK: Code and HTML

  private mutating func codeBlock(_ index: Document.Index) {
    group += 1
    let block = document.codeBlocks[Int(document.nodes[index].detail)]
    let reading = CodeReading(document.text(of: index), language: block.language.map(lowercased))
    // The same text stands in the file, but for what quotes and lists put before each line.
    var cursor = Int(document.nodes[index].span.start)
    let end = min(Int(document.nodes[index].span.end), file.bytes.count)
    func locate(_ written: ArraySlice<UInt8>) -> SourceSpan {
      let wanted = Array(written)
      if let range = file.bytes[min(cursor, end)..<end].firstRange(of: wanted) {
        cursor = range.upperBound
        return SourceSpan(range)
      }
      return document.nodes[index].span
    }
    let first = access.permissions.count
    defer { above = first..<access.permissions.count }
    for use in reading.uses(scanner, context) {
      var permission = use.permission
      permission.span = locate(reading.text[use.range])
      permission.group = group
      permission.section = section
      access.permissions.append(permission)
    }
    cursor = Int(document.nodes[index].span.start)
    access.signInURLs += SignInURL.all(in: Array(document.text(of: index))) { range in
      locate(Array(document.text(of: index))[range])
    }
  }

  private mutating func htmlBlock(_ index: Document.Index) {
    group += 1
    let span = document.nodes[index].span
    let bytes = file.bytes[Int(span.start)..<min(Int(span.end), file.bytes.count)]
    addresses(inHTML: bytes)
    for part in HTMLReading.parts(of: bytes) {
      switch part {
      case .heading(let passage), .label(let passage): label(passage)
      case .text(let passage): read(passage, isLabel: false)
      case .table(let rows, let hasHeader): read(rows, hasHeader: hasHeader)
      }
    }
  }

  // MARK: Promises

  /// - Parameters:
  ///   - above: what governs the passage besides the text above it: the rest of a table's row, and its header.
  ///   - isProperty: it is said of a property.
  private mutating func promises(
    in reading: PassageReading,
    below above: @autoclosure () -> [(text: [UInt8], isTitle: Bool)] = [],
    isProperty: Bool = false
  ) {
    let passage = reading.passage
    guard !passage.isEmpty else { return }
    if !isProperty { access.claims += ClaimReading.claims(in: passage, reading.statements, vocabulary.microsoft, section: section) }
    let requirement = RoleReading.requirement(
      in: passage,
      reading.statements,
      below: above() + introductions.reversed().map { ($0, false) } + headings.reversed().map { ($0.title, true) },
      group: group
    )
    if let requirement { add(requirement) }
    access.signInURLs += SignInURL.all(in: passage.text) { passage.source($0) }
  }

  /// Roles in the items of one list are alternatives, as those in a sentence are.
  private mutating func add(_ requirement: RoleRequirement) {
    if let last = access.roles.last, requirement.isAlternative(to: last) {
      access.roles[access.roles.count - 1].roles += requirement.roles
    } else {
      access.roles.append(requirement)
    }
  }

  private mutating func identifiers(in passage: Passage, beside found: [DocumentedPermission]) {
    guard found.count == 1 else { return }
    let start = access.permissions.count
    for (id, range) in GUIDReading.ids(in: passage.text) {
      access.identifiers.append(LabelledID(id: id, span: passage.source(range), permission: start))
    }
  }

  /// An id in another column than the name.
  private mutating func identifiers(inRow cells: [Passage]) {
    let spans = cells.map { $0.source($0.all) }
    let named = access.permissions.indices.filter { position in
      spans.contains {
        $0.start <= access.permissions[position].span.start && access.permissions[position].span.end <= $0.end
      }
    }
    guard named.count == 1 else { return }
    for cell in cells where hits(in: cell).isEmpty {
      for (id, range) in GUIDReading.ids(in: cell.text) {
        access.identifiers.append(LabelledID(id: id, span: cell.source(range), permission: named[0]))
      }
    }
  }
}

private func trimmed(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
  var range = range
  while let first = text[range].first, first <= 0x20 { range = (range.lowerBound + 1)..<range.upperBound }
  while let last = text[range].last, last <= 0x20 { range = range.lowerBound..<(range.upperBound - 1) }
  return range
}

extension UInt8 {
  static let pipe = UInt8(ascii: "|")
}
