import Diagnostics

/// Says what became of a link, at every place where it stands.
enum LinkFindings {
  /// Nothing where all is well.
  static func diagnostics(of link: ExternalLink, _ address: WebAddress?, _ finding: Finding) -> [Diagnostic] {
    switch finding.outcome {
    case .works(let movedTo):
      let moved = movedTo.flatMap(WebAddress.init).flatMap { moved in address.map { redirected(link, $0, moved) } }
      return (moved ?? []) + missingAnchor(link, address, finding)
    case .broken(let fault, let finally): return at(link) { broken(link.url, fault, finally, $0) }
    case .endless(let loop): return at(link) { endless(link.url, loop, $0) }
    case .unverified(let doubt): return at(link) { unverified(link.url, doubt, $0) }
    }
  }

  private static func at(_ link: ExternalLink, _ diagnostic: (SourceLocation) -> Diagnostic) -> [Diagnostic] {
    link.places.map { diagnostic($0.location) }
  }

  // MARK: What is broken

  private static func broken(
    _ url: String,
    _ fault: Outcome.Fault,
    _ finally: String?,
    _ location: SourceLocation
  ) -> Diagnostic {
    let way = finally.map { "\(url) leads to \($0), " } ?? "\(url) "
    let which = finally == nil ? "" : "which "
    return switch fault {
    case .status(let status):
      Diagnostic(
        "broken-external-link",
        .error,
        way + which + "answers \(statusWords(status))",
        at: location,
        help: "link to where the page is now, or take the link out"
      )
    case .unresolvable:
      Diagnostic(
        "broken-external-link",
        .error,
        finally == nil ? "there is no host of the name in \(url)" : way + "and there is no host of that name",
        at: location,
        help: "check the spelling of the name"
      )
    case .malformed:
      Diagnostic(
        "broken-external-link",
        .error,
        "\(url) is no address that a browser can open",
        at: location,
        help: "an address is https://, a host, and a path"
      )
    }
  }

  private static func endless(_ url: String, _ loop: Outcome.Loop, _ location: SourceLocation) -> Diagnostic {
    let what =
      switch loop {
      case .circle: "redirects in a circle"
      case .tooLong: "redirects more often than a browser follows"
      }
    return Diagnostic(
      "redirect-loop",
      .error,
      "\(url) \(what)",
      at: location,
      help: "link to where the page is now, or take the link out"
    )
  }

  private static func missingAnchor(_ link: ExternalLink, _ address: WebAddress?, _ finding: Finding) -> [Diagnostic] {
    guard let anchor = Anchors.anchor(of: address?.fragment),
      case .missing(let suggestion) = finding.anchors[anchor]
    else { return [] }
    return at(link) { location in
      Diagnostic(
        "broken-external-anchor",
        .warning,
        "nothing on \(address?.request ?? "") has the anchor #\(anchor)",
        at: location,
        help: suggestion.map { "did you mean #\($0)?" } ?? "link to the page without an anchor"
      )
    }
  }

  // MARK: What has moved

  private static func redirected(_ link: ExternalLink, _ old: WebAddress, _ new: WebAddress) -> [Diagnostic] {
    guard !onlyAddsLanguage(old, new) else { return [] }
    var withFragment = new
    withFragment.fragment = new.fragment ?? old.fragment
    let text = withFragment.text
    let isHome = new.target == "/" && old.target != "/"
    let isBehindDoor = looksLikeSignIn(new)
    return link.places.compactMap { place in
      // Bare `www.example.com` says no scheme: there is nothing to change.
      guard place.isAddressItself || !onlyAddsTLS(old, new) else { return nil }
      var diagnostic = Diagnostic(
        "redirected-link",
        .hint,
        "\(link.url) has moved to \(text)",
        at: place.location
      )
      if isHome {
        diagnostic.message = "\(link.url) now leads to the home page \(text)"
        diagnostic.help = "the page itself may be gone: see where it is now"
      } else if isBehindDoor {
        diagnostic.message = "\(link.url) now leads to the sign-in page \(text)"
        diagnostic.help = "see whether readers can get past it"
      } else if place.isAddressItself {
        diagnostic.fix = .init("write \(text)", at: place.location, replacement: Array(forSource(text).utf8))
      } else {
        diagnostic.help = "write the new address"
      }
      return diagnostic
    }
  }

  /// `/graph/overview` to `/en-us/graph/overview`: whoever left the language out wants readers to get their own.
  private static func onlyAddsLanguage(_ old: WebAddress, _ new: WebAddress) -> Bool {
    guard old.host == new.host else { return false }
    let parts = new.target.dropFirst().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let language = parts.first, isLanguage(language) else { return false }
    let rest = "/" + (parts.count > 1 ? parts[1] : "")
    return rest == old.target || rest == old.target + "/"
  }

  private static func isLanguage(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && parts.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isLetter) }
  }

  private static func onlyAddsTLS(_ old: WebAddress, _ new: WebAddress) -> Bool {
    !old.isSecure && new.isSecure && old.host == new.host && old.target == new.target
  }

  private static func looksLikeSignIn(_ address: WebAddress) -> Bool {
    let words = (address.host + address.path).lowercased().split { !($0.isLetter || $0.isNumber || $0 == "-") }
    return words.contains { ["login", "log-in", "signin", "sign-in", "sso", "auth", "oauth", "oauth2"].contains($0) }
  }

  /// Brackets would end a Markdown link.
  private static func forSource(_ text: String) -> String {
    text.replacing("(", with: "%28").replacing(")", with: "%29")
  }

  // MARK: What nobody can tell

  private static func unverified(_ url: String, _ doubt: Outcome.Doubt, _ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "unverified-link",
      .hint,
      "\(url) could not be verified: \(words(doubt))",
      at: location,
      help: "open it in a browser, or list it under external-links: exclude"
    )
  }

  private static func words(_ doubt: Outcome.Doubt) -> String {
    switch doubt {
    case .status(let status): "the server answers \(statusWords(status))"
    case .asksToWait(let seconds): "the server asks to wait \(seconds) seconds"
    case .wantsCookies: "without cookies it redirects in a circle"
    case .leadsNowhere(let location): "it redirects to \(location), which was not followed"
    case .notASCII: "its host has other letters than ASCII, so it is not asked; written as xn--… it is"
    case .offline: "no name at all could be resolved, so it may be the network here"
    case .failure(let failure):
      switch failure {
      case .localNumber: "its name stands for an address that not everybody can reach, so it is not asked"
      case .unresolvable: "its name could not be resolved"
      case .proxy: "the proxy could not be reached"
      case .refused: "the connection was refused"
      case .timeout: "there was no answer in time"
      case .untrusted: "no connection with a valid certificate could be made"
      case .brokenOff: "the connection broke off"
      case .nonsense: "the answer is not HTTP"
      case .other(let code): "the request failed with curl's code \(code)"
      }
    }
  }

  private static func statusWords(_ status: Int) -> String {
    let words =
      switch status {
      case 401: " (sign-in wanted)"
      case 403: " (forbidden)"
      case 404: " (not found)"
      case 405: " (method not allowed)"
      case 410: " (gone)"
      case 429: " (too many requests)"
      case 451: " (withheld for legal reasons)"
      case 500: " (server error)"
      case 502, 504: " (gateway trouble)"
      case 503: " (unavailable)"
      default: ""
      }
    return "\(status)\(words)"
  }
}
