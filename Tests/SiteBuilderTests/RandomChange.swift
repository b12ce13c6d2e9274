import Foundation
import SiteBuilder

/// A generator with a seed, so that a failure can be repeated.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// What people do to the files of a site, at random.
struct RandomChange {
  /// The site's other languages.
  var languages: [String] = []

  static let catalog = """
    product: { name: Contoso }
    apps: { app: { provider: microsoft, display-name: Contoso, client-id: 11111111-2222-3333-4444-555555555555, redirect-uris: [https://a.example/b] } }
    consents:
      connect:
        title: Access
        app: app
        flow: admin-consent
        grants: [{ resource: Microsoft Graph, permission: PERMISSION, kind: delegated, why: Reads. }]
    """

  /// What random changes break must not keep the site from being built.
  private var levels: String {
    (languages.isEmpty ? "" : "languages: [\(languages.joined(separator: ", "))]\n") + Self.levels
  }

  private static let levels =
    "checks: {levels: {broken-link: warning, broken-anchor: warning, undeclared-permission: hint}}\n"

  /// Removes one of the published files, or writes over it.
  func tamper(with output: TemporaryFolder, _ random: inout Seeded) throws {
    guard let name = output.files().keys.sorted().randomElement(using: &random) else { return }
    if Bool.random(using: &random) {
      try FileSystem.removeFile(output.path + "/" + name)
    } else {
      try output.write(name, Self.foreign)
    }
  }

  /// Where a page is gone that somebody has written over, this is theirs, and stays.
  static let foreign = "tampered with"

  /// One random change; the same kinds as people make.
  func make(in folder: TemporaryFolder, _ random: inout Seeded) throws {
    let names = ["index", "a", "b", "guides/index", "guides/c", "guides/d", "deep/er/e"]
    let translated = languages.flatMap { language in
      ["index.\(language)", "\(language)/a", "guides/c.\(language)", "\(language)/guides/index", "\(language)/only"]
    }
    let name = (names + translated).randomElement(using: &random)!
    let path = "content/\(name).md"
    let number = Int.random(in: 0..<4, using: &random)
    switch Int.random(in: 0..<15, using: &random) {
    case 0: try? FileSystem.removeFile(folder.path + "/" + path)
    case 1: try? FileSystem.rename(folder.path + "/" + path, to: folder.path + "/content/guides/moved\(number).md")
    case 2:
      try folder.write(
        "content/catalog.yml",
        Self.catalog.replacing("PERMISSION", with: number == 0 ? "Group.Read.All" : "User.Read.All")
      )
    case 3: try folder.write("templates/partials/footer.html", "<footer>\(number) {{site.title}}</footer>\n")
    case 4: try folder.write("scopebook.yml", "title: Site \(number)\n" + levels)
    case 5: try folder.write("content/_snippets/s.md", "Shared \(number).\n\n## Shared \(number)\n")
    case 6: try folder.write("content/assets/f\(number).txt", "\(number)\n")
    case 7: try? FileSystem.removeTree(folder.path + "/content/guides")
    case 8:
      let exclude = ["[guides/c.md]", "[\"*.txt\", \"!robots.txt\"]", "[deep/, \"!b.md~\"]", "[]"][number]
      try folder.write("scopebook.yml", "title: Site 0\nexclude: \(exclude)\n" + levels)
    case 9:
      let names = ["b.md~", "guides/c.md.orig", "robots.txt", ".well-known/x.txt", ".hidden/x.md", "_redirects", "x.mdx"]
      let name = names.randomElement(using: &random)!
      try? FileSystem.removeFile(folder.path + "/content/" + name)
      if number > 1 { try folder.write("content/" + name, "---\ntitle: \(number)\n---\n") }
    default:
      let links = names.map { "[\($0)](/\($0).md)" }.shuffled(using: &random).prefix(2).joined(separator: " ")
      let include = number == 1 ? "\n::include{file=\"/_snippets/s.md\"}\n" : ""
      let text =
        "---\ntitle: \(name) \(number / 2)\n---\n\nText \(number) \(links) `User.Read.All`\n\n## Heading \(number / 2)\n\(include)"
      try folder.write(path, text)
    }
  }

  /// Other words in the text of some page, which may be all that is different about the site.
  func makeWords(in folder: TemporaryFolder, _ random: inout Seeded) throws {
    let pages = folder.files().keys.filter { $0.hasSuffix(".md") && !$0.contains("/_") }.sorted()
    guard let name = pages.randomElement(using: &random), let text = folder.files()[name] else { return }
    let words = [
      "tenant", "consent", "`Group.Read.All`", "größer", "no \("new\(Int.random(in: 0..<99, using: &random))")",
    ]
    let more = [
      "\n\nSee [a](/a.md#heading-1) and [c](/guides/c.md).", "\n\nSee [nothing](/nothing.md).",
      "\n\n```bash\nls -l\n```",
      "\n\n<!-- scopebook-ignore broken-link: later -->", "\n\n:::checklist[Do]\n- [ ] this\n:::",
      "\n\nNoted.[^1]\n\n[^1]: so",
      "\n\nSee [a note](/a.md#fn1).", "\n\n## Heading 1\n\nMore.", "\n\n### More\n\nSee [this](/b.md#heading-1-1).",
    ]
    if Int.random(in: 0..<8, using: &random) == 0 {
      // Words that no other page has, enough for files of the search that come and go with them.
      let known = text.firstRange(of: "\nMany ")?.lowerBound ?? text.endIndex
      let number = Int.random(in: 0..<99, using: &random)
      let many = "\nMany " + (0..<180).map { "many\(number)of\($0)" }.joined(separator: " ") + "\n"
      try folder.write(name, known < text.endIndex ? String(text[..<known]) : text + many)
    } else if Int.random(in: 0..<5, using: &random) == 0 {
      try folder.write(name, text + more.randomElement(using: &random)! + "\n")
    } else if let place = text.firstRange(of: "Text ") {
      try folder.write(name, text.replacingCharacters(in: place, with: "Text \(words.randomElement(using: &random)!) "))
    } else {
      try folder.write(name, text + "\nText \(words.randomElement(using: &random)!)\n")
    }
  }

  /// The site that changes begin with.
  func begin(in folder: TemporaryFolder) throws {
    try folder.write("scopebook.yml", "title: Site\n" + levels)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n")
  }
}
