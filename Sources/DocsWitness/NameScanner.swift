import Permissions

/// Finds what may be a permission's name in a passage. What it means there is for others to say.
struct NameScanner {
  struct Hit {
    var range: Range<Int>
    var entry: Int?
    /// What a name that no API has was probably meant to be.
    var guess: PermissionVocabulary.Guess?
    /// The API that a full scope names.
    var resource: Resource?
    /// It is a word that means a permission only among others: `email`, `user.read`.
    var needsContext = false
    var isInScopeParameter = false
  }

  enum Surroundings {
    case prose
    /// Program text: names in it are read, but not guessed at.
    case code
  }

  let vocabulary: PermissionVocabulary

  func hits(in passage: Passage, _ surroundings: Surroundings = .prose) -> [Hit] {
    let text = passage.text
    var hits: [Hit] = []
    var index = 0
    while index < text.count {
      guard isNameByte(text[index]) else {
        // `%20User.Read`: the digits belong to the escape before.
        index += text[index] == UInt8(ascii: "%") ? 3 : 1
        continue
      }
      var end = index
      var dots = 0
      var underscores = false
      while end < text.count, isNameByte(text[end]) {
        if text[end] == .dot { dots += 1 }
        if text[end] == UInt8(ascii: "_") { underscores = true }
        end += 1
      }
      if dots > 0 || underscores || isOpenIDConnect(text[index..<end])
        || text[index..<end].elementsEqual(".default".utf8)
      {
        if var hit = hit(index..<end, in: passage, surroundings) {
          if isInRequest(hit, passage) { hit.isInScopeParameter = true }
          hits.append(hit)
        }
      }
      index = end
    }
    return hits
  }

  /// `scope=openid offline_access` in one piece of code: every word after it is asked for.
  private func isInRequest(_ hit: Hit, _ passage: Passage) -> Bool {
    guard hit.resource == nil,
      let code = passage.styles.first(where: { $0.style == .code && $0.range.contains(hit.range.lowerBound) })
    else { return false }
    return Array(passage.lower[code.range.lowerBound..<hit.range.lowerBound]).holds("scope=")
  }

  private func isOpenIDConnect(_ word: ArraySlice<UInt8>) -> Bool {
    (5...7).contains(word.count)
      && (word.elementsEqual("openid".utf8) || word.elementsEqual("profile".utf8) || word.elementsEqual("email".utf8))
  }

  private func hit(_ run: Range<Int>, in passage: Passage, _ surroundings: Surroundings) -> Hit? {
    let text = passage.text
    var range = run
    while let first = text[range].first, first == .dot || first == UInt8(ascii: "-") || first == UInt8(ascii: "_") {
      if text[range].elementsEqual(".default".utf8) { return nil }
      range = (range.lowerBound + 1)..<range.upperBound
    }
    while let last = text[range].last, last == .dot || last == UInt8(ascii: "-") || last == UInt8(ascii: "_") {
      range = range.lowerBound..<(range.upperBound - 1)
    }
    // "for the user.": an ordinary word at the end of its sentence.
    guard !range.isEmpty,
      text[range].contains(where: { $0 == .dot || $0 == UInt8(ascii: "_") }) || isOpenIDConnect(text[range])
    else { return nil }
    let address = Address(before: range.lowerBound, in: text, vocabulary.microsoft)
    if case .other = address { return nil }
    // `Group. Read.All`
    if range.lowerBound >= 2, text[range.lowerBound - 1] == 0x20, text[range.lowerBound - 2] == .dot {
      var start = range.lowerBound - 2
      while start > 0, isNameByte(text[start - 1]) { start -= 1 }
      let joined = text[start..<(range.lowerBound - 1)] + text[range]
      if start < range.lowerBound - 2, let entry = vocabulary.position(of: joined), joined.contains(.dot) {
        return Hit(range: start..<range.upperBound, guess: .init(position: entry, distance: 1))
      }
    }
    if let entry = vocabulary.position(of: text[range]) {
      return known(entry, range, address, in: passage, surroundings)
    }
    // `User.Read.All1`: the number of a footnote.
    if let last = text[range].lastIndex(where: { $0 &- 0x30 >= 10 }), last + 1 < range.upperBound,
      let entry = vocabulary.position(of: text[range.lowerBound...last])
    {
      return known(entry, range.lowerBound..<(last + 1), address, in: passage, surroundings)
    }
    // `User.Read.All-Read every profile`
    if let dash = text[range].firstIndex(of: UInt8(ascii: "-")), text[range.lowerBound..<dash].contains(.dot),
      let entry = vocabulary.position(of: text[range.lowerBound..<dash])
    {
      return known(entry, range.lowerBound..<dash, address, in: passage, surroundings)
    }
    return misspelt(range, address, in: passage)
  }

  private func known(
    _ entry: Int,
    _ range: Range<Int>,
    _ address: Address,
    in passage: Passage,
    _ surroundings: Surroundings
  ) -> Hit? {
    let text = passage.text
    guard !isCall(range, in: text) else { return nil }
    var hit = Hit(range: range, entry: entry, resource: address.resource)
    hit.isInScopeParameter = address.isScopeParameter
    if case .free = address {
      // Part of a longer path or of an address of mail.
      if range.lowerBound > 0, "@\\$".utf8.contains(text[range.lowerBound - 1]) { return nil }
      if range.upperBound < text.count, "@".utf8.contains(text[range.upperBound]) { return nil }
      let written = text[range]
      let isCapitalised = written.contains { $0 &- 0x41 < 26 }
      hit.needsContext =
        written.contains(.dot)
        ? !isCapitalised || written.starts(with: "Read.".utf8)
        : !Self.distinctive.contains { written.elementsEqual($0.utf8) }
    }
    return hit
  }

  /// Names without a dot that mean nothing else.
  private static let distinctive = ["user_impersonation", "full_access_as_app"]

  /// `User.Read(…)`
  private func isCall(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    guard range.upperBound < text.count, text[range.upperBound] == UInt8(ascii: "(") else { return false }
    // `User.Read(Sign in and read user profile)`: a description, glued on.
    let next = range.upperBound + 1
    return next >= text.count || text[next] &- 0x41 >= 26 || next + 1 < text.count && text[next + 1] &- 0x61 >= 26
  }

  private func misspelt(_ range: Range<Int>, _ address: Address, in passage: Passage) -> Hit? {
    let text = passage.text
    guard !isCall(range, in: text), range.count >= 6, range.count <= 80 else { return nil }
    let written = String(decoding: text[range], as: UTF8.self)
    if !written.contains("."), !written.contains("-") {
      guard range.count >= 12, let guess = vocabulary.guess(for: written), let distance = guess.distance, distance <= 2
      else { return nil }
      return Hit(range: range, guess: guess, resource: address.resource, needsContext: true)
    }
    let parts = written.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...5).contains(parts.count), parts.allSatisfy({ $0.first?.isLetter == true }) else { return nil }
    // Namespaces, hosts and files.
    guard parts.allSatisfy({ $0.first?.isUppercase == true }) || address.resource != nil else { return nil }
    if ["Microsoft", "System", "Azure", "Windows"].contains(parts[0]) { return nil }
    if case .free = address, range.lowerBound > 0, "/@\\$".utf8.contains(text[range.lowerBound - 1]) {
      if text[range.lowerBound - 1] != UInt8(ascii: "/") || range.lowerBound < 2
        || !isNameByte(text[range.lowerBound - 2])
      {
        return nil
      }
    }
    let hasOperation = parts.dropFirst().contains { Self.operations.contains($0.lowercased()) }
    let guess = vocabulary.guess(for: written)
    guard hasOperation || guess?.distance == 1 else { return nil }
    var hit = Hit(range: range, guess: guess, resource: address.resource)
    hit.needsContext = guess?.distance == nil || !hasOperation
    return hit
  }

  /// What makes a dotted name look like a permission.
  private static let operations: Set<String> = [
    "read", "readwrite", "readbasic", "readall", "readwriteall", "write", "writeall", "send", "invoke", "manage",
    "manageall", "fullcontrol", "accessasuser", "accessasapp", "manageasapp", "readonly", "reads", "readwrites",
    "readwite", "raed", "selected", "all", "impersonation", "execute", "create", "delete", "update",
  ]
}

/// What stands before a name, up to a space: nothing, an API's URI, or some other address.
private enum Address {
  case free
  case scope(Resource)
  case scopeParameter
  case other

  var resource: Resource? { if case .scope(let resource) = self { resource } else { nil } }
  var isScopeParameter: Bool { if case .scopeParameter = self { true } else { false } }

  init(before end: Int, in text: [UInt8], _ microsoft: MicrosoftPermissions) {
    self = .free
    guard end > 0, isAddressByte(text[end - 1]) else { return }
    var start = end
    while start > 0, end - start < 2000, isAddressByte(text[start - 1]) { start -= 1 }
    let run = String(decoding: text[start..<end], as: UTF8.self)
    let decoded = Self.unescaped(run)
    guard decoded.contains("://") || decoded.contains("api:") else {
      // Query strings are shown without their host too.
      if let resource = Self.resource(bare: decoded, microsoft) {
        self = .scope(resource)
      } else if Self.lastParameter(of: decoded) != nil {
        self = .scopeParameter
      }
      return
    }
    // The last address in the run: scopes stand one after the other in a parameter.
    let separators: Set<Character> = ["=", "&", "+", " ", ","]
    let rest =
      decoded.lastIndex { separators.contains($0) }.map { decoded[decoded.index(after: $0)...] } ?? decoded[...]
    if rest.contains("://") || rest.hasPrefix("api:") {
      let uri = rest.hasSuffix("/") ? String(rest.dropLast()) : String(rest)
      if let resource = microsoft.resource(identifierURI: uri) ?? Self.others(uri, microsoft) {
        self = .scope(resource)
      } else {
        self = .other
      }
      return
    }
    self = rest.isEmpty && Self.lastParameter(of: decoded) != nil ? .scopeParameter : .other
  }

  /// `scope`, `scp` and the like, if that is the query's last parameter so far.
  private static func lastParameter(of address: String) -> Substring? {
    guard let equals = address.lastIndex(of: "=") else { return nil }
    let name = address[..<equals].split { "?&;#".contains($0) }.last ?? ""
    return name.lowercased().contains("scope") || name.lowercased() == "scp" ? name : nil
  }

  /// `graph.microsoft.com/` written without its scheme.
  private static func resource(bare run: String, _ microsoft: MicrosoftPermissions) -> Resource? {
    guard run.hasSuffix("/") else { return nil }
    let host = run.dropLast().split { "\"'(,".contains($0) }.last.map(String.init) ?? ""
    guard host.contains(".") else { return nil }
    return microsoft.resource(identifierURI: "https://" + host) ?? others("https://" + host, microsoft)
  }

  /// Microsoft Graph in other clouds, and Dataverse, of which every organization has its own host.
  private static func others(_ uri: String, _ microsoft: MicrosoftPermissions) -> Resource? {
    let uri = uri.lowercased()
    if uri.hasSuffix(".dynamics.com"), uri.contains(".crm") {
      return GUID("00000007-0000-0000-c000-000000000000").flatMap(microsoft.resource(appID:))
    }
    if uri == "https://outlook.office.com" || uri == "https://outlook.office365.us" {
      return microsoft.resource(named: "Office 365 Exchange Online")
    }
    guard Cloud.allCases.contains(where: { "https://\($0.graphHost)" == uri }) else { return nil }
    return microsoft.resource(appID: MicrosoftPermissions.graphAppID)
  }

  private static func unescaped(_ text: String) -> String {
    guard text.contains("%") else { return text }
    var result = text
    for (escape, character) in [("%3A", ":"), ("%2F", "/"), ("%20", " "), ("%2C", ","), ("%3D", "="), ("%26", "&")] {
      result = result.replacing(escape, with: character).replacing(escape.lowercased(), with: character)
    }
    return result
  }
}

private func isAddressByte(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte < 0x7F && !"\"'`<>|()[]{},;".utf8.contains(byte)
}

func isNameByte(_ byte: UInt8) -> Bool {
  byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == .dot || byte == UInt8(ascii: "_")
    || byte == UInt8(ascii: "-")
}

extension UInt8 {
  static let dot = UInt8(ascii: ".")
}
