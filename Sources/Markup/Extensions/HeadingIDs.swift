import Diagnostics

/// Ids of headings: GitHub's slug of the text, or what the author pinned with `{#id}`. Classes beside it are not used.
extension Draft {
  mutating func identifyHeadings(_ headings: [WorkTree.Index]) {
    var taken = TakenIDs()
    var attributes: [WorkTree.Index: (ids: [[UInt8]], span: SourceSpan)] = [:]
    var keepsPinnedID: Set<WorkTree.Index> = []
    var spans: [ByteKey: SourceSpan] = [:]
    for heading in headings {
      guard var found = takeAttributes(from: heading) else { continue }
      let span = source(tree[heading].span)
      for (number, id) in found.ids.enumerated() {
        if let first = spans[ByteKey(id)] {
          duplicateAnchor(id, at: span, first: first)
        } else {
          spans[ByteKey(id)] = span
          taken.insert(id)
          if number == 0 { keepsPinnedID.insert(heading) }
        }
      }
      // An id that another heading has leads there.
      let own = found.ids.dropFirst().filter { spans[ByteKey($0)] == span && $0 != found.ids[0] }
      found.ids = found.ids.prefix(1) + own
      attributes[heading] = found
    }
    var counts: [ByteKey: Int] = [:]
    document.headings.reserveCapacity(headings.count)
    for heading in headings {
      let text = plainText(of: heading)
      let found = attributes.isEmpty ? nil : attributes[heading]
      let pinnedID = found?.ids.first
      var id = pinnedID ?? slug(holdsImage(heading) ? plainText(of: heading, withImages: false) : text)
      if keepsPinnedID.isEmpty || !keepsPinnedID.contains(heading), !taken.insert(id) {
        let stem = id
        var number = counts[ByteKey(stem), default: 0]
        repeat {
          number += 1
          id = stem + Array("-\(number)".utf8)
        } while !taken.insert(id)
        counts[ByteKey(stem)] = number
      }
      tree[heading].detail = UInt32(document.headings.count)
      document.headings.append(
        .init(
          level: tree[heading].level,
          id: id,
          isPinned: pinnedID != nil,
          formerIDs: found.map { Array($0.ids.dropFirst()) } ?? [],
          attributes: found?.span,
          plainText: text,
          node: 0
        )
      )
    }
  }

  /// The text that counts for an id is without images: GitHub's slug knows nothing of them.
  private func holdsImage(_ heading: WorkTree.Index) -> Bool {
    var current = next(after: heading, within: heading)
    while let index = current {
      if tree[index].kind == .image { return true }
      current = next(after: index, within: heading)
    }
    return false
  }

  /// Takes attributes off the end of a heading, of which it says what cannot be read.
  private mutating func takeAttributes(from heading: WorkTree.Index) -> (ids: [[UInt8]], span: SourceSpan)? {
    let text = tree[heading].last
    guard text != WorkTree.none, tree[text].kind == .text, tree[text].isVerbatim else { return nil }
    let bytes = document.pool[tree[text].text.range]
    guard bytes.last == .closeBrace, let open = bytes.lastIndex(of: .openBrace),
      let attributes = HeadingAttributes(bytes[(open + 1)..<(bytes.endIndex - 1)])
    else { return nil }
    var end = open
    while end > bytes.startIndex, isSpaceOrTab(bytes[end - 1]) { end -= 1 }
    let braces = tree[text].span.start + UInt32(open - bytes.startIndex)
    let span = source(SourceSpan(start: braces, end: tree[text].span.end))
    let isAlone = end == bytes.startIndex && tree[text].previous == WorkTree.none
    if attributes.isMalformed || attributes.ids.isEmpty && isAlone {
      literalAttributes("these attributes are shown as text", at: span)
      return nil
    }
    // `/users/{#id .a}`: only `{#id}` may follow a word at once, as it always could.
    let isPlain = bytes[open + 1] == .hash && attributes.ids.count == 1 && !bytes[open...].contains(where: isSpaceOrTab)
    guard isPlain || end < open || end == bytes.startIndex else { return nil }
    if attributes.holdsOthers { literalAttributes("of a heading's attributes only ids and classes are read", at: span) }
    if end == bytes.startIndex {
      tree.remove(text)
    } else {
      let cut = tree.split(text, at: end - bytes.startIndex)
      tree.remove(cut)
    }
    return (attributes.ids, span)
  }

  private mutating func literalAttributes(_ message: String, at span: SourceSpan) {
    document.diagnostics.append(
      Diagnostic(
        "heading-attributes",
        .warning,
        message,
        at: SourceLocation(path: path, span: span),
        help: "write {#id}, {#id .class}, or {#new #old} where links to an old anchor should still work"
      )
    )
  }

  private mutating func duplicateAnchor(_ id: [UInt8], at span: SourceSpan, first: SourceSpan) {
    let name = String(decoding: id, as: UTF8.self)
    let isOneHeading = span == first
    document.diagnostics.append(
      Diagnostic(
        "duplicate-anchor",
        .error,
        isOneHeading ? "the anchor #\(name) is given twice" : "the anchor #\(name) is given to two headings",
        at: SourceLocation(path: path, span: span),
        notes: isOneHeading ? [] : [.init("the first heading with it", at: SourceLocation(path: path, span: first))],
        help: isOneHeading ? "keep one of the two" : "links to it would lead to the first one only; rename one of the two"
      )
    )
  }
}

/// The ids of a page so far. Most pages have so few that to look at each is faster than to hash them.
private struct TakenIDs {
  private var few: [[UInt8]] = []
  private var many: Set<ByteKey> = []
  private static let most = 16

  /// Whether nobody had it.
  @discardableResult mutating func insert(_ id: [UInt8]) -> Bool {
    if many.isEmpty {
      if few.contains(id) { return false }
      few.append(id)
      if few.count > Self.most { many = Set(few.map { ByteKey($0) }) }
      return true
    }
    return many.insert(ByteKey(id)).inserted
  }
}

/// The anchor that GitHub makes of a heading's text: lower case, without punctuation, dashes for spaces.
package func slug(_ text: ArraySlice<UInt8>) -> [UInt8] {
  let slug = ByteWord.isASCII(text) ? slug(ofASCII: text) : slug(ofUnicode: text)
  return slug.isEmpty ? Array("section".utf8) : slug
}

private func slug(ofASCII text: ArraySlice<UInt8>) -> [UInt8] {
  let table = slugBytes
  return [UInt8](unsafeUninitializedCapacity: text.count) { slug, count in
    // Each byte is written, and the next one over it where it is left out.
    for byte in text {
      slug.initializeElement(at: count, to: table[byte])
      count += table[byte] == 0 ? 0 : 1
    }
  }
}

/// What each byte of ASCII becomes in a slug; zero where it is left out.
private let slugBytes = ByteTable { byte in
  switch byte {
  case 0x20: UInt8(ascii: "-")
  case UInt8(ascii: "-"), UInt8(ascii: "_"): byte
  default: isLetter(byte) ? byte | 0x20 : isDigit(byte) ? byte : 0
  }
}

private func slug(ofUnicode text: ArraySlice<UInt8>) -> [UInt8] {
  var slug: [UInt8] = []
  for scalar in String(decoding: text, as: UTF8.self).lowercased().unicodeScalars {
    if scalar == " " {
      slug.append(UInt8(ascii: "-"))
    } else if scalar == "-" || isWordScalar(scalar) {
      slug += String(scalar).utf8
    }
  }
  return slug
}

private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.properties.isAlphabetic { return true }
  return switch scalar.properties.generalCategory {
  case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: true
  default: false
  }
}
