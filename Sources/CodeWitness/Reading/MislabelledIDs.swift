import Diagnostics
import Permissions

/// Ids of permissions beside names of other permissions: in a comment, in the key or variable that they are given
/// to, or in the entry next to them.
struct MislabelledIDReading {
  private let source: SourceText
  private let path: String
  private let microsoft: MicrosoftPermissions
  private var found: [MislabelledID] = []

  static func read(_ source: SourceText, path: String, _ microsoft: MicrosoftPermissions) -> [MislabelledID] {
    guard source.bytes.contains(UInt8(ascii: "-")) else { return [] }
    var reading = MislabelledIDReading(source: source, path: path, microsoft)
    reading.run()
    return reading.found
  }

  private init(source: SourceText, path: String, _ microsoft: MicrosoftPermissions) {
    self.source = source
    self.path = path
    self.microsoft = microsoft
  }

  private mutating func run() {
    for index in source.tokens.indices
    where source.tokens[index].range.count >= 36 && source.tokens[index].range.count <= 42 {
      let isString = source.kind(index) == .string
      let range = isString ? source.strings[source.tokens[index].string].content : source.tokens[index].range
      guard range.count == 36, let id = GUID(source.text(range)) else { continue }
      let grants = microsoft.permissions(withID: id)
      guard !grants.isEmpty else { continue }
      let names = Set(grants.map { $0.name.lowercased() })
      let labels = comments(near: index) + neighbours(of: index) + variables(of: index)
      guard !labels.isEmpty, !labels.contains(where: { names.contains($0.name.lowercased()) }) else { continue }
      // Two names of which neither is right say that the label is about something else.
      guard let label = labels.first, Set(labels.map { $0.name.lowercased() }).count == 1 else { continue }
      found.append(
        MislabelledID(
          path: path,
          span: SourceSpan(range),
          id: id,
          grants: grants,
          label: label.name,
          labelSpan: SourceSpan(label.place)
        )
      )
    }
  }

  private typealias Label = (name: String, place: Range<Int>)

  // MARK: Comments

  /// On the same line, or alone on the line above.
  private func comments(near index: Int) -> [Label] {
    let line = lineRange(around: source.tokens[index].range.lowerBound)
    var labels: [Label] = []
    for comment in source.comments where comment.lowerBound >= line.lowerBound && comment.lowerBound < line.upperBound {
      labels += names(in: comment)
    }
    if !labels.isEmpty || line.lowerBound == 0 { return labels }
    let above = lineRange(around: line.lowerBound - 1)
    for comment in source.comments where comment.upperBound > above.lowerBound && comment.lowerBound < above.upperBound
    {
      let isAlone = source.bytes[above.lowerBound..<max(comment.lowerBound, above.lowerBound)].allSatisfy { $0 <= 0x20 }
      if isAlone { labels += names(in: comment) }
    }
    return labels
  }

  private func lineRange(around offset: Int) -> Range<Int> {
    var (start, end) = (offset, offset)
    while start > 0, source.bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    while end < source.bytes.count, source.bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return start..<end
  }

  private func names(in range: Range<Int>) -> [Label] {
    var labels: [Label] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard isNameByte(source.bytes[at]) else {
        at += 1
        continue
      }
      var end = at
      while end < range.upperBound, isNameByte(source.bytes[end]) { end += 1 }
      var last = end
      while last > at, source.bytes[last - 1] == UInt8(ascii: ".") || source.bytes[last - 1] == UInt8(ascii: "-") {
        last -= 1
      }
      if last - at > 5 {
        let word = source.text(at..<last)
        if word.contains("."), !microsoft.permissions(named: word).isEmpty {
          labels.append((word, at..<last))
        }
      }
      at = end
    }
    return labels
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  // MARK: Entries and variables

  /// `{ "id": "<id>", "value": "User.Read" }`
  private func neighbours(of index: Int) -> [Label] {
    let group = source.parents[index]
    guard group >= 0, source.isToken(group, "{"), index >= 2, source.entryName(index - 2) == "id" else { return [] }
    for key in ["value", "name", "permission", "scope", "displayName", "adminConsentDisplayName", "origin"] {
      guard let value = source.entry(key, in: group), let literal = source.firstString(in: value) else { continue }
      let content = source.content(literal)
      if content.contains("."), !microsoft.permissions(named: content).isEmpty {
        return [(content, source.strings[source.tokens[literal].string].content)]
      }
    }
    return []
  }

  /// `"User.Read.All": "<id>"`, `userReadAllId = "<id>"`
  private func variables(of index: Int) -> [Label] {
    let introducers = IntroducerWalk.introducers(of: index, in: source).prefix(3)
    for introducer in introducers {
      guard introducer.kind == .label || introducer.kind == .binding, source.tokens.indices.contains(introducer.token)
      else { continue }
      let joined = NameWords.joined(introducer.name)
      if joined == "id" || joined == "value" || joined == "default" || joined == "approleid" { continue }
      guard let name = JoinedNames.of(microsoft).permission(namedIn: joined) else { return [] }
      let token = source.tokens[introducer.token]
      let place = token.kind == .string ? source.strings[token.string].content : token.range
      return [(name, place)]
    }
    return []
  }
}
