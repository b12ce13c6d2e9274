#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What is remembered of addresses between runs: one small file, which is read as a whole or not at all.
///
/// A line has the seconds since 1970, the address, the outcome, and the anchors that were looked for, with tabs between.
/// The first line has a checksum of all others, so that a damaged file is as good as none.
struct LinkCache: Sendable {
  private struct Entry: Sendable {
    var checked: Int
    var finding: Finding
  }

  private var entries: [String: Entry] = [:]

  static let name = "external-links.txt"
  private static let title = "scopebook external links 1"

  /// Reads what is still fresh. No folder, no file or a damaged one: nothing is remembered.
  init(_ options: ExternalLinkOptions) {
    guard let path = Self.path(options), let data = try? Data(contentsOf: URL(filePath: path)) else { return }
    let text = String(decoding: data, as: UTF8.self)
    guard let end = text.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return }
    let rest = text[text.utf8.index(after: end)...]
    guard text[..<end] == "\(Self.title) \(Self.checksum(rest))" else { return }
    let now = Int(options.timekeeper.now().components.seconds)
    for line in rest.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 3, let checked = Int(fields[0]), let outcome = Outcome(cached: fields[2]) else { return }
      guard Self.isFresh(outcome, age: now - checked, options) else { continue }
      var finding = Finding(outcome: outcome)
      for field in fields[3...] {
        guard let (anchor, found) = Anchors.Finding.read(field) else { continue }
        finding.anchors[anchor] = found
      }
      entries[fields[1]] = Entry(checked: checked, finding: finding)
    }
  }

  /// Nothing where one of the anchors has not been looked for: they can only be found together with the page.
  func finding(_ address: String, anchors: Set<String>) -> Finding? {
    guard let finding = entries[address]?.finding else { return nil }
    if case .works = finding.outcome {
      guard anchors.allSatisfy({ finding.anchors[$0] != nil }) else { return nil }
    }
    return finding
  }

  /// Whatever may be another one in a minute is not remembered.
  mutating func remember(_ finding: Finding, of address: String, now: Duration) {
    if case .unverified = finding.outcome { return }
    entries[address] = Entry(checked: Int(now.components.seconds), finding: finding)
  }

  /// Replaces the file at once or not at all. A cache that cannot be written is no reason to complain: the next run
  /// asks again.
  func write(_ options: ExternalLinkOptions) {
    guard let folder = options.cacheFolder, let path = Self.path(options) else { return }
    let lines = entries.sorted { $0.key < $1.key }.map { address, entry in
      let anchors = entry.finding.anchors.sorted { $0.key < $1.key }.map { "\t" + $0.value.written(of: $0.key) }
      return "\(entry.checked)\t\(address)\t\(entry.finding.outcome.cached ?? "")\(anchors.joined())\n"
    }
    let rest = lines.joined()
    let data = Data("\(Self.title) \(Self.checksum(rest[...]))\n\(rest)".utf8)
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? data.write(to: URL(filePath: path), options: .atomic)
  }

  private static func path(_ options: ExternalLinkOptions) -> String? { options.cacheFolder.map { $0 + "/" + name } }

  private static func isFresh(_ outcome: Outcome, age: Int, _ options: ExternalLinkOptions) -> Bool {
    guard age >= 0 else { return false }
    if case .works = outcome { return .seconds(age) < options.cacheAge }
    return .seconds(age) < min(options.cacheAge, options.cacheAgeOfFailures)
  }

  private static func checksum(_ text: Substring) -> String {
    String(text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
  }
}

extension Outcome {
  /// Nothing for what is not remembered. Addresses hold no spaces.
  fileprivate var cached: String? {
    switch self {
    case .works(movedTo: nil): "works"
    case .works(movedTo: let address?): "moved " + address
    case .broken(let fault, let finally):
      switch fault {
      case .status(let status): "\(status)" + (finally.map { " " + $0 } ?? "")
      case .unresolvable: "unresolvable" + (finally.map { " " + $0 } ?? "")
      case .malformed: nil
      }
    case .endless(let loop): loop.rawValue
    case .unverified: nil
    }
  }

  fileprivate init?(cached: String) {
    let words = cached.split(separator: " ", maxSplits: 1).map(String.init)
    let address = words.count > 1 ? words[1] : nil
    switch words.first {
    case "works": self = .works(movedTo: nil)
    case "moved": self = .works(movedTo: address)
    case "unresolvable": self = .broken(.unresolvable, finally: address)
    case "404": self = .broken(.status(404), finally: address)
    case "410": self = .broken(.status(410), finally: address)
    case let word?:
      guard let loop = Loop(rawValue: word) else { return nil }
      self = .endless(loop)
    case nil: return nil
    }
  }
}

extension Anchors.Finding {
  /// `+name`, `?name`, `-name`, or `-name suggestion`; neither has blanks in it that matter.
  fileprivate func written(of anchor: String) -> String {
    switch self {
    case .found: "+" + anchor
    case .unknown: "?" + anchor
    case .missing(let suggestion):
      "-" + anchor
        + (suggestion.flatMap { $0.contains { "\t\r\n ".contains($0) } ? nil : " " + $0 } ?? "")
    }
  }

  fileprivate static func read(_ text: String) -> (String, Anchors.Finding)? {
    let words = text.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
    guard let anchor = words.first else { return nil }
    return switch text.first {
    case "+": (anchor, .found)
    case "?": (anchor, .unknown)
    case "-": (anchor, .missing(suggestion: words.count > 1 ? words[1] : nil))
    default: nil
    }
  }
}
