import Foundation

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
      headers[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    method = String(request[0])
    guard method == "GET" || method == "HEAD" else { throw .method }
    guard headers["transfer-encoding"] == nil, headers["content-length"] ?? "0" == "0" else { throw .tooLarge }
    guard request[1].utf8.count <= Self.longestAddress else { throw .longAddress }
    let parts = request[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts[0].removingPercentEncoding, path.hasPrefix("/"), !path.utf8.contains(0),
      !path.split(separator: "/").contains("..")
    else { throw .malformed }
    self.path = path
    query = parts.count > 1 ? parts[1].removingPercentEncoding ?? String(parts[1]) : ""
    let connection = headers["connection"]?.lowercased() ?? ""
    keepsConnection = request[2] == "HTTP/1.1" ? !connection.contains("close") : connection.contains("keep-alive")
  }
}
