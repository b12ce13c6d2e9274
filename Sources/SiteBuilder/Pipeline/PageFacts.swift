import Diagnostics
import Markup

/// What the rest of a site depends on in the text of one page.
///
/// A page shows more than its own file: other pages name its title, links lead to its headings, the catalog's pages list
/// who mentions a permission. As long as all that is there, another text on the page changes nothing but the page's own
/// files, what is found in it, and where its words are found; and with more headings, the list of all anchors.
struct PageFacts: Sendable {
  /// The ids of its headings, a line each.
  var anchors: [UInt8]
  /// A fingerprint of front matter, permissions, tables of consents, and of which files the page has.
  var outward: UInt64

  /// - Parameters:
  ///   - mentions: the permissions that it names in code spans, as positions in the site's reference.
  ///   - files: the paths of those that are published of the page alone.
  init(_ page: Page, _ checked: Checker.CheckedFile, mentions: [Int], files: [String], _ site: Site) {
    let parsed = checked.page
    anchors = site.anchors(of: page)
    var print = Print()
    print.add(parsed.file.bytes[..<Int(parsed.document.bodyStart)])
    for entry in mentions { print.add(String(entry).utf8) }
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

  /// Whether everything that depends on a page with those facts is the same with these.
  func leaveOthersAsTheyAre(after before: PageFacts) -> Bool {
    func lines(_ anchors: [UInt8]) -> Set<ArraySlice<UInt8>> { Set(anchors.split(separator: UInt8(ascii: "\n"))) }
    guard outward == before.outward else { return false }
    return anchors == before.anchors || lines(anchors).isSuperset(of: lines(before.anchors))
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
