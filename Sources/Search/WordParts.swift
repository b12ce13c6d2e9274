/// Where a name is cut into the words that it is made of: `Test|Example|Header`, `HTTP|Response`.
struct WordParts {
  /// Positions of bytes, in order.
  private(set) var cuts: [Int] = []
  private var last = (kind: Kind.none, isAfterCapital: false)
  /// Where the last capital stands.
  private var capital = 0
  /// A small letter after two capitals: the second of them begins a word if another small letter follows, as in
  /// `HTTPResponse`, and not in `IDs`.
  private var isOpen = false

  enum Kind { case none, small, capital, digit }

  /// More parts are found in random letters, not in names.
  static let most = 8

  mutating func begin() {
    cuts.removeAll(keepingCapacity: true)
    last = (.none, false)
    isOpen = false
  }

  mutating func next(_ kind: Kind, at position: Int) {
    let wasOpen = isOpen
    isOpen = false
    switch (last.kind, kind) {
    case (.small, .capital), (.digit, .capital): cuts.append(position)
    case (.capital, .small): isOpen = last.isAfterCapital
    case (.small, .small) where wasOpen: cuts.append(capital)
    default: break
    }
    if kind == .capital { capital = position }
    last = (kind, last.kind == .capital)
  }
}
