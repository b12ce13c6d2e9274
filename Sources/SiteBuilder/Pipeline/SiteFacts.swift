import Diagnostics
import Markup
import Permissions
import TypedYAML

/// What the last build knew of a site: enough to put it together again without looking at any page.
struct SiteFacts {
  /// A page, and what is known of its text if it has one.
  struct Entry {
    var page: Page
    var facts: PageFacts?
    /// Something else has to do with its text than the page itself: a finding elsewhere points into it, or a link leads
    /// to an anchor that no heading makes.
    var isEntangled = false
  }

  var entries: [Entry]
  var sections: [Section]
  /// Of the assets, in the order of their paths.
  var dimensions: [ImageDimensions?]

  private static let header = "scopebook site facts 1"

  // MARK: Bytes

  /// Hands out what is to be kept, piece by piece.
  ///
  /// - Parameter inputs: of the build, among which are the pages' files.
  func forEachPiece(_ inputs: [BuildRecord.Input], _ body: (UnsafeRawBufferPointer) -> Void) {
    let positions = Dictionary(zip(inputs.map(\.path), 0...), uniquingKeysWith: { first, _ in first })
    var writer = ByteWriter()
    writer.write(Self.header)
    writer.write(entries.count)
    for entry in entries {
      Self.write(entry, positions, to: &writer)
      if writer.bytes.count > 1 << 16 { writer.handOut(to: body) }
    }
    writer.write(sections) { writer, section in
      writer.write(section.folder)
      writer.write(section.parent) { $0.write($1.index) }
      writer.write(section.page.index)
      writer.write(section.members) { writer, member in
        switch member {
        case .page(let id): writer.write(id.index * 2)
        case .section(let id): writer.write(id.index * 2 + 1)
        }
      }
    }
    writer.write(dimensions) { writer, dimensions in
      writer.write(dimensions) { writer, dimensions in
        writer.write(dimensions.width)
        writer.write(dimensions.height)
      }
    }
    writer.handOut(to: body)
  }

  private static func write(_ entry: Entry, _ positions: [String: Int], to writer: inout ByteWriter) {
    if let parsed = entry.page.parsed, let facts = entry.facts, let position = positions[parsed.path] {
      writer.write(position + 1)
      writer.write(parsed.frontMatter)
      writer.write(facts.anchors)
      writer.write(facts.outward)
      writer.write(entry.isEntangled)
    } else {
      writer.write(0)
      writer.write(entry.page.title)
      writer.write(entry.page.description) { $0.write($1) }
    }
    writer.write(entry.page.permalink.path)
    writer.write(entry.page.section.index)
    writer.write(entry.page.previous) { $0.write($1.index) }
    writer.write(entry.page.next) { $0.write($1.index) }
  }

  /// Nothing when the bytes are not of this version, or name a file that there is not.
  ///
  /// - Parameter text: what stands in the page of an input, of which the anchors are known.
  init?(_ bytes: [UInt8], _ inputs: [BuildRecord.Input], _ text: (BuildRecord.Input, _ anchors: [UInt8]) -> PageText) {
    do {
      var reader = ByteReader(bytes)
      guard try reader.text() == Self.header else { return nil }
      var number = 0
      entries = try reader.elements { reader throws(ByteReader.Damage) in
        defer { number += 1 }
        return try Self.entry(PageID(number), &reader, inputs, text)
      }
      number = 0
      sections = try reader.elements { reader throws(ByteReader.Damage) in
        defer { number += 1 }
        return try Self.section(SectionID(number), &reader)
      }
      dimensions = try reader.elements { reader throws(ByteReader.Damage) in
        let size = try reader.optional { reader throws(ByteReader.Damage) in
          (width: try reader.integer(), height: try reader.integer())
        }
        return size.flatMap { ImageDimensions(width: $0.width, height: $0.height) }
      }
      guard reader.isAtEnd else { return nil }
    } catch {
      return nil
    }
  }

  private static func entry(
    _ id: PageID,
    _ reader: inout ByteReader,
    _ inputs: [BuildRecord.Input],
    _ text: (BuildRecord.Input, _ anchors: [UInt8]) -> PageText
  ) throws(ByteReader.Damage) -> Entry {
    let position = try reader.integer() - 1
    var source = Page.Source.section
    var title: [UInt8]
    var shortTitle: [UInt8]?
    var description: [UInt8]?
    var facts: PageFacts?
    var isEntangled = false
    if position >= 0 {
      guard inputs.indices.contains(position) else { throw ByteReader.Damage() }
      let frontMatter = try reader.frontMatter()
      let anchors = Array(try reader.content())
      facts = PageFacts(anchors: anchors, outward: try reader.number())
      isEntangled = try reader.flag()
      let text = text(inputs[position], anchors)
      source = .markdown(ParsedPage(path: inputs[position].path, frontMatter: frontMatter, text: text))
      title = Array(frontMatter.title.utf8)
      shortTitle = frontMatter.navTitle.map { Array($0.utf8) }
      description = frontMatter.description.map { Array($0.utf8) }
    } else {
      title = Array(try reader.content())
      description = try reader.optional { reader throws(ByteReader.Damage) in Array(try reader.content()) }
    }
    let page = Page(
      id: id,
      source: source,
      permalink: Permalink(path: try reader.text()),
      title: title,
      shortTitle: shortTitle ?? title,
      description: description,
      section: SectionID(try reader.integer()),
      previous: try reader.optional { reader throws(ByteReader.Damage) in PageID(try reader.integer()) },
      next: try reader.optional { reader throws(ByteReader.Damage) in PageID(try reader.integer()) }
    )
    return Entry(page: page, facts: facts, isEntangled: isEntangled)
  }

  private static func section(
    _ id: SectionID,
    _ reader: inout ByteReader
  ) throws(ByteReader.Damage) -> Section {
    let folder = try reader.text()
    let parent = try reader.optional { reader throws(ByteReader.Damage) in SectionID(try reader.integer()) }
    var section = Section(id: id, folder: folder, parent: parent, page: PageID(try reader.integer()))
    section.members = try reader.elements { reader throws(ByteReader.Damage) in
      let number = try reader.integer()
      return number % 2 == 0 ? .page(PageID(number / 2)) : .section(SectionID(number / 2))
    }
    return section
  }
}

extension SiteFacts {
  init(_ site: Site, _ facts: [(page: PageID, facts: PageFacts)], entangled: Set<String>) {
    var known: [PageFacts?] = Array(repeating: nil, count: site.pages.count)
    for (page, facts) in facts { known[page.index] = facts }
    let searched = site.searchedPages.all
    entries = zip(site.pages, known).map { page, facts in
      let isEntangled = searched.contains(page.id) || page.parsed.map { entangled.contains($0.path) } ?? false
      return Entry(page: page, facts: facts, isEntangled: isEntangled)
    }
    sections = site.sections
    dimensions = site.assets.map(\.dimensions)
  }

  /// Files whose findings do not all come from looking at them alone, or that findings elsewhere point to.
  ///
  /// - Parameters:
  ///   - found: everything.
  ///   - own: by file, what was found in looking at it.
  static func entangled(_ found: [Diagnostic], own: [(path: String, found: [Diagnostic])]) -> Set<String> {
    var entangled: Set<String> = []
    var counts: [String: Int] = [:]
    for diagnostic in found {
      if let path = diagnostic.location?.path { counts[path, default: 0] += 1 }
      entangled.formUnion(diagnostic.otherPaths)
    }
    for (path, diagnostics) in own {
      for diagnostic in diagnostics {
        if diagnostic.location?.path == path { counts[path, default: 0] -= 1 } else { entangled.insert(path) }
      }
    }
    for (path, count) in counts where count != 0 { entangled.insert(path) }
    return entangled
  }
}

extension Diagnostic {
  /// The files that it points to besides the one that it is in.
  var otherPaths: [String] {
    guard !notes.isEmpty || fix != nil else { return [] }
    return (notes.compactMap { $0.location?.path } + (fix.map { [$0.path] } ?? [])).filter { $0 != location?.path }
  }
}

// MARK: Front matter as bytes

extension ByteWriter {
  mutating func write(_ frontMatter: PageFrontMatter) {
    write(frontMatter.title)
    write(frontMatter.titleSpan) { $0.write($1) }
    write(frontMatter.navTitle) { $0.write($1) }
    write(frontMatter.description) { $0.write($1) }
    write(frontMatter.order) { $0.write($1) }
    write(frontMatter.isDraft)
    write(frontMatter.slug) { $0.write($1) }
    write(frontMatter.aliases) { $0.write($1) }
    write(frontMatter.consents) { $0.write($1) }
    write(frontMatter.updated) { writer, date in
      for part in [date.year, date.month, date.day] { writer.write(part) }
    }
    write(frontMatter.updatedSpan) { $0.write($1) }
    write(frontMatter.translates) { $0.write($1) }
    write(frontMatter.layout) { $0.write($1) }
    write(frontMatter.isSearchable)
    write(frontMatter.showsTableOfContents)
  }

  private mutating func write(_ text: Spanned<String>) {
    write(text.value)
    write(text.span)
  }
}

extension ByteReader {
  mutating func frontMatter() throws(Damage) -> PageFrontMatter {
    var frontMatter = PageFrontMatter()
    frontMatter.title = try text()
    frontMatter.titleSpan = try optional { reader throws(Damage) in try reader.span() }
    frontMatter.navTitle = try optional { reader throws(Damage) in try reader.text() }
    frontMatter.description = try optional { reader throws(Damage) in try reader.text() }
    frontMatter.order = try optional { reader throws(Damage) in try reader.integer() }
    frontMatter.isDraft = try flag()
    frontMatter.slug = try optional { reader throws(Damage) in try reader.text() }
    frontMatter.aliases = try elements { reader throws(Damage) in try reader.spanned() }
    frontMatter.consents = try elements { reader throws(Damage) in try reader.spanned() }
    let date = try optional { reader throws(Damage) in
      (year: try reader.integer(), month: try reader.integer(), day: try reader.integer())
    }
    frontMatter.updated = date.flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }
    frontMatter.updatedSpan = try optional { reader throws(Damage) in try reader.span() }
    frontMatter.translates = try optional { reader throws(Damage) in try reader.spanned() }
    frontMatter.layout = try optional { reader throws(Damage) in try reader.spanned() }
    frontMatter.isSearchable = try flag()
    frontMatter.showsTableOfContents = try flag()
    return frontMatter
  }

  private mutating func spanned() throws(Damage) -> Spanned<String> { Spanned(try text(), try span()) }
}
