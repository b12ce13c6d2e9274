import TestSupport
import Testing

@testable import Highlighting

struct LexerTests {
  /// The tokens of code, as `kind:text`.
  private func tokens(_ code: String, _ language: String) throws -> [String] {
    let bytes = Array(code.utf8)
    return Lexer(bytes[...], try #require(Language.named(language.utf8))).map {
      "\($0.kind):\(String(decoding: bytes[$0.range], as: UTF8.self))"
    }
  }

  @Test(arguments: [
    ("bash", "az login --tenant $T # now", ["keyword:az", "name:--tenant", "name:$T", "comment:# now"]),
    ("sh", "a#b ${X} \"it's\"", ["name:${X}", "string:\"it's\""]),
    (
      "PowerShell", "Connect-MgGraph -Scopes 'User.Read' <# a\n #> IF",
      ["keyword:Connect-MgGraph", "name:-Scopes", "string:'User.Read'", "comment:<# a\n #>", "keyword:IF"]
    ),
    (
      "json", #"{"a\"b" : "c", "n": -1.5e3, "t": true}"#,
      [#"name:"a\"b""#, #"string:"c""#, #"name:"n""#, "number:1.5e3", #"name:"t""#, "keyword:true"]
    ),
    ("yaml", "a-b: it's # c\n- 'x': 2", ["name:a-b", "comment:# c", "name:'x'", "number:2"]),
    ("yaml", "url: https://x", ["name:url"]),
    (
      "http", "GET /a:b HTTP/1.1\nContent-Type: text/plain",
      ["keyword:GET", "keyword:HTTP", "number:1.1", "name:Content-Type"]
    ),
    (
      "terraform", "resource \"a\" \"b\" {\n  id = 1 // x\n}",
      ["keyword:resource", "string:\"a\"", "string:\"b\"", "name:id", "number:1", "comment:// x"]
    ),
    (
      "swift", "@Test let x = \"\"\"\n\"a\"\n\"\"\"",
      ["name:@Test", "keyword:let", "string:\"\"\"\n\"a\"\n\"\"\""]
    ),
    (
      "ts", "const a: string = `x\n`; /* b */",
      ["keyword:const", "keyword:string", "string:`x\n`", "comment:/* b */"]
    ),
    ("c#", "var p = @\"c:\\\"; // 0x1F", ["keyword:var", "string:@\"c:\\\"", "comment:// 0x1F"]),
    ("python", "@a\ndef f(): return 0x1F", ["name:@a", "keyword:def", "keyword:return", "number:0x1F"]),
  ])
  func findsTokens(language: String, code: String, expected: [String]) throws {
    #expect(try tokens(code, language) == expected)
  }

  @Test func knowsNoOtherLanguages() {
    #expect(Language.named("cobol".utf8) == nil)
    #expect(Language.named("".utf8) == nil)
  }

  @Test func wordsThatOnlyLookLikeKeywordsArePlain() throws {
    #expect(try tokens("letter outlet let2 2let", "swift").isEmpty)
  }

  @Test func whatIsNotClosedEndsWithItsLineOrTheCode() throws {
    #expect(try tokens("\"a\nlet", "swift") == ["string:\"a", "keyword:let"])
    #expect(try tokens("/* a\nlet", "swift") == ["comment:/* a\nlet"])
    #expect(try tokens("${a\nif", "bash") == ["keyword:if"])
    #expect(try tokens("a --", "bash").isEmpty)
    #expect(try tokens("\"\\", "json") == ["string:\"\\"])
  }
}

struct LexerPropertyTests {
  /// Pieces that begin, end and escape things in some language.
  private static let pieces = [
    "\"", "'", "`", "\"\"\"", "'''", "#\"", "\"#", "@\"", "\"@", "@'", "\\", "//", "/*", "*/", "#", "<#", "#>", "$",
    "${",
    "}", "@", "-", "--", "-x", ":", "=", " ", "\t", "\n", "0x", "1.5", "1e", "let", "Connect-A", "é", "<", "&", ">",
    "\0",
  ].map { Array($0.utf8) }

  @Test(arguments: allLanguages.map { $0.names[0] })
  func tokensLieInOrderAndInsideTheCode(language: String) throws {
    let language = try #require(Language.named(language.utf8))
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let code = (0..<Int.random(in: 0..<30, using: &generator)).flatMap { _ in
        Self.pieces.randomElement(using: &generator)!
      }
      // As a slice that does not begin at 0: code lies inside a file.
      let slice = ([0x20, 0x20] + code)[2...]
      var end = slice.startIndex
      for token in Lexer(slice, language) {
        let isInOrder =
          end <= token.range.lowerBound && !token.range.isEmpty && token.range.upperBound <= slice.endIndex
        try #require(isInOrder, "\(String(decoding: code, as: UTF8.self).debugDescription): \(token)")
        end = token.range.upperBound
      }
    }
  }

  @Test(arguments: allLanguages.map { $0.names[0] }, ["\"", "'", "/*", "${", "-", "a ", "1.", "\\", "a:", "<#", "  "])
  func takesTimeInProportion(language: String, piece: String) throws {
    let language = try #require(Language.named(language.utf8))
    func time(_ count: Int) -> Double {
      let code = Array(String(repeating: piece, count: count).utf8)
      return (0..<3).map { _ in
        processorTime {
          var last = 0
          for token in Lexer(code[...], language) { last = token.range.upperBound }
          _ = last
        }
      }.min()!
    }
    // Twenty times the text may take a hundred times as long, in a processor whose memory others use too; four hundred
    // would be that of a lexer that begins again and again.
    #expect(time(40_000) < time(2_000) * 100 + 0.1)
  }
}
