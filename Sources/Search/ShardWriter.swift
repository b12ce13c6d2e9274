/// Writes lines of a term, a space, and what is known of it, in the order of the terms, into files of about one size.
///
/// A term is written as far as it differs from the one before, after a letter that says how much is the same.
struct ShardWriter {
  /// What is written, by the letter that its files begin with.
  enum Kind: String {
    case terms = "t"
    case words = "w"
    case ends = "e"

    /// A file is closed when it is longer.
    var size: Int { self == .terms ? 3000 : 1500 }

    /// The name of a file, counted from 0.
    func file(_ number: Int) -> String { rawValue + "\(number).js" }
  }

  private let kind: Kind
  /// What every file begins with: as little of its first term as tells it from the last one of the file before.
  private var firsts: [ArraySlice<UInt8>] = []
  private var previous: ArraySlice<UInt8> = []
  /// The file that is being written.
  var bytes: [UInt8] = []

  init(_ kind: Kind) {
    self.kind = kind
  }

  /// Writes one file that stands after others.
  init(_ kind: Kind, from number: Int) {
    self.init(kind)
    firsts = Array(repeating: [], count: number)
  }

  /// How many files have been begun.
  var count: Int { firsts.count }

  /// Begins the line of a term; what is known of it is written into ``bytes``.
  mutating func begin(_ term: ArraySlice<UInt8>, _ body: (_ name: String, _ bytes: [UInt8]) -> Void) {
    let isLong = bytes.count > kind.size
    endLine()
    if isLong { hand(to: body) }
    var shared = Self.shared(term, previous)
    if bytes.isEmpty {
      firsts.append(Self.beginning(of: term, shared))
      shared = 0
    }
    SearchIndex.write(shared, to: &bytes)
    bytes += term.dropFirst(shared)
    bytes.append(UInt8(ascii: " "))
    previous = term
  }

  /// Hands out the last file and adds to the index what each begins with.
  mutating func finish(_ body: (_ name: String, _ bytes: [UInt8]) -> Void, listedIn index: inout [UInt8]) {
    endLine()
    if !bytes.isEmpty { hand(to: body) }
    index += ",\"\(kind.rawValue)\":".utf8
    index += JSONList.bytes(of: firsts.map { Array($0) })
  }

  /// How many bytes of a term are those of the one before, whole characters of them; one letter says how many.
  static func shared(_ term: ArraySlice<UInt8>, _ previous: ArraySlice<UInt8>) -> Int {
    var shared = 0
    for (a, b) in zip(term, previous) where shared < 31 {
      guard a == b else { break }
      shared += 1
    }
    while shared > 0, shared < term.count, term[term.startIndex + shared] & 0xC0 == 0x80 { shared -= 1 }
    return shared
  }

  /// As much of a term as tells it from the one before.
  static func beginning(of term: ArraySlice<UInt8>, _ shared: Int) -> ArraySlice<UInt8> {
    var end = term.prefix(shared + 1).endIndex
    // No character is cut in two.
    while end < term.endIndex, term[end] & 0xC0 == 0x80 { end += 1 }
    return term[..<end]
  }

  private mutating func endLine() { if !bytes.isEmpty { bytes += "\\n".utf8 } }

  private mutating func hand(to body: (_ name: String, _ bytes: [UInt8]) -> Void) {
    let number = firsts.count - 1
    body(kind.file(number), searchScript("\(kind.rawValue)\(number)", Array("\"".utf8) + bytes + Array("\"".utf8)))
    bytes.removeAll(keepingCapacity: true)
  }
}
