import Diagnostics
import Testing

@testable import TypedYAML

struct SyntaxProblemTests {
  @Test(arguments: [
    ("a: «\"»b\nc: d", "this quote is never closed"), ("a: \"«\\»q\"", "this is no escape that YAML knows"),
    ("a: «@»b", "text cannot begin with this character"), ("a: «*»*b**", "text cannot begin with this character"),
    ("a: «*»b", "nothing has this alias as its anchor"), ("a:\n«\t»- b", "a tab stands where spaces indent"),
    ("a: 1\n«-»--\nb: 2", "a second document begins here"), ("a: b«:» c", "a colon stands where no key can be"),
    ("a: «-» b", "a list cannot begin with a dash on this line"),
    ("a: b\n«c»\nd: e", "this line is no key with a value"),
    ("a: «[»b, c\nd: e", "the list that begins here is never closed"),
    ("a: «{»b: c\n", "the mapping that begins here is never closed"),
    ("a: «|» text", "text cannot follow | or > on the same line"),
    ("a: \"b\" «c»", "this fits neither the line before nor the indentation"),
    ("- a\n«b»: c", "this fits neither the line before nor the indentation"),
  ])
  func saysWhatToChangeAndWhere(text: String, message: String) throws {
    let (bytes, spans) = marked(text)
    let (_, diagnostics) = YAMLReader.read(bytes, path: "a.yml")
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostic.message == message)
    #expect(diagnostic.location?.span == spans[0])
    #expect(diagnostic.help?.isEmpty == false)
  }
}
