import Foundation
import TestSupport
import Testing

@testable import Search

/// Every word of every page is found, in any script, by whoever reads the files as a browser does.
struct EveryWordTests {
  /// Words as people write them in a language, and its letters, of which more are made.
  struct Language: Sendable, CustomTestStringConvertible {
    var name: String
    var words: String
    var letters: String

    var testDescription: String { name }
  }

  static let languages = [
    Language(
      name: "en",
      words: "Grant the naïve café's administrator v1.10.2 a role in C++ AADSTS65001 TestExampleHeader façade ﬁnance",
      letters: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    ),
    Language(
      name: "de",
      words: "Öffnen Sie die Übersicht Über Schaltfläche können Größe und Gültigkeit geändert löschen Straße zu STRAẞE",
      letters: "abcdefghijklmnopqrstuvwxyzäöüßÄÖÜẞ"
    ),
    Language(
      name: "fr",
      words: "Déjà accordé à l’élève œuvre cœur garçon où être naïf Noël aiguë ÇA Æsir œ",
      letters: "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿÀÉÇŒ"
    ),
    Language(
      name: "pl",
      words: "Zażółć gęślą jaźń ŁÓDŹ uprawnień w i z o dostęp użytkownik źródło",
      letters: "aąbcćdeęfghijklłmnńoóprsśtuwyzźżĄĆĘŁŃÓŚŹŻ"
    ),
    Language(
      name: "ru",
      words: "Разрешения и ёлка в подъезд Ещё объект к с я ЮРИДИЧЕСКИЙ чтобы настройка",
      letters: "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙ"
    ),
    Language(
      name: "el",
      words: "Χορήγηση πρόσβασης ο η το ΟΔΟΣ οδός άδεια ΐ ΰ διαχειριστής ᾠδή ρυθμίσεις",
      letters: "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώΑΆΣΩ"
    ),
    Language(
      name: "ar",
      words: "إذن المسؤول أُذونات الوصول إلى و مُحَمَّد ١٢٣ لا ﻻ قراءة مستخدم آخر مؤسسة ــ كتاب",
      letters: "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةپچگ"
    ),
    Language(
      name: "ja",
      words: "権限を許可する 管理者は設定を確認します ﾃﾅﾝﾄ マイクロソフト365のテナント 東 ガ が々 𠮷野家 ＡＢＣ",
      letters: "あいうえおかがきぎくぐはばぱひびぴアイウエオカガハバパー権限設定確認取消管理者同意東京々𠮷"
    ),
    Language(
      name: "ko",
      words: "권한을 허용합니다 관리자는 설정을 확인 및 수 있는 한글 앱",
      letters: "가각간갇갈감갑강권한허용관리자설정확인및수있는앱"
    ),
    Language(
      name: "zh",
      words: "管理员同意权限 授予 应用程序 设置 是 租户 ２０２６年 㐀䶵 龥",
      letters: "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子"
    ),
  ]

  /// Scripts whose words take several letters of a kind that has others side by side.
  static let more = [
    Language(
      name: "th, hi, he, tr and signs",
      words: "ที่ยินยอม การอนุญาต अनुमति क़लम क्षेत्र שָׁלוֹם הרשאה İSTANBUL ışık Iğdır 🚀 👩‍💻 नि ကမ្ពុជា ລາວ e\u{301}te\u{301} ﬃ ½ Ⅳ "
        + String(repeating: "я", count: 300) + " " + String(repeating: "ü", count: 130) + " "
        + String(repeating: "wort", count: 70),
      letters: "กขคงจฉชซ่้าิีअआइईउऊकखगघङचิāēīōūǖǘǚǜḁấầẩẫậắằẳẵặ💡🔑٣۴५"
    )
  ]

  @Test(arguments: languages + more, [1, 2] as [UInt64])
  func isFound(language: Language, seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let letters = Array(language.letters)
    let pages = (0..<40).map { _ in
      (0..<30).map { _ in
        String((0..<Int.random(in: 1...9, using: &random)).map { _ in letters.randomElement(using: &random)! })
      } + language.words.split(separator: " ").map(String.init)
    }
    var collector = WordCollector()
    for (number, words) in pages.enumerated() {
      collector.collect(page: number) { page in
        page.add(Array(words.joined(separator: " ").utf8)[...], in: 1, .text)
      }
    }
    var files: [String: [UInt8]] = [:]
    SearchIndex(pageCount: pages.count, collected: [collector]).forEachFile { files[$0] = $1 }
    for (name, bytes) in files { #expect(String(validating: bytes, as: UTF8.self) != nil, "\(name) is no UTF-8") }
    let reader = try BrowserReader(files)
    var missing: Set<String> = []
    for (number, words) in pages.enumerated() {
      for word in words {
        for term in Self.terms(of: word) where !reader.pages(with: term).contains(number) { missing.insert(term) }
      }
    }
    #expect(missing.isEmpty)
    // No list begins with a part of a letter, and each knows its words by both ends.
    #expect(!reader.allTerms.contains { $0.contains("\u{FFFD}") })
    #expect(files.count { $0.key.hasPrefix("t") } > 1)
  }

  /// What has to be in the index for a word to be found, by rules of its own: Foundation knows Unicode too.
  private static func terms(of word: String) -> [String] {
    var text = word
    for (letters, plain) in [
      ("ß", "ss"), ("ẞ", "ss"), ("æ", "ae"), ("Æ", "ae"), ("œ", "oe"), ("Œ", "oe"), ("ł", "l"), ("Ł", "l"), ("ı", "i"),
      ("ى", "ي"), ("ة", "ه"),
    ] {
      text = text.replacingOccurrences(of: letters, with: plain)
    }
    text = text.decomposedStringWithCompatibilityMapping.lowercased()
    let dropped: [ClosedRange<UInt32>] = [
      0x300...0x36F, 0x591...0x5BD, 0x5BF...0x5C2, 0x610...0x61A, 0x640...0x640, 0x64B...0x65F, 0x200D...0x200D,
    ]
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !dropped.contains(where: { $0.contains(scalar.value) }) {
      if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue {
        plain.append(contentsOf: String(Int(value)).unicodeScalars)
      } else {
        plain.append(scalar == "ς" ? "σ" : scalar)
      }
    }
    let isComposed = { (scalar: Unicode.Scalar) in
      (0x3040...0x30FF).contains(scalar.value) || (0x1100...0x11FF).contains(scalar.value)
    }
    var scalars = Array(plain)
    if scalars.contains(where: isComposed) {
      scalars = Array(String(plain).precomposedStringWithCanonicalMapping.unicodeScalars)
    }
    return runs(scalars).flatMap { run, isPaired in
      if isPaired, run.count > 1 { return zip(run, run.dropFirst()).map { joined([$0, $1]) } }
      var end = run.count
      while joined(run.prefix(end)).utf8.count > 64 { end -= 1 }
      return [joined(run.prefix(end))]
    }
  }

  private static func joined(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(scalar) }
    return String(view)
  }

  private static func runs(_ scalars: [Unicode.Scalar]) -> [(ArraySlice<Unicode.Scalar>, isPaired: Bool)] {
    let paired: [ClosedRange<UInt32>] = [
      0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x3FFFF,
    ]
    func kind(_ scalar: Unicode.Scalar) -> Int {
      if scalar.properties.isEmojiPresentation { return 3 }
      if scalar.properties.generalCategory == .otherPunctuation || "’'⁄".unicodeScalars.contains(scalar) {
        return ".".unicodeScalars.contains(scalar) ? 1 : 0
      }
      return paired.contains { $0.contains(scalar.value) } ? 2 : 1
    }
    var runs: [(ArraySlice<Unicode.Scalar>, Bool)] = []
    var start = 0
    for index in 1...max(1, scalars.count)
    where index >= scalars.count || kind(scalars[index]) != kind(scalars[start]) || kind(scalars[start]) == 3 {
      guard start < scalars.count else { break }
      if kind(scalars[start]) > 0 { runs.append((scalars[start..<index], kind(scalars[start]) == 2)) }
      start = index
    }
    return runs
  }
}
