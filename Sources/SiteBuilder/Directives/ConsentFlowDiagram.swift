import Permissions

// The diagram is as wide as a small phone's page, so that its text stays as large as the text around it: what grows with
// the content is its height.

extension ConsentFlowView {
  init(_ consent: Consent, id: [UInt8]) {
    let flow = ConsentFlow(consent)
    var diagram = Diagram(app: consent.app.displayName)
    for step in flow.before { diagram.add(step) }
    diagram.addAcceptance()
    for step in flow.after { diagram.add(step) }
    self.init(
      id: id,
      title: "How \(consent.title) is granted".bytes,
      description: "\(flow.before.count) steps until access is granted, and \(flow.after.count) that follow.".bytes,
      diagram: diagram,
      before: flow.before.map { .init($0, app: consent.app.displayName) },
      after: flow.after.map { .init($0, app: consent.app.displayName) }
    )
  }
}

extension ConsentFlowView.Item {
  init(_ step: ConsentFlow.Step, app: String) {
    let who = step.from.name(app: app)
    self.init(
      who: (step.from == step.to ? who : "\(who) \u{2192} \(step.to.name(app: app))").bytes,
      text: step.text.bytes
    )
  }
}

extension ConsentFlow.Party {
  fileprivate func name(app: String) -> String {
    switch self {
    case .person: "You"
    case .provider: "Microsoft"
    case .app: app
    }
  }
}

/// A sequence diagram from top to bottom: a line for each party, and an arrow below the sentence of each step.
struct Diagram: Sendable {
  static let width = 320
  private static let lineHeight = 19
  /// Of 14 units: letters of the widest common interface fonts take some 7.1 each, on average.
  private static let lineLength = 41

  struct Text: Sendable {
    var x: Int
    var y: Int
    var text: [UInt8]
  }

  struct Head: Sendable {
    var x: Int
    var lines: [Text]
  }

  struct Step: Sendable {
    var number: Int
    /// Where the text begins, and how much it covers of the parties' lines.
    var top: Int
    var height: Int
    var lines: [Text]
    var arrow: String
    var point: String
  }

  private(set) var heads: [Head]
  private(set) var steps: [Step] = []
  private(set) var headHeight: Int
  private(set) var acceptance = 0
  private(set) var height: Int

  init(app: String) {
    let names = ConsentFlow.Party.allCases.map { party in
      (Self.x(of: party), Self.wrapped(party.name(app: app), 12, limit: 2))
    }
    let most = names.map(\.1.count).max() ?? 1
    headHeight = most * 15 + 13
    heads = names.map { x, lines in
      let first = 17 + (most - lines.count) * 15 / 2
      return Head(x: x, lines: lines.enumerated().map { Text(x: x, y: first + $0 * 15, text: $1.bytes) })
    }
    height = headHeight + 14
  }

  mutating func add(_ step: ConsentFlow.Step) {
    let lines = Self.wrapped(step.text, Self.lineLength, limit: 6)
    let top = height
    let textHeight = lines.count * Self.lineHeight + 4
    let y = top + textHeight + 11
    let (from, to) = (Self.x(of: step.from), Self.x(of: step.to))
    let arrow: String
    let point: String
    if from == to {
      arrow = "M\(from) \(y - 5)h36v12h-30"
      point = "M\(from) \(y + 7)l8-4v8z"
    } else {
      let back = to > from ? -8 : 8
      arrow = "M\(from) \(y)H\(to + back)"
      point = "M\(to) \(y)l\(back)-4v8z"
    }
    steps.append(
      Step(
        number: steps.count + 1,
        top: top,
        height: textHeight,
        lines: lines.enumerated().map { Text(x: 28, y: top + 15 + $0 * Self.lineHeight, text: $1.bytes) },
        arrow: arrow,
        point: point
      )
    )
    height = y + (from == to ? 24 : 18)
  }

  mutating func addAcceptance() {
    acceptance = height + 12
    height += 32
  }

  private static func x(of party: ConsentFlow.Party) -> Int { 50 + party.rawValue * 110 }

  /// Breaks at spaces, and inside of words that are longer than a line.
  static func wrapped(_ text: String, _ length: Int, limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    func width(_ text: some StringProtocol) -> Int {
      // Letters of East Asian scripts are as wide as they are high.
      text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
    }
    for word in text.split(separator: " ") {
      var word = word[...]
      if !line.isEmpty, width(line) + 1 + width(word) > length {
        lines.append(line)
        line = ""
      }
      while width(word) > length {
        var part = ""
        while let next = word.first, width(part) + width(String(next)) <= length || part.isEmpty {
          part.append(next)
          word.removeFirst()
        }
        lines.append(part)
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > limit { lines = lines[..<(limit - 1)] + [lines[limit - 1].prefix(length - 1) + "\u{2026}"] }
    return lines
  }
}
