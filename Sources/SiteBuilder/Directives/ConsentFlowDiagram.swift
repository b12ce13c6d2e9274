import Permissions

// The diagram is as wide as a small phone's page, so that its text stays as large as the text around it: what grows with
// the content is its height.

extension ConsentFlowView {
  init(_ consent: Consent, id: [UInt8], in configuration: SiteConfiguration) {
    let strings = configuration.strings
    let flow = ConsentFlow(consent)
    var diagram = Diagram(
      parties: ConsentFlow.Party.allCases.map { $0.name(app: consent.app.displayName, strings) },
      isRightToLeft: ThemeStrings.isRightToLeft(configuration.language)
    )
    for step in flow.before { diagram.add(step, step.text(of: consent, strings)) }
    diagram.addAcceptance(strings["flow-accepted"])
    for step in flow.after { diagram.add(step, step.text(of: consent, strings)) }
    self.init(
      id: id,
      title: strings.text("flow-title", ["consent": consent.title]).bytes,
      description: strings.text(
        "flow-description",
        ["before": String(flow.before.count), "after": String(flow.after.count)]
      ).bytes,
      diagram: diagram,
      before: flow.before.map { .init($0, of: consent, in: configuration) },
      after: flow.after.map { .init($0, of: consent, in: configuration) }
    )
  }
}

extension ConsentFlowView.Item {
  init(_ step: ConsentFlow.Step, of consent: Consent, in configuration: SiteConfiguration) {
    let strings = configuration.strings
    let app = consent.app.displayName
    let who = step.from.name(app: app, strings)
    // Arrows do not turn round with the text, and between two Latin names the text would not either.
    let arrow = ThemeStrings.isRightToLeft(configuration.language) ? "\u{200F}\u{2190}\u{200F}" : "\u{2192}"
    self.init(
      who: (step.from == step.to ? who : "\(who) \(arrow) \(step.to.name(app: app, strings))").bytes,
      text: step.text(of: consent, strings).bytes
    )
  }
}

/// A sequence diagram from top to bottom: a line for each party, and an arrow below the sentence of each step.
struct Diagram: Sendable {
  static let width = 320
  private static let lineHeight = 19
  /// In hundredths of the height of letters: what 288 units are for letters of 14.
  private static let lineLength = 2_057
  /// What a head's 90 units are for bold letters of 12.5, which are wider.
  private static let nameLength = 660

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
    var numberX: Int
    /// Where the text begins, and how much it covers of the parties' lines.
    var top: Int
    var height: Int
    var lines: [Text]
    var arrow: String
    var point: String
  }

  /// Parties, numbers and text begin at the right.
  let isRightToLeft: Bool
  private(set) var heads: [Head]
  private(set) var steps: [Step] = []
  private(set) var headHeight: Int
  private(set) var acceptance = 0
  /// How much its word covers of the line across.
  private(set) var acceptanceWidth = 0
  private(set) var height: Int

  /// - Parameter parties: what each is called, in the order of ``ConsentFlow/Party``.
  init(parties: [String], isRightToLeft: Bool = false) {
    self.isRightToLeft = isRightToLeft
    let names = zip(ConsentFlow.Party.allCases, parties).map { party, name in
      (Self.x(of: party, isRightToLeft), Self.wrapped(name, Self.nameLength, limit: 2))
    }
    let most = names.map(\.1.count).max() ?? 1
    headHeight = most * 15 + 13
    heads = names.map { x, lines in
      let first = 17 + (most - lines.count) * 15 / 2
      return Head(x: x, lines: lines.enumerated().map { Text(x: x, y: first + $0 * 15, text: $1.bytes) })
    }
    height = headHeight + 14
  }

  mutating func add(_ step: ConsentFlow.Step, _ text: String) {
    let lines = Self.wrapped(text, Self.lineLength, limit: 6)
    let top = height
    let textHeight = lines.count * Self.lineHeight + 4
    let y = top + textHeight + 11
    let (from, to) = (Self.x(of: step.from, isRightToLeft), Self.x(of: step.to, isRightToLeft))
    let start = isRightToLeft ? Self.width - 28 : 28
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
        numberX: isRightToLeft ? Self.width - 11 : 11,
        top: top,
        height: textHeight,
        lines: lines.enumerated().map { Text(x: start, y: top + 15 + $0 * Self.lineHeight, text: $1.bytes) },
        arrow: arrow,
        point: point
      )
    )
    height = y + (from == to ? 24 : 18)
  }

  mutating func addAcceptance(_ word: String) {
    acceptanceWidth = min(Self.width, Self.width(of: word) * 14 / 100 + 20)
    acceptance = height + 12
    height += 32
  }

  private static func x(of party: ConsentFlow.Party, _ isRightToLeft: Bool) -> Int {
    50 + 110 * (isRightToLeft ? 2 - party.rawValue : party.rawValue)
  }

  // MARK: Lines

  /// What stays together: a word, or a letter of a script that is written without spaces.
  private struct Unit {
    var text: Substring
    var followsSpace: Bool
  }

  /// Breaks at spaces, between letters of East Asian scripts, and inside of words that are longer than a line.
  ///
  /// - Parameter length: of a line, in hundredths of the height of letters.
  static func wrapped(_ text: String, _ length: Int, limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for unit in units(of: text) {
      var rest = unit.text
      let space = unit.followsSpace && !line.isEmpty ? width(of: " ") : 0
      if !line.isEmpty, width(of: line) + space + width(of: rest) > length {
        lines.append(line)
        line = ""
      }
      while width(of: rest) > length {
        var part = ""
        while let next = rest.first, width(of: part) + width(of: String(next)) <= length || part.isEmpty {
          part.append(next)
          rest.removeFirst()
        }
        lines.append(part)
      }
      line += (line.isEmpty || !unit.followsSpace ? "" : " ") + rest
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > limit {
      var last = lines[limit - 1]
      while !last.isEmpty, width(of: last) + width(of: "\u{2026}") > length { last.removeLast() }
      lines = lines[..<(limit - 1)] + [last + "\u{2026}"]
    }
    return lines
  }

  private static func units(of text: String) -> [Unit] {
    text.split(separator: " ").flatMap { word in
      var units: [Unit] = []
      var start = word.startIndex
      for index in word.indices.dropFirst() {
        let (before, after) = (word[word.index(before: index)], word[index])
        // No line begins with what ends a sentence or bracket, nor ends with what begins one.
        guard isWide(before) || isWide(after), !"、。，．）」』：；ー".contains(after), !"（「『".contains(before) else {
          continue
        }
        units.append(Unit(text: word[start..<index], followsSpace: units.isEmpty))
        start = index
      }
      return units + [Unit(text: word[start...], followsSpace: units.isEmpty)]
    }
  }

  /// As the widest of common interface fonts has it: what fits there fits everywhere.
  private static func width(of text: String) -> Int { text.reduce(0) { $0 + width(of: $1) } }
  private static func width(of text: Substring) -> Int { width(of: String(text)) }

  private static func width(of character: Character) -> Int {
    switch character {
    case " ", "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": 32
    case "f", "r", "t", "(", ")", "[", "]", "-", "/": 42
    case "m", "M", "W": 98
    case "w", "A"..."Z": 75
    default: isWide(character) ? 100 : 62
    }
  }

  /// Letters of East Asian scripts are as wide as they are high.
  private static func isWide(_ character: Character) -> Bool {
    guard let value = character.unicodeScalars.first?.value else { return false }
    return (0x1100...0x11FF).contains(value) || (0x2E80...0xD7AF).contains(value) || (0xF900...0xFAFF).contains(value)
      || (0xFF01...0xFF60).contains(value) || value >= 0x20000
  }
}
