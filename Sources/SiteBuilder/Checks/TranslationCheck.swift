import Diagnostics
import Markup
import TypedYAML

/// A translation says what its original says, as far as can be told without reading either: it names the state of the
/// original that it was made from.
let translationCheck = Check.site { site, _ in
  site.translations.flatMap { translation in
    translation.pages.compactMap { page in
      guard case .translated(let original) = page.translation, let file = page.parsed else { return nil }
      guard let original else { return withoutOriginal(file, translation) }
      guard file.frontMatter.unreadable == nil, original.frontMatter.unreadable == nil else { return nil }
      return staleness(of: file, original)
    }
  }
}

private func staleness(of translation: ParsedPage, _ original: ParsedPage) -> Diagnostic? {
  let mark = TranslationMark.of(original)
  // The mark is exact; dates are what people remember to write.
  if let written = translation.frontMatter.translates {
    guard written.value != mark else { return nil }
    return Diagnostic(
      "stale-translation",
      .warning,
      "the original has changed since this was translated",
      at: translation.file.location(written.span),
      notes: [.init("this is the original", at: titleLocation(of: original))],
      help: "translate what has changed, then remove this line: `scopebook check --fix` writes it anew"
    )
  }
  if let date = translation.frontMatter.updated, let span = translation.frontMatter.updatedSpan,
    let later = original.frontMatter.updated, later > date, let place = original.frontMatter.updatedSpan
  {
    return Diagnostic(
      "stale-translation",
      .warning,
      "the original was updated on \(later), and this translation on \(date)",
      at: translation.file.location(span),
      notes: [.init("the original says so here", at: original.file.location(place))],
      help: "translate what has changed, and set the date"
    )
  }
  return Diagnostic(
    "unmarked-translation",
    .hint,
    "nothing says which state of the original this translates",
    at: titleLocation(of: translation),
    notes: [.init("this is the original", at: titleLocation(of: original))],
    help: "add `translates: \(mark)` to the front matter, and you will be told when the original changes",
    fix: FrontMatter.split(translation.file.bytes).map { frontMatter in
      let end = frontMatter.content.range.upperBound
      let place = translation.file.location(SourceSpan(end..<end))
      return .init("write translates: \(mark)", at: place, replacement: Array("translates: \(mark)\n".utf8))
    }
  )
}

private func withoutOriginal(_ file: ParsedPage, _ site: Site) -> Diagnostic {
  let original = site.configuration.translation(site.contentPath(file.file.path))?.original ?? ""
  return Diagnostic(
    "translation-without-original",
    .warning,
    "there is no page \(original) of which this is the translation",
    at: titleLocation(of: file),
    help: "rename it as its original was renamed, or remove it; it is published in \(site.configuration.language) only"
  )
}

private func titleLocation(of page: ParsedPage) -> SourceLocation {
  page.file.location(page.frontMatter.titleSpan ?? SourceSpan(start: 0, end: 0))
}

/// The state of a page in a few letters: of what its readers see, not of how its lines end or when it was updated.
enum TranslationMark {
  static func of(_ page: ParsedPage) -> String {
    let frontMatter = page.frontMatter
    var hash = Hash()
    for text in [frontMatter.title, frontMatter.navTitle ?? "", frontMatter.description ?? ""] {
      hash.add(text.utf8)
      hash.add([0])
    }
    var body = page.file.bytes[min(Int(page.document.bodyStart), page.file.bytes.count)...]
    while let last = body.last, last <= 0x20 { body.removeLast() }
    hash.add(body.drop { $0 <= 0x20 }.lazy.filter { $0 != 0x0D })
    return hash.letters
  }

  /// FNV-1a, which stays what it is: it stands in people's files.
  private struct Hash {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// Consonants: neither a number to YAML nor a word to anybody.
    var letters: String {
      let alphabet = Array("bcdfghjklmnpqrst")
      return String((0..<12).map { alphabet[Int(value >> (60 - 4 * UInt64($0))) & 15] })
    }
  }
}
