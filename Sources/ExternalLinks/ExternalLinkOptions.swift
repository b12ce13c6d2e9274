/// How hard to look, and how gently to ask.
public struct ExternalLinkOptions: Sendable {
  /// Addresses to leave alone; see ``AddressPattern``.
  public var exclude: [String] = []
  /// For one request, from the look-up of the name to the end of the answer.
  public var timeout: Duration = .seconds(20)
  /// Requests at once.
  public var concurrency = 16
  /// Requests at once to one host.
  public var concurrencyPerHost = 2
  /// Between the beginnings of two requests to one host.
  public var delayPerHost: Duration = .milliseconds(200)
  /// How often to ask again after an answer that may be a passing one.
  public var retries = 3
  /// Before the first repetition; doubles with each.
  public var shortestBackoff: Duration = .seconds(1)
  public var longestBackoff: Duration = .seconds(30)
  /// A host that asks to be left alone for longer than this is left alone for good.
  public var longestRetryAfter: Duration = .seconds(60)
  /// What browsers follow before they give up.
  public var mostRedirects = 20
  /// Of a page whose anchors are looked for; more is never read.
  public var mostBodyBytes = 2 << 20
  /// Where to remember answers; nothing to remember none.
  public var cacheFolder: String?
  /// For how long a link that works need not be asked for again.
  public var cacheAge: Duration = .seconds(86_400)
  /// The same for a broken one, which somebody may have repaired.
  public var cacheAgeOfFailures: Duration = .seconds(3_600)
  /// Ask hosts of this machine and of private networks too. Links to them are examples in most guides.
  public var allowsLocalHosts = false
  public var userAgent = "Scopebook (link check)"
  /// The program that makes the requests: a name to be found in `PATH`, or a path.
  public var curl = "curl"
  /// Decides how long repetitions wait beyond what they must, so that they do not come all at once.
  public var seed: UInt64 = 0
  public var timekeeper = Timekeeper.system
  /// Finds the numbers of hosts.
  var resolver = HostResolver()

  public init() {}
}
