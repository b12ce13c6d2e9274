/// What became of one address, whatever the anchors on it.
enum Outcome: Hashable, Sendable {
  /// `movedTo` is where permanent redirects lead, as far as they go.
  case works(movedTo: String?)
  /// Gone for everybody. `finally` is the address that says so, where redirects led to it.
  case broken(Fault, finally: String?)
  /// Redirects that no browser follows to their end.
  case endless(Loop)
  /// Nobody can tell: it may be there for a person with a browser.
  case unverified(Doubt)

  enum Fault: Hashable, Sendable {
    /// 404 or 410.
    case status(Int)
    case unresolvable
    case malformed
  }

  enum Loop: String, Hashable, Sendable {
    case circle
    case tooLong = "too-long"
  }

  enum Doubt: Hashable, Sendable {
    case status(Int)
    case failure(RequestFailure)
    /// The server wants to be left alone for so many seconds.
    case asksToWait(Int)
    /// It redirects in a circle for whom it does not know by a cookie.
    case wantsCookies
    /// It redirects to what is no web address, or one that is not everybody's.
    case leadsNowhere(String)
    /// No name at all could be resolved: it is the network here.
    case offline
    /// What its host is in ASCII, and whether that is a name or a number, is not found out.
    case notASCII
  }
}

/// What is known of one address: its outcome, and what became of every anchor asked for.
struct Finding: Hashable, Sendable {
  var outcome: Outcome
  var anchors: [String: Anchors.Finding] = [:]
}
