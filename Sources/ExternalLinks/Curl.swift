import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Makes requests by running the system's `curl`, one process each.
///
/// Chosen by figures, Linux on x86-64, Swift 6.3, against a server on the same machine:
///
/// | | start of a command that makes no request | a request, CPU | linked statically |
/// |---|---|---|---|
/// | `URLSession` | + 4.5 ms, 31 more libraries | 0.3 ms | wants libcurl, OpenSSL, Kerberos, LDAP … as archives |
/// | libcurl as a system library | + 4.3 ms, 30 more | | the same |
/// | AsyncHTTPClient | + 0.9 ms | | + 15 MB, 22 packages, 4 minutes to compile |
/// | running `curl` | nothing | 5 ms, with TLS 22 ms | nothing |
///
/// `scopebook --version` may take 10 ms and takes 6. What a process costs is lost in the pauses between two requests to
/// one host, 200 ms, and the system keeps its TLS and certificates up to date.
struct Curl: Sendable {
  let program: String
  let userAgent: String
  let timeout: Duration
  let mostBodyBytes: Int
  private let resolver: HostResolver
  private let allowsLocalHosts: Bool

  init(_ options: ExternalLinkOptions) {
    program = options.curl
    userAgent = options.userAgent
    timeout = options.timeout
    mostBodyBytes = options.mostBodyBytes
    (resolver, allowsLocalHosts) = (options.resolver, options.allowsLocalHosts)
  }

  /// Whether the program is there and runs.
  func isAvailable() async -> Bool {
    await ChildProcess.run([program, "-q", "--version"], deadline: .seconds(10)) { _ in true } == .exited(0)
  }

  /// Asks once, without following redirects.
  ///
  /// - Parameter wantsBody: otherwise the connection is closed after the headers, whatever the server would send.
  func ask(_ method: RequestMethod, _ address: WebAddress, wantsBody: Bool) async -> Result<Response, RequestFailure> {
    let pin: String?
    switch await self.pin(address) {
    case .success(let found): pin = found
    case .failure(let failure): return .failure(failure)
    }
    let reader = Shared(ResponseReader(mostBodyBytes: wantsBody ? mostBodyBytes : 0))
    // Some time beyond curl's own, so that it is curl that ends.
    let ending = await ChildProcess.run(arguments(method, address, pin), deadline: timeout + .seconds(2)) { chunk in
      reader.value.withLock { $0.read(chunk) }
    }
    if let response = reader.value.withLock({ $0.end(isWhole: ending == .exited(0)) }) { return .success(response) }
    return .failure(failure(ending))
  }

  /// The numbers to ask, so that nobody can answer one question about a name for us and another one for curl. Nil where
  /// there is no name, or a proxy finds it.
  private func pin(_ address: WebAddress) async -> Result<String?, RequestFailure> {
    guard !allowsLocalHosts, !Self.hasProxy, !address.isNumber else { return .success(nil) }
    guard let numbers = await resolver.numbers(of: address.host), !numbers.isEmpty else { return .failure(.unresolvable) }
    guard numbers.allSatisfy({ HostKind($0) == .everybodys }) else { return .failure(.localNumber) }
    return .success(HostResolver.pin(numbers, for: address.host, port: address.port ?? (address.isSecure ? 443 : 80)))
  }

  private static let proxyVariables: [String] = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]

  private static let hasProxy = proxyVariables.contains { name in getenv(name).map { $0.pointee != 0 } ?? false }

  /// - Parameter pin: the host with its numbers, as curl wants them.
  func arguments(_ method: RequestMethod, _ address: WebAddress, _ pin: String? = nil) -> [String] {
    let seconds = String(timeout / .milliseconds(1) / 1000)
    return [
      program,
      // Has to be first. Nobody's .curlrc applies: it may hold credentials.
      "-q",
      "--globoff", "--silent", "--include", "--suppress-connect-headers", "--proto", "=http,https",
      "--max-time", seconds, "--connect-timeout", seconds,
      // A proxy knows another localhost.
      "--noproxy", "localhost,127.0.0.1,::1",
      "--user-agent", userAgent,
      "--header", "Accept: text/html,application/xhtml+xml,*/*;q=0.8",
    ] + (pin.map { ["--resolve", $0] } ?? []) + (method == .head ? ["--head"] : []) + ["--url", address.request]
  }

  /// What curl's manual says of its exit codes.
  private func failure(_ ending: ChildProcess.Ending) -> RequestFailure {
    switch ending {
    case .overdue, .exited(28): .timeout
    case .exited(6): .unresolvable
    case .exited(5), .exited(97): .proxy
    case .exited(7): .refused
    case .exited(35), .exited(51), .exited(53), .exited(54), .exited(58), .exited(59), .exited(60), .exited(66),
      .exited(77), .exited(80), .exited(82), .exited(83), .exited(90), .exited(91), .exited(98):
      .untrusted
    case .exited(52), .exited(55), .exited(56), .exited(92): .brokenOff
    case .exited(0), .exited(1), .exited(8), .exited(16), .exited(18), .stopped: .nonsense
    case .exited(let code): .other(Int(code))
    case .notFound, .failed: .other(-1)
    }
  }
}
