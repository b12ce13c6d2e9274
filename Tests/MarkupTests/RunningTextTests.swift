import Diagnostics
import Testing

@testable import Markup

/// Strikethrough and autolinks where the conformance cases are silent.
struct RunningTextTests {
  @Test(arguments: [
    ("~~a *b* c~~", "<del>a <em>b</em> c</del>"),
    ("*a ~b~ c*", "<em>a <del>b</del> c</em>"),
    ("\\~a~", "~a~"),
    ("~a\\~", "~a~"),
    ("~~a~", "~~a~"),
    ("`~a~`", "<code>~a~</code>"),
    ("[~a~](b)", "<a href=\"b\"><del>a</del></a>"),
    ("a~b~c", "a<del>b</del>c"),
    ("~ a ~", "~ a ~"),
    ("~a~~ b~", "~a~~ b~"),
    ("~a b~~c~~d e~", "<del>a b<del>c</del>d e</del>"),
  ])
  func strikesText(text: String, expected: String) {
    #expect(Sample(text).html == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    ("[https://a.example](b)", "<a href=\"b\">https://a.example</a>"),
    ("`https://a.example`", "<code>https://a.example</code>"),
    ("https\\://a.example", "https://a.example"),
    ("https://a.example/~b~", "<a href=\"https://a.example/~b\">https://a.example/~b</a>~"),
    ("https://a.example/x:y[z]", "<a href=\"https://a.example/x:y%5Bz%5D\">https://a.example/x:y[z]</a>"),
    ("*https://a.example*", "<em><a href=\"https://a.example\">https://a.example</a></em>"),
    ("https://a.example/?b=c&amp;d=e", "<a href=\"https://a.example/?b=c&amp;d=e\">https://a.example/?b=c&amp;d=e</a>"),
    ("javascript://a.example", "javascript://a.example"),
    ("a@b_c.example", "<a href=\"mailto:a@b_c.example\">a@b_c.example</a>"),
  ])
  func linksAddresses(text: String, expected: String) {
    #expect(Sample(text).html == "<p>\(expected)</p>\n")
  }

  @Test func escapesHTMLUnlessItIsAllowed() {
    #expect(plainHTML("a <b>c</b>", .all, rawHTML: false) == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n")
    #expect(plainHTML("<div>\n*a*\n</div>", .all, rawHTML: false) == "<p>&lt;div&gt;\n*a*\n&lt;/div&gt;</p>\n")
    #expect(plainHTML("a <b>c</b>", .all, rawHTML: true) == "<p>a <b>c</b></p>\n")
  }
}
