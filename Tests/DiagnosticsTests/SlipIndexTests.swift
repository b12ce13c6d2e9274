import Testing

@testable import Diagnostics

struct SlipIndexTests {
  /// Padded with other words, so that the index is asked and not all words one by one.
  private func only(like word: String, among words: [String]) -> String? {
    let all = words + (0..<40).map { "unlike-\($0)" }
    var comparisons = 0
    let few = SlipIndex(words.map { .init($0) }).only(like: .init(word), comparisons: &comparisons)
    let many = SlipIndex(all.map { .init($0) }).only(like: .init(word), comparisons: &comparisons)
    #expect(few == many)
    return many.map { all[$0] }
  }

  @Test(arguments: [
    ("setings", "settings"), ("settinggs", "settings"), ("sattings", "settings"), ("setitngs", "settings"),
    ("Settings", "settings"), ("SETINGS", "settings"), ("v10-setings", "v10-settings"), ("übersich", "übersicht"),
    ("gettingstarted", "getting-started"), ("install_it", "install-it"),
  ])
  func findsASlip(written: String, meant: String) {
    #expect(only(like: written, among: [meant, "another"]) == meant)
  }

  @Test(arguments: [
    ("step-2", "step-3"), ("v1", "v2"), ("v12", "v1.2"), ("chapter10", "chapter1"), ("part-ii", "part-iii"),
    ("part-a", "part-b"), ("sign-in", "sign-on"), ("de", "uk"), ("de", "da"), ("g", "go"), ("at", "cat"),
    ("settings.pt.md", "settings.it.md"), ("settings.por.md", "settings.pol.md"), ("zh-hans.md", "zh-hant.md"),
    ("a.zh-hans.md", "a.zh-hant.md"), ("設定方法", "測定方法"), ("setigs", "settings"), ("import", "export"),
    ("settings.m", "settings.md"),
  ])
  func takesNoOtherWordForASlip(written: String, other: String) {
    #expect(only(like: written, among: [other, "another"]) == nil)
  }

  @Test func choosesOnlyWhereThereIsOne() {
    #expect(only(like: "pagez", among: ["pages", "paged"]) == nil)
    // The same but for case is nearer than a slip.
    #expect(only(like: "Pages", among: ["pages", "paged"]) == "pages")
    #expect(only(like: "Pages", among: ["pages", "PAGES"]) == nil)
  }

  @Test func comparesOnlyInTheSameContext() {
    let index = SlipIndex((0..<40).map { .init("settings", in: "folder-\($0)") })
    var comparisons = 0
    #expect(index.only(like: .init("setings", in: "folder-7"), comparisons: &comparisons) == 7)
    #expect(index.only(like: .init("setings", in: "elsewhere"), comparisons: &comparisons) == nil)
  }

  /// Where nearly all words look alike, a search looks at no more of them.
  @Test func looksAtAFewWordsHoweverManyThereAre() {
    func comparisons(_ count: Int) -> Int {
      let (slips, words) = ("page-about-something-", (0..<count).map { "page-about-something-\($0)" })
      var comparisons = 0
      for number in 0..<50 {
        _ = SlipIndex(words.map { .init($0) }).only(like: .init(slips + "x\(number)"), comparisons: &comparisons)
      }
      return comparisons
    }
    #expect(comparisons(400) <= comparisons(100) + 50)
  }
}
