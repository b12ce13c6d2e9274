import Diagnostics
import Foundation
import Templates
import Testing

struct LimitTests {
  @Test func refusesTenThousandNestedSectionsWithoutOverflowing() {
    let template = String(repeating: "{{#isHome}}", count: 10_000) + String(repeating: "{{/isHome}}", count: 10_000)
    let (compiled, diagnostics) = library(["page.html": template]).compile("page", for: pageShape)
    #expect(compiled == nil)
    #expect(diagnostics.map(\.message) == ["more than 50 sections are inside each other here"])
    #expect(diagnostics[0].location?.span == SourceSpan(50 * 11..<51 * 11))
  }

  @Test func allowsFiftyNestedSections() throws {
    let template = String(repeating: "{{#site}}", count: 50) + "x" + String(repeating: "{{/site}}", count: 50)
    #expect(try render(template) == "x")
  }

  @Test func refusesChainsOfInclusionsThatAreTooLong() {
    let files = (0..<1_000).map { SourceFile(path: "\($0).html", bytes: bytes("{{>\($0 + 1)}}")) }
    let (compiled, diagnostics) = TemplateLibrary(files: files + [SourceFile(path: "1000.html", bytes: [])])
      .compile("0", for: pageShape)
    #expect(compiled == nil)
    #expect(diagnostics.map(\.message) == ["more than 50 sections and inclusions are inside each other here"])
  }

  @Test func refusesBlocksThatMultiplyWithoutEnd() {
    // Each layout fills a block of the next with its own block, twice.
    let layouts = (0..<22).map { level in
      let content = String(repeating: "{{$b\(level)}}x{{/b\(level)}}", count: 2)
      let next = level + 1
      return SourceFile(
        path: "\(level).html",
        bytes: bytes("{{<\(next)}}{{$b\(next)}}\(content){{/b\(next)}}{{/\(next)}}")
      )
    }
    let last = SourceFile(path: "22.html", bytes: bytes("{{$b22}}{{/b22}}"))
    let (compiled, diagnostics) = TemplateLibrary(files: layouts + [last]).compile("0", for: pageShape)
    #expect(compiled == nil)
    #expect(diagnostics.map(\.message) == ["with all that it includes the template has more than 500000 pieces"])
  }

  @Test(.timeLimit(.minutes(10))) func comparesDeepInheritanceQuickly() {
    // Two blocks are filled on each of 45 levels: comparing what fills them by descending would take 2^45 steps.
    let layouts = (0..<45).map { level in
      let fillings = ["a", "b"].map { "{{$\($0)\(level + 1)}}x{{/\($0)\(level + 1)}}" }.joined()
      let blocks = ["a", "b"].map { "{{$\($0)\(level)}}{{/\($0)\(level)}}" }.joined()
      return SourceFile(
        path: "\(level).html",
        bytes: bytes("{{<\(level + 1)}}\(fillings){{/\(level + 1)}}\(blocks)")
      )
    }
    let last = SourceFile(path: "45.html", bytes: bytes("{{$a45}}{{/a45}}{{$b45}}{{/b45}}"))
    let (compiled, diagnostics) = TemplateLibrary(files: layouts + [last]).compile("0", for: pageShape)
    #expect(compiled != nil, "\(diagnostics)")
  }

  @Test func compilesAHugeTemplate() throws {
    let line = "<li>{{title}}</li>{{#site}}{{name}}{{/site}}\n"
    let output = try render(String(repeating: line, count: 20_000))
    #expect(output.utf8.count == 20_000 * "<li>R&amp;D</li>Calibrant\n".utf8.count)
  }

  // Searching to the end for each of them takes minutes.
  @Test(.timeLimit(.minutes(10)), arguments: ["{{", "{{{", "{{!", "{{=", "{{#a ", "{{=| |=}}|"])
  func staysLinearInTagsThatAreNeverClosed(opening: String) {
    let text = String(repeating: opening, count: 40_000)
    #expect(!library(["page.html": text]).diagnostics.isEmpty)
  }

  @Test func refusesNamesOfTooManyParts() {
    let name = Array(repeating: "next", count: 11).joined(separator: ".")
    let (compiled, diagnostics) = library(["page.html": "{{#\(name)}}{{/\(name)}}"]).compile("page", for: ringShape)
    #expect(compiled == nil)
    #expect(diagnostics.map(\.message) == ["'\(name)' is not a name"])
  }

  /// A task may have no more stack than this on some systems; going over it ends the process.
  @Test func fitsItsDeepestWorkIntoHalfAMegabyteOfStack() async {
    await withCheckedContinuation { continuation in
      let thread = Thread {
        let next = Array(repeating: "next", count: 10).joined(separator: ".")
        let ring = library(["ring.html": "{{#next}}{{#\(next)}}{{>ring}}{{/\(next)}}{{/next}}"])
        var output: [UInt8] = []
        let problem = ring.compile("ring", for: ringShape).template?.render(Ring(), into: &output)
        #expect(problem != nil)

        let open = String(repeating: "{{#site}}", count: 40)
        let close = String(repeating: "{{/site}}", count: 40)
        let chain = (0..<200).map {
          SourceFile(
            path: "\($0).html",
            bytes: bytes(
              "{{<\($0 + 1)}}{{$a}}\(open){{$b}}{{>\($0 + 1)}}{{/b}}\(close){{/a}}{{/\($0 + 1)}}{{$a}}{{/a}}"
            )
          )
        }
        let (compiled, diagnostics) = TemplateLibrary(files: chain).compile("0", for: pageShape)
        #expect(compiled == nil)
        #expect(diagnostics.contains { $0.message.hasPrefix("more than 50 sections and inclusions") })
        continuation.resume()
      }
      thread.stackSize = 512 * 1024
      thread.start()
    }
  }
}
