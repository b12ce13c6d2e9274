import Testing

/// Reads the files of an index as a browser and the script that searches do: bytes that are no UTF-8 become U+FFFD, and
/// a term begins as the one before it does, by so many bytes.
struct BrowserReader {
  private var pagesByTerm: [String: Set<Int>] = [:]
  private let lists: [String: [(first: String, terms: [String])]]

  var allTerms: Set<String> { Set(lists.values.joined().flatMap(\.terms)).union(lists.values.joined().map(\.first)) }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  init(_ files: [String: [UInt8]]) throws {
    let directory = String(decoding: try #require(files["index.js"]), as: UTF8.self)
    var lists: [String: [(first: String, terms: [String])]] = [:]
    for list in ["t", "w", "e"] {
      let firsts = try #require(directory.split(separator: "\"\(list)\":[", omittingEmptySubsequences: false).last)
        .prefix { $0 != "]" }.split(separator: ",").map { String($0.dropFirst().dropLast()) }
      for (number, first) in firsts.enumerated() {
        let text = String(decoding: try #require(files["\(list)\(number).js"]), as: UTF8.self)
        let body = try #require(text.split(separator: ",\"", maxSplits: 1).last).dropLast("\");\n".count)
        var previous = ""
        var terms: [String] = []
        for line in String(body).components(of: "\\n") where !line.isEmpty {
          let parts = line.split(separator: " ", maxSplits: 1)
          let shared = try #require(Self.digits.firstIndex(of: parts[0].utf8.first!))
          previous = String(decoding: Array(previous.utf8).prefix(shared), as: UTF8.self)
            + String(decoding: parts[0].utf8.dropFirst(), as: UTF8.self)
          terms.append(previous)
          if list == "t" { pagesByTerm[previous] = Self.pages(parts[1]) }
        }
        lists[list, default: []].append((first, terms))
      }
    }
    self.lists = lists
  }

  /// Looks only into the file that the directory names.
  func pages(with term: String) -> Set<Int> {
    let files = lists["t"] ?? []
    let bytes = Array(term.utf8)
    let file = files.lastIndex { !bytes.lexicographicallyPrecedes(Array($0.first.utf8)) } ?? 0
    guard files.indices.contains(file), files[file].terms.contains(where: { $0.utf8.elementsEqual(bytes) }) else {
      return []
    }
    return pagesByTerm[term] ?? []
  }

  private static func pages(_ text: Substring) -> Set<Int> {
    var pages: Set<Int> = []
    var (page, number, shift) = (0, 0, 0)
    var isPage = true
    for byte in text.utf8 {
      guard let value = digits.firstIndex(of: byte) else { continue }
      number += (value & 31) << shift
      shift += 5
      if value >= 32 { continue }
      if isPage { page += number } else { pages.insert(page) }
      isPage.toggle()
      (number, shift) = (0, 0)
    }
    return pages
  }
}

extension String {
  fileprivate func components(of separator: String) -> [String] {
    var parts: [String] = []
    var (part, rest) = ([UInt8](), Array(utf8)[...])
    let end = Array(separator.utf8)
    while let byte = rest.first {
      if rest.starts(with: end) {
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
        rest = rest.dropFirst(end.count)
      } else {
        part.append(byte)
        rest = rest.dropFirst()
      }
    }
    return parts + [String(decoding: part, as: UTF8.self)]
  }
}
