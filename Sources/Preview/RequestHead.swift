/// What a browser asks for, without the body that no request of a preview has.
struct RequestHead: Equatable {
  var method: String
  /// Decoded, without the query.
  var path: String
  /// Decoded, without the question mark; empty where there is none.
  var query: String
  /// By name in small letters; of several of one name the first.
  var headers: [String: String]
  /// Whether the browser may ask for more on the same connection.
  var keepsConnection: Bool

  /// Why a request is not answered, by its status.
  enum Refusal: Int, Error {
    case malformed = 400
    case method = 405
    case tooLarge = 413
    case longAddress = 414
    case longHeaders = 431

    var phrase: String {
      switch self {
      case .malformed: "Bad Request"
      case .method: "Method Not Allowed"
      case .tooLarge: "Content Too Large"
      case .longAddress: "URI Too Long"
      case .longHeaders: "Request Header Fields Too Large"
      }
    }
  }

  /// Browsers send less than a tenth of this, cookies of other programs on this machine included.
  static let limit = 32 << 10
  private static let longestAddress = 8 << 10

  /// The end of the head in what has come so far.
  ///
  /// - Parameter start: what was looked at before.
  static func end(in bytes: [UInt8], from start: Int) -> Int? {
    bytes[max(0, start - 3)...].firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
  }

  /// - Parameter bytes: with the empty line at the end.
  init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: true)
    guard !lines.isEmpty else { throw .malformed }
    let request = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
    guard request.count == 3, request[2].hasPrefix("HTTP/1.") else { throw .malformed }
    headers = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { throw .malformed }
      let name = line[..<colon].lowercased()
      guard headers[name] == nil else { continue }
      headers[name] = trimmed(line[line.index(after: colon)...])
    }
    method = String(request[0])
    guard method == "GET" || method == "HEAD" else { throw .method }
    guard headers["transfer-encoding"] == nil, headers["content-length"] ?? "0" == "0" else { throw .tooLarge }
    guard request[1].utf8.count <= Self.longestAddress else { throw .longAddress }
    let parts = request[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = percentDecoded(parts[0]), path.hasPrefix("/"), !path.utf8.contains(0),
      !path.split(separator: "/").contains("..")
    else { throw .malformed }
    self.path = path
    query = parts.count > 1 ? percentDecoded(parts[1]) ?? String(parts[1]) : ""
    let connection = headers["connection"]?.lowercased() ?? ""
    keepsConnection = request[2] == "HTTP/1.1" ? !connection.contains("close") : connection.contains("keep-alive")
  }
}

private func trimmed(_ text: Substring) -> String {
  String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
}

/// Nothing where a percent sign stands before anything but two digits, or the bytes are no UTF-8.
private func percentDecoded(_ text: Substring) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      bytes.append(byte)
      continue
    }
    guard let high = rest.popFirst().flatMap(hexadecimalDigit), let low = rest.popFirst().flatMap(hexadecimalDigit)
    else { return nil }
    bytes.append(high << 4 | low)
  }
  return String(validating: bytes, as: UTF8.self)
}

private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): (byte | 0x20) - 87
  default: nil
  }
}
