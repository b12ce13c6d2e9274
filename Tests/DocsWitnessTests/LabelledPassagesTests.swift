import Diagnostics
import DocsWitness
import Foundation
import Markup
import Permissions
import Testing

/// Measures the docs witness on the labelled passages of `Fixtures/permission-reading`; the README there says what the
/// labels mean. The figures are printed, and may not fall below what has been reached.
struct LabelledPassagesTests {
  @Test func findsWhatPeopleFind() throws {
    var score = Score()
    let passages = try Passage.all()
    for passage in passages { score.add(passage) }
    print(score.summary(of: passages.count))
    #expect(passages.count >= 100)
    #expect(score.precision >= 0.97)
    #expect(score.recall >= 0.98)
    #expect(score.kindRate >= 0.97)
    #expect(score.resourceRate >= 0.96)
    #expect(score.falseAlarms * 10 <= passages.count)
  }
}

private struct Label: Decodable {
  var line: Int
  var written: String
  var permission: String?
  var kind: String?
  var resource: String?
  var role: String
  var meant: String?
}

private struct Passage {
  var name: String
  var file: SourceFile
  var labels: [Label]

  static func all() throws -> [Passage] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/permission-reading")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasSuffix(".jsonl") }.sorted().compactMap { name in
      let stem = name.dropLast(".jsonl".count)
      guard let source = names.first(where: { $0.hasPrefix(stem + ".") && $0 != name }) else { return nil }
      let labels = try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").map {
        try JSONDecoder().decode(Label.self, from: Data($0.utf8))
      }
      let bytes = Array(try Data(contentsOf: folder.appending(path: source)))
      return Passage(name: source, file: SourceFile(path: source, bytes: bytes), labels: labels)
    }
  }

  /// What the witness sees, in the terms of the labels: asked for in both kinds is two.
  func findings() -> [Label] {
    let document = MarkdownParser.parse(file, options: MarkupOptions(rawHTML: true))
    let table = LineTable(file.bytes)
    return AccessReader.read(document, in: file, vocabulary: .of(.embedded)).permissions.sorted {
      $0.span.start < $1.span.start
    }.flatMap { found in
      let kinds = found.kind == .either ? ["delegated", "application"] : [found.kind.kind?.rawValue]
      return kinds.map { kind in
        Label(
          line: table.position(of: found.span.start).line,
          written: String(decoding: file.bytes[found.span.range], as: UTF8.self),
          permission: found.role == .misspelt ? nil : found.name,
          kind: kind,
          resource: found.resource?.name,
          role: found.role.rawValue,
          meant: found.role == .misspelt ? found.name : nil
        )
      }
    }
  }
}

private struct Score {
  private var truePositives = 0, falsePositives = 0, missed = 0
  private var kinds = (right: 0, stated: 0)
  private var resources = (right: 0, stated: 0)
  private var misspelt = (right: 0, labelled: 0)
  private(set) var falseAlarms = 0

  var precision: Double { rate(truePositives, of: truePositives + falsePositives) }
  var recall: Double { rate(truePositives, of: truePositives + missed) }
  var kindRate: Double { rate(kinds.right, of: kinds.stated) }
  var resourceRate: Double { rate(resources.right, of: resources.stated) }

  private func rate(_ part: Int, of whole: Int) -> Double { whole == 0 ? 1 : Double(part) / Double(whole) }

  mutating func add(_ passage: Passage) {
    var findings = passage.findings()
    for label in passage.labels {
      let position = findings.firstIndex {
        $0.line == label.line && $0.written.lowercased() == label.written.lowercased()
      }
      let found = position.map { findings.remove(at: $0) }
      switch label.role {
      case "grant": compareGrant(label, found)
      case "misspelt":
        misspelt.labelled += 1
        if found?.role == "misspelt", found?.meant == label.meant { misspelt.right += 1 }
      default: if found?.role == "grant" { falsePositives += 1 }
      }
    }
    falsePositives += findings.count { $0.role == "grant" }
    falseAlarms += findings.count { $0.role == "misspelt" }
  }

  private mutating func compareGrant(_ label: Label, _ found: Label?) {
    guard let found, found.role == "grant" else {
      missed += 1
      return
    }
    truePositives += 1
    if let kind = label.kind {
      kinds.stated += 1
      if found.kind == kind { kinds.right += 1 }
    }
    if let resource = label.resource {
      resources.stated += 1
      if found.resource == resource { resources.right += 1 }
    }
  }

  func summary(of count: Int) -> String {
    func percent(_ rate: Double) -> String { "\(Int((rate * 1000).rounded()))‰" }
    return "\(count) passages: grants found with precision \(percent(precision)) at recall \(percent(recall)), "
      + "kind right in \(percent(kindRate)) and API in \(percent(resourceRate)) of those that state them, "
      + "\(misspelt.right) of \(misspelt.labelled) misspelt names recognised, \(falseAlarms) false alarms"
  }
}
