import CodeWitness
import Diagnostics
import Foundation
import Permissions
import Testing

/// Small products in every form: `Fixtures/<form>/<case>` holds the files, and `expected.jsonl` in it what they request.
///
/// A line says file, permission (or what is written, where there is no such permission), kind and certainty.
struct FixtureTests {
  @Test(arguments: WitnessCase.all)
  func findsWhatIsRequested(_ example: WitnessCase) async throws {
    let (found, expected) = (try await example.found(), try example.expected())
    let missing = expected.subtracting(found)
    let extra = found.subtracting(expected)
    #expect(missing.isEmpty && extra.isEmpty, "missing \(missing.described), extra \(extra.described)")
  }

  @Test func reachesThePrecisionAndRecallThatWePromise() async throws {
    var (agreed, found, expected) = (0, 0, 0)
    for example in WitnessCase.all {
      let (actual, wanted) = (try await example.found(), try example.expected())
      agreed += actual.common(with: wanted)
      found += actual.count
      expected += wanted.count
    }
    let (precision, recall) = (Double(agreed) / Double(found), Double(agreed) / Double(expected))
    print("\(WitnessCase.all.count) cases, \(expected) requests: precision \(precision), recall \(recall)")
    #expect(WitnessCase.all.count >= 40)
    #expect(precision >= 0.97)
    #expect(recall >= 0.95)
  }

  @Test func pointsAtWhatIsWritten() async throws {
    for example in WitnessCase.all {
      let report = try await example.report()
      let sources = Dictionary(uniqueKeysWithValues: report.sources.map { ($0.path, $0.bytes) })
      for finding in report.findings where finding.certainty == .literal || finding.certainty == .exact {
        let bytes = try #require(sources[finding.path])
        let text = String(decoding: bytes[finding.span.range], as: UTF8.self)
        #expect(text == finding.written || text.removingPercentEncoding == finding.written, "\(finding.path)")
      }
    }
  }
}

struct WitnessCase: CustomTestStringConvertible, Sendable {
  struct Request: Hashable, Sendable, Decodable {
    var file: String
    var permission: String
    var kind: String?
    var certainty: String
  }

  /// Requests with how often each stands there.
  struct Requests: Sendable {
    private(set) var counts: [Request: Int] = [:]

    init(_ requests: [Request]) { for request in requests { counts[request, default: 0] += 1 } }

    var count: Int { counts.values.reduce(0, +) }
    var isEmpty: Bool { counts.isEmpty }

    func common(with other: Requests) -> Int { counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) } }

    func subtracting(_ other: Requests) -> Requests {
      var rest = self
      for (request, count) in other.counts {
        guard let own = rest.counts[request] else { continue }
        rest.counts[request] = own > count ? own - count : nil
      }
      return rest
    }

    var described: [String] {
      counts.keys.map { "\($0.file) \($0.permission) \($0.kind ?? "-") \($0.certainty)" }.sorted()
    }
  }

  let name: String

  var testDescription: String { name }

  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static let all: [WitnessCase] = folders(in: fixtures).flatMap { form in
    folders(in: fixtures.appending(path: form)).map { WitnessCase(name: form + "/" + $0) }
  }

  private static func folders(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  private var folder: URL { Self.fixtures.appending(path: name) }

  func report() async throws -> CodeReport { try await CodeScan(.init(paths: [folder.path]), .embedded).run() }

  func found() async throws -> Requests {
    let requests = try await report().findings.filter(\.isRequest)
    return Requests(
      requests.map { finding in
        Request(
          file: String(finding.path.dropFirst(folder.path.count).drop { $0 == "/" }),
          permission: finding.permission?.name ?? finding.written,
          kind: finding.kind?.rawValue,
          certainty: finding.certainty.rawValue
        )
      }
    )
  }

  func expected() throws -> Requests {
    let text = try String(contentsOf: folder.appending(path: "expected.jsonl"), encoding: .utf8)
    return Requests(try text.split(separator: "\n").map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) })
  }
}
