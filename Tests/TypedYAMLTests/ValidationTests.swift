import Diagnostics
import Testing

@testable import TypedYAML

struct ValidationTests {
  private let type = ValueType.object(
    ObjectType(
      "the thing",
      [
        .init("title", .string(.text), required: true, "Its name."),
        .init("count", .integer, "How many."),
        .init("open", .boolean, "Whether it is open."),
        .init("kind", .oneOf(["delegated", "application"]), "Its kind."),
        .init("tags", .list(of: .string(.identifier)), "Words."),
        .init(
          "parts",
          .mapping(
            key: .identifier,
            of: .object(ObjectType("a part", [.init("id", .string(.guid), required: true, "Its ID.")]))
          ),
          "Parts."
        ),
      ]
    )
  )

  private func check(_ text: String, unknownKeys: Diagnostic.Severity = .error) -> (
    found: [Diagnostic], spans: [SourceSpan]
  ) {
    let (bytes, spans) = marked(text)
    let (node, _) = YAMLReader.read(bytes, path: "a.yml")
    var validator = Validator(path: "a.yml", unknownKeys: unknownKeys)
    if let node { validator.check(node, type, name: "the thing") }
    return (validator.diagnostics, spans)
  }

  @Test(arguments: [
    ("title: x\n«titel»: y", "unknown-key"), ("title: x\ncount: «many»", "wrong-type"),
    ("title: x\nopen: «yes»", "wrong-type"),
    ("title: x\nkind: «delegate»", "invalid-value"), ("title: x\ntags: [a, «b c», d]", "invalid-value"),
    ("title: x\ntags: «word»", "wrong-type"),
    ("title: x\nparts: { «a b»: { id: 00000003-0000-0000-c000-000000000000 } }", "invalid-value"),
    ("title: x\nparts: { a: { id: «123» } }", "invalid-value"), ("title: «\" \"»", "invalid-value"),
    ("«count»: 1", "missing-key"),
    ("«title»:", "missing-key"),
    ("title: x\nparts: { a: { «ix»: 1, id: 00000003-0000-0000-c000-000000000000 } }", "unknown-key"),
    ("title: «[a]»", "wrong-type"),
  ])
  func saysWhatIsWrongAndWhere(text: String, id: String) throws {
    let (found, spans) = check(text)
    #expect(found.map(\.id) == [id])
    let span = try #require(found.first?.location?.span)
    #expect(span.start == spans[0].start)
    if id != "wrong-type" || !text.contains("[a]") { #expect(span == spans[0]) }
  }

  @Test func reportsEverythingAtOnce() {
    let (found, _) = check("titel: x\ncount: many\nopen: maybe\nkind: deleg\ntags: x\n")
    #expect(
      found.map(\.id).sorted() == [
        "invalid-value", "missing-key", "unknown-key", "wrong-type", "wrong-type", "wrong-type",
      ]
    )
    #expect(found.compactMap(\.help).contains("did you mean title?"))
  }

  @Test func letsPassWhatIsRight() {
    #expect(check("title: x\ncount: -3\nopen: false\nkind: delegated\ntags: []\nparts: {}\n").found.isEmpty)
    #expect(check("title: x\ncount:\nopen: ~\n").found.isEmpty)
  }

  @Test func warnsOnlyWhereOtherToolsMayHaveKeys() {
    #expect(check("title: x\nweight: 3", unknownKeys: .warning).found.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    (StringFormat.date, ["2026-11-23", "2024-02-29"], ["2026-11-31", "2023-02-29", "23.11.2026", ""]),
    (
      .httpsURL, ["https://a.example", "https://a.example/b?c#d"],
      ["http://a", "https://", "https:///x", "https://a b"]
    ),
    (
      .link,
      ["/a/", "a.md", "../a#b:c", "?x:y", "https://a.example", "HTTP://a", "mailto:a@b.c", "tel:+49", "//cdn.example"],
      ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "x-y:z", "a b", "", "java\tscript:x"]
    ),
    (
      .baseURL, ["https://a.example", "https://a.example/docs/"],
      ["https://a.example?x", "https://a.example/#x", "http://a.example"]
    ),
    (.editURL, ["https://a.example/edit/{path}"], ["https://a.example/edit/", "{path}"]),
    (.language, ["en", "pt-BR", "zh-Hant-TW"], ["e", "english", "en_US", "en-", "12"]),
    (.relativePath, ["content", "a/b"], ["/a", "../a", "a/../b", "a//b", "a\\b", ""]),
    (.sitePath, ["/a/", "/"], ["a", "//a", "/../a", "/a b", "/.scopebook/x"]),
    (.color, ["#fff", "#0055aa"], ["red", "#ff", "#gggggg", "fff"]),
    (.guid, ["00000003-0000-0000-c000-000000000000"], ["1234", "00000003_0000-0000-c000-000000000000"]),
    (.identifier, ["a", "a-b.c_1"], ["-a", "a b", "", "ä"]),
  ])
  func knowsFormats(format: StringFormat, good: [String], bad: [String]) {
    for text in good { #expect(format.allows(text), "\(text)") }
    for text in bad { #expect(!format.allows(text), "\(text)") }
  }
}
