import Synchronization

/// Finds out what became of one address: asks, asks again, and follows redirects.
struct LinkVisit: Sendable {
  let options: ExternalLinkOptions
  let curl: Curl
  let pacer: Pacer
  /// Hosts that nothing more is asked of, and what they all answer: they do not exist, or want to be left alone.
  let closedHosts = Shared<[String: Answer]>([:])

  enum Answer: Sendable {
    case response(Response)
    case failure(RequestFailure)
    case asksToWait(seconds: Int)
  }

  /// `anchors` are looked for on the page that the address leads to.
  func find(_ address: WebAddress, anchors: Set<String>) async -> Finding {
    let finding = await follow(address, anchors, from: anchors.isEmpty ? .head : .get)
    // Some servers redirect in a circle only where they are asked for the headers alone.
    if case .endless = finding.outcome, anchors.isEmpty { return await follow(address, anchors, from: .get) }
    return finding
  }

  private func follow(_ start: WebAddress, _ anchors: Set<String>, from method: RequestMethod) async -> Finding {
    var method = method
    var current = start
    var seen: Set<String> = [start.request]
    var moved: WebAddress?
    var isPermanent = true
    var setsCookies = false
    while true {
      guard current.host.utf8.allSatisfy({ $0 < 0x80 }) else { return Finding(outcome: .unverified(.notASCII)) }
      switch await ask(current, &method, wantsBody: !anchors.isEmpty) {
      case .asksToWait(let seconds): return Finding(outcome: .unverified(.asksToWait(seconds)))
      case .failure(.unresolvable):
        return Finding(outcome: .broken(.unresolvable, finally: current == start ? nil : current.request))
      case .failure(let failure): return Finding(outcome: .unverified(.failure(failure)))
      case .response(let response):
        setsCookies = setsCookies || response.header("set-cookie") != nil
        if [301, 302, 303, 307, 308].contains(response.status), let location = response.header("location") {
          guard let next = current.following(location), isAllowed(next) else {
            return Finding(outcome: .unverified(.leadsNowhere(location)))
          }
          isPermanent = isPermanent && (response.status == 301 || response.status == 308)
          if isPermanent { moved = next }
          guard seen.insert(next.request).inserted else {
            return Finding(outcome: setsCookies ? .unverified(.wantsCookies) : .endless(.circle))
          }
          guard seen.count <= options.mostRedirects + 1 else { return Finding(outcome: .endless(.tooLong)) }
          current = next
          continue
        }
        switch response.status {
        case 200..<300:
          var finding = Finding(outcome: .works(movedTo: moved?.text))
          finding.anchors = look(for: anchors, in: response)
          return finding
        case 404, 410:
          let finally = current == start ? nil : current.request
          return Finding(outcome: .broken(.status(response.status), finally: finally))
        default: return Finding(outcome: .unverified(.status(response.status)))
        }
      }
    }
  }

  private func isAllowed(_ address: WebAddress) -> Bool {
    options.allowsLocalHosts || HostKind(address.host) == .everybodys
  }

  private func look(for anchors: Set<String>, in response: Response) -> [String: Anchors.Finding] {
    guard !anchors.isEmpty else { return [:] }
    let isReadable = response.isHTML && !response.isEncoded
    let page = isReadable ? Anchors(html: response.body) : nil
    return Dictionary(
      uniqueKeysWithValues: anchors.map { anchor in
        let finding = page?.find(anchor) ?? .unknown
        // It may stand in what was not read.
        if case .missing = finding, !response.isComplete { return (anchor, .unknown) }
        return (anchor, finding)
      }
    )
  }

  /// One answer that will not be another one in a minute, as far as one can tell. `method` becomes the one that the
  /// server lets pass.
  private func ask(_ address: WebAddress, _ method: inout RequestMethod, wantsBody: Bool) async -> Answer {
    var attempt = 0
    while true {
      if Task.isCancelled { return .failure(.other(-1)) }
      if let answer = closedHosts.value.withLock({ $0[address.host] }) { return answer }
      let (asked, number) = (method, attempt)
      let turn: Answer? = await pacer.turn(at: address.host) {
        // Others may have closed the host while this one waited.
        if closedHosts.value.withLock({ $0[address.host] != nil }) { return nil }
        let answer = Answer(await curl.ask(asked, address, wantsBody: wantsBody))
        return consider(answer, from: address.host, isLast: number >= retries(after: answer, asked))
      }
      guard let result = turn else { continue }
      let isLast = attempt >= retries(after: result, method)
      switch result {
      case .response(let response) where !isPassing(response.status, method):
        // Servers refuse the question in many ways.
        guard method == .head, response.status >= 400 else { return result }
        method = .get
        continue
      case .response(let response):
        guard !isLast else { return result }
        let now = options.timekeeper.now()
        let asksFor = retryAfter(response)
        let wait = asksFor ?? RetryDelay.backoff(attempt, for: address.request, options)
        if asksFor != nil || response.status == 429 {
          await pacer.pause(address.host, until: now + wait)
        } else {
          await options.timekeeper.sleep(now + wait)
        }
      case .failure:
        guard !isLast else { return result }
        let wait = RetryDelay.backoff(attempt, for: address.request, options)
        await options.timekeeper.sleep(options.timekeeper.now() + wait)
      case .asksToWait: return result
      }
      attempt += 1
      method = .get
    }
  }

  /// Closes the host where nothing else is to be expected of it, while nobody else's turn has come.
  private func consider(_ answer: Answer, from host: String, isLast: Bool) -> Answer {
    var answer = answer
    switch answer {
    case .response(let response) where response.status == 429 || response.status == 503:
      if let wait = retryAfter(response), wait > options.longestRetryAfter {
        answer = .asksToWait(seconds: Int(wait.components.seconds))
      } else if !isLast || response.status == 503 {
        return answer
      }
    case .failure(.unresolvable) where isLast: break
    default: return answer
    }
    closedHosts.value.withLock { $0[host] = answer }
    return answer
  }

  private func retryAfter(_ response: Response) -> Duration? {
    response.header("retry-after").flatMap { RetryDelay.retryAfter($0, now: options.timekeeper.now()) }
  }

  /// Whether the same question may get another answer later.
  private func isPassing(_ status: Int, _ method: RequestMethod) -> Bool {
    switch status {
    case 429, 503: true
    // Asked for the headers alone, that is how some say that they do not do that.
    case 500, 502, 504: method == .get
    default: false
    }
  }

  private func retries(after answer: Answer, _ method: RequestMethod) -> Int {
    guard case .failure(let failure) = answer else { return options.retries }
    return switch failure {
    case .brokenOff: options.retries
    // Each costs the whole timeout, or is seldom another one the next time.
    case .timeout, .unresolvable, .refused: min(1, options.retries)
    case .nonsense, .other: method == .head ? 1 : 0
    case .untrusted, .proxy, .localNumber: 0
    }
  }
}

extension LinkVisit.Answer {
  init(_ result: Result<Response, RequestFailure>) {
    switch result {
    case .success(let response): self = .response(response)
    case .failure(let failure): self = .failure(failure)
    }
  }
}
