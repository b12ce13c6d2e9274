public import Diagnostics

/// Asks other people's servers whether the pages that a site links to are still there.
///
/// Never part of a build: what it says depends on others. It only makes sure that nobody is bothered more than needed:
/// each address is asked for once, few at a time, and what was learned is remembered.
public struct ExternalLinkChecker: Sendable {
  /// Why nothing could be checked.
  public enum Failure: Error, CustomStringConvertible {
    case missingCurl(String)

    public var description: String {
      switch self {
      case .missingCurl(let program):
        "cannot run \(program), which makes the requests for external links; install curl (apt-get install curl, "
          + "apk add curl, brew install curl)"
      }
    }
  }

  public struct Report: Sendable {
    public var diagnostics: [Diagnostic] = []
    /// Addresses without their fragments, each counted once.
    public var checked = 0
    /// Among those checked, the ones that a former run had asked for.
    public var remembered = 0
    /// Links to local and example hosts, placeholders, and what the configuration excludes.
    public var skipped = 0
  }

  private let options: ExternalLinkOptions

  public init(_ options: ExternalLinkOptions = ExternalLinkOptions()) { self.options = options }

  /// Checks each address once and reports it at all of its places.
  ///
  /// - Parameter progress: is told how many of how many addresses are done.
  public func check(
    _ links: [ExternalLink],
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws(Failure) -> Report {
    var report = Report()
    let (links, skipped) = sort(links)
    report.skipped = skipped
    var anchors: [String: Set<String>] = [:]
    for case (_, let address?) in links {
      anchors[address.request, default: []].formUnion(Anchors.anchor(of: address.fragment).map { [$0] } ?? [])
    }
    report.checked = anchors.count

    var cache = LinkCache(options)
    var findings: [String: Finding] = [:]
    for (request, anchors) in anchors { findings[request] = cache.finding(request, anchors: anchors) }
    report.remembered = findings.count
    let missing = anchors.filter { findings[$0.key] == nil }
    if !missing.isEmpty {
      let curl = Curl(options)
      guard await curl.isAvailable() else { throw .missingCurl(options.curl) }
      let asked = notBlamingHosts(for: await ask(missing, curl, done: findings.count, of: anchors.count, progress))
      for (request, finding) in asked {
        cache.remember(finding, of: request, now: options.timekeeper.now())
        findings[request] = finding
      }
      cache.write(options)
    }

    let malformed = Finding(outcome: .broken(.malformed, finally: nil))
    report.diagnostics = links.flatMap { link, address in
      LinkFindings.diagnostics(of: link, address, address.flatMap { findings[$0.request] } ?? malformed)
    }.sortedForReport()
    return report
  }

  /// Leaves out what is not to be asked for. Links without an address are malformed.
  private func sort(_ links: [ExternalLink]) -> (links: [(ExternalLink, WebAddress?)], skipped: Int) {
    let patterns = options.exclude.map(AddressPattern.init)
    let sorted: [(ExternalLink, WebAddress?)] = links.compactMap { link in
      // `https://{tenant}.sharepoint.com` and `https://<tenant>…` are for readers to fill in.
      guard !link.url.contains(where: { "{}<>".contains($0) }) else { return nil }
      guard let address = WebAddress(link.url) else { return (link, nil) }
      let kind = HostKind(address.host)
      guard kind == .everybodys || kind == .local && options.allowsLocalHosts else { return nil }
      return patterns.contains { $0.matches(address) } ? nil : (link, address)
    }
    return (sorted, links.count - sorted.count)
  }

  private func ask(
    _ requests: [String: Set<String>],
    _ curl: Curl,
    done: Int,
    of total: Int,
    _ progress: @Sendable (Int, Int) -> Void
  ) async -> [String: Finding] {
    let visit = LinkVisit(options: options, curl: curl, pacer: Pacer(options))
    progress(done, total)
    return await withTaskGroup(of: (String, Finding)?.self) { group in
      // All at once: they wait for their turns without holding anything.
      for (request, anchors) in requests.sorted(by: { $0.key < $1.key }) {
        guard let address = WebAddress(request) else { continue }
        group.addTask { (request, await visit.find(address, anchors: anchors)) }
      }
      var findings: [String: Finding] = [:]
      for await finding in group {
        if let (request, finding) = finding { findings[request] = finding }
        progress(done + findings.count, total)
      }
      return findings
    }
  }

  /// Where not a single name could be resolved, of several, the network here is to blame.
  private func notBlamingHosts(for findings: [String: Finding]) -> [String: Finding] {
    let hosts = Set(findings.keys.compactMap { WebAddress($0)?.host })
    let allUnresolvable = findings.values.allSatisfy { $0.outcome == .broken(.unresolvable, finally: nil) }
    guard hosts.count > 1, allUnresolvable else { return findings }
    return findings.mapValues { _ in Finding(outcome: .unverified(.offline)) }
  }
}
