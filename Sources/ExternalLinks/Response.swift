/// What a server answered.
struct Response: Sendable {
  var status: Int
  /// Names in lower case, in the order received.
  var headers: [(name: String, value: String)]
  var body: [UInt8] = []
  /// The body is whole: neither cut at the limit nor broken off.
  var isComplete = false

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  var isHTML: Bool {
    let type = header("content-type")?.lowercased() ?? ""
    return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml")
  }

  var isEncoded: Bool { header("content-encoding").map { $0.lowercased() != "identity" } ?? false }
}

/// Why there is no answer.
enum RequestFailure: Error, Hashable {
  case unresolvable
  /// The name stands for a number of this machine, or of a network that only some are in.
  case localNumber
  /// The proxy that the environment asks for.
  case proxy
  case refused
  case timeout
  case untrusted
  case brokenOff
  /// An answer that is not HTTP.
  case nonsense
  /// The program that makes requests ended with a code that is none of the above.
  case other(Int)
}

enum RequestMethod: Sendable { case head, get }

/// Takes an answer apart as it comes in: status line and headers, a blank line, the body.
struct ResponseReader {
  private let mostBodyBytes: Int
  private var head: [UInt8] = []
  private(set) var response: Response?

  /// Of one answer; real ones stay far below.
  private static let mostHeadBytes = 256 << 10

  init(mostBodyBytes: Int) { self.mostBodyBytes = mostBodyBytes }

  /// Whether more is wanted.
  mutating func read(_ chunk: ArraySlice<UInt8>) -> Bool {
    if response == nil {
      head += chunk
      // After `100 Continue` and its like comes another head.
      while let end = Self.endOfHead(head) {
        let parsed = Self.parse(head[..<end])
        let rest = head[end...]
        guard let parsed else { return false }
        if parsed.status / 100 == 1, parsed.status != 101 {
          head = Array(rest)
          continue
        }
        response = parsed
        response?.body = Array(rest.prefix(mostBodyBytes))
        head = []
        break
      }
    } else {
      let room = mostBodyBytes - (response?.body.count ?? 0)
      response?.body += chunk.prefix(room)
    }
    guard let response else { return head.count <= Self.mostHeadBytes }
    return response.body.count < mostBodyBytes
  }

  mutating func end(isWhole: Bool) -> Response? {
    response?.isComplete = isWhole
    return response
  }

  /// Just past the first blank line.
  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    var index = 0
    while let feed = bytes[index...].firstIndex(of: 0x0A) {
      if feed + 1 < bytes.count, bytes[feed + 1] == 0x0A { return feed + 2 }
      if feed + 2 < bytes.count, bytes[feed + 1] == 0x0D, bytes[feed + 2] == 0x0A { return feed + 3 }
      index = feed + 1
    }
    return nil
  }

  private static func parse(_ head: ArraySlice<UInt8>) -> Response? {
    let lines = head.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { String(decoding: $0, as: UTF8.self) }
    guard let first = lines.first, first.hasPrefix("HTTP/") else { return nil }
    let words = first.split(separator: " ")
    guard words.count > 1, let status = Int(words[1]), (100...999).contains(status) else { return nil }
    let headers: [(name: String, value: String)] = lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (line[..<colon].lowercased(), trimmed(line[line.index(after: colon)...]))
    }
    return Response(status: status, headers: headers)
  }
}

private func trimmed(_ text: Substring) -> String {
  String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
}
