import Diagnostics
import Markup

/// What the rest of a site depends on in the text of one page.
///
/// A page shows more than its own file: other pages name its title, links lead to its headings, the catalog's pages list
/// who mentions a permission. As long as all that is the same, another text on the page changes nothing but the page's
/// own files, what is found in it, and where its words are found.
struct PageFacts: Sendable {
  /// The ids of its headings, a line each.
  var anchors: [UInt8]
  /// A fingerprint of front matter, headings, permissions, tables of consents, and of which files the page has.
  var outward: UInt64

  /// - Parameter files: the paths of those that are published of the page alone.
  init(_ page: Page, _ parsed: ParsedPage, _ checked: Checker.CheckedFile, _ files: [String], _ site: Site) {
    let outline = site.outline(of: page)
    anchors = Site.anchors(outline)
    var print = Print()
    print.add(parsed.file.bytes[..<Int(parsed.document.bodyStart)])
    print.add(anchors)
    for entry in outline {
      print.add(entry.plainText)
      print.add([entry.level])
    }
    for entry in site.reference.entries.isEmpty ? [] : site.reference.mentions(in: parsed.document) {
      print.add(String(entry).utf8)
    }
    for texts in [checked.named.sorted(), checked.shown.sorted(), files] {
      print.add([])
      for text in texts { print.add(text.utf8) }
    }
    outward = print.hash
  }

  init(anchors: [UInt8], outward: UInt64) {
    self.anchors = anchors
    self.outward = outward
  }

  /// A fingerprint of several things, each of which counts with its length.
  private struct Print {
    var hash: UInt64 = 0

    mutating func add(_ bytes: some Sequence<UInt8>) {
      let seed = hash
      let found = bytes.withContiguousStorageIfAvailable { contentHash(UnsafeRawBufferPointer($0), seed: seed) }
      hash = found ?? contentHash(Array(bytes), seed: seed)
    }
  }
}
