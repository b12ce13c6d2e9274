/// The lasting address of something the site publishes, below the site's base: `guides/connect/`.
///
/// Only this type knows how addresses, output files and base paths fit together.
package struct Permalink: Hashable, Sendable, Comparable {
  /// Without a leading slash; empty for the home page, with a trailing slash for pages.
  package let path: String

  package init(path: String) { self.path = path }

  package static let home = Permalink(path: "")

  /// The page at a folder: `guides/connect` becomes `guides/connect/`.
  package init(directory: String) {
    path = directory.isEmpty || directory.utf8.last == UInt8(ascii: "/") ? directory : directory + "/"
  }

  /// Reads an address as people write it: `/guides/connect/`, without scheme, query and fragment.
  package init(written: String) {
    path = String(written.drop { $0 == "/" })
  }

  /// Where the bytes go, below the output folder.
  package var outputPath: String {
    path.isEmpty || path.utf8.last == UInt8(ascii: "/") ? path + "index.html" : path
  }

  /// Percent-encoded, from where the site begins: `guides/connect/`.
  package var encodedPath: [UInt8] { percentEncoded(path.utf8) }

  /// By how many folders it lies below where the site begins.
  package var depth: Int {
    var depth = 0
    for byte in path.utf8 where byte == UInt8(ascii: "/") { depth += 1 }
    return depth
  }

  package static func < (a: Permalink, b: Permalink) -> Bool { a.path < b.path }
}

/// Where the site will stand: `https://help.example.com/docs/`.
package struct BaseURL: Hashable, Sendable {
  /// `https://help.example.com`, or nothing when the configuration names no base URL.
  package let origin: String?
  /// Begins and ends with a slash.
  package let path: [UInt8]
  /// What addresses of the site are told by: each external link is asked.
  let host: [UInt8]?

  /// - Parameter below: a folder below the address.
  package init(_ url: String?, below version: String? = nil) {
    let lower = version.map { "\($0)/" } ?? ""
    guard let url, let scheme = url.firstRange(of: "://") else {
      self.init(origin: nil, path: Array("/\(lower)".utf8))
      return
    }
    let rest = url[scheme.upperBound...]
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let folder = rest[slash...].split(separator: "/").joined(separator: "/")
    self.init(origin: String(url[..<slash]), path: Array(((folder.isEmpty ? "/" : "/\(folder)/") + lower).utf8))
  }

  private init(origin: String?, path: [UInt8]) {
    self.origin = origin
    self.path = path
    host = origin.map { Self.host(of: $0) }
  }

  /// A folder below this one.
  func below(_ folder: String) -> BaseURL { BaseURL(origin: origin, path: path + Array("\(folder)/".utf8)) }

  /// What a link in a page says, percent-encoded: `/docs/guides/connect/`.
  package func url(of permalink: Permalink) -> [UInt8] {
    path + permalink.encodedPath
  }

  /// Nothing when the configuration names no base URL.
  package func absoluteURL(of permalink: Permalink) -> [UInt8]? {
    origin.map { Array($0.utf8) + url(of: permalink) }
  }
}

/// Encodes what may not stand in the path of a URL; `/` and what is encoded already are left alone.
func percentEncoded(_ path: some Sequence<UInt8>) -> [UInt8] {
  let path = Array(path)
  if path.allSatisfy(isUnreservedInPath) { return path }
  var encoded: [UInt8] = []
  for byte in path {
    if isUnreservedInPath(byte) {
      encoded.append(byte)
    } else {
      encoded += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
    }
  }
  return encoded
}

/// Turns `%20` into the byte it stands for; a percent sign without two digits after it stays.
func percentDecoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
  let bytes = Array(bytes)
  guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
  var decoded: [UInt8] = []
  decoded.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2])
    {
      decoded.append(high << 4 | low)
      index += 3
    } else {
      decoded.append(bytes[index])
      index += 1
    }
  }
  return decoded
}

private let hexDigits = Array("0123456789ABCDEF".utf8)

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// RFC 3986 `pchar` and the slash.
private func isUnreservedInPath(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
    UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "!"),
    UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
    UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
    true
  default: false
  }
}
