import Diagnostics

/// What is wrong with a link.
struct LinkFinding: Sendable {
  var diagnostic: Diagnostic
  /// What may have been meant is still to be found out.
  var question: Question?

  /// What to look for, in the language of the site that looks.
  struct Question: Sendable {
    let language: String?
    let wanted: Wanted

    enum Wanted: Sendable {
      /// A path below the content folder.
      case path(String, at: LinkPlace)
      case anchor(String, on: PageID)
    }
  }

  init(_ diagnostic: Diagnostic, _ wanted: Question.Wanted? = nil, in site: Site) {
    self.diagnostic = diagnostic
    question = wanted.map { Question(language: site.configuration.otherLanguage?.tag, wanted: $0) }
  }

  /// The finding with the help that it can get.
  func answered(by site: Site) -> Diagnostic {
    var diagnostic = diagnostic
    if let help = question?.answer(in: site) { diagnostic.help = help }
    return diagnostic
  }
}

extension LinkFinding.Question {
  /// Says what was probably meant; nil where nothing is near.
  ///
  /// - Parameter site: in any of its languages.
  func answer(in site: Site) -> String? {
    let site = site.translations.first { $0.configuration.otherLanguage?.tag == language } ?? site
    switch wanted {
    case .path(let path, let place):
      let file = site.contentPath(place.location.path)
      let near = site.index.suggestions.nearest(to: path, from: splitPath(file).folder, isImage: place.isImage)
      // Nobody means the page that the link stands on.
      return near.flatMap { $0 == file ? nil : $0 }.map {
        "did you mean \(place.shown($0, site))?"
      }
    case .anchor(let anchor, let page):
      return site.anchors.of(site[page]).nearest(to: anchor, on: site[page], of: site).map { "did you mean #\($0)?" }
    }
  }
}

/// How many broken links of a run are compared with everything that may have been meant: the first ones, in the order of
/// the pages. Whoever has more of them has moved a folder, and corrects that first.
struct SuggestionBudget {
  static let whole = 500

  private(set) var left = Self.whole

  /// Says whether there was something left.
  mutating func spend() -> Bool {
    left -= 1
    return left >= 0
  }
}

extension Checker.CheckedFile {
  mutating func add(_ finding: LinkFinding) {
    if let question = finding.question { questions.append((diagnostics.count, question)) }
    diagnostics.append(finding.diagnostic)
  }

  /// What was found, with answers to the first questions.
  ///
  /// - Parameter site: in any of its languages.
  func diagnostics(in site: Site, _ budget: inout SuggestionBudget) -> [Diagnostic] {
    guard !questions.isEmpty, budget.left > 0 else { return diagnostics }
    var answered = diagnostics
    func place(_ position: Int) -> UInt32 { diagnostics[position].location?.span?.start ?? 0 }
    // In the order of the text, in whatever order they were asked.
    let questions = questions.sorted { place($0.position) < place($1.position) }
    for (position, question) in questions where site.configuration.checks.settle(answered[position]) != nil {
      guard budget.spend() else { break }
      if let help = question.answer(in: site) { answered[position].help = help }
    }
    return answered
  }
}
