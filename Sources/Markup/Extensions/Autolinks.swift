import Diagnostics

/// GFM's autolinks: addresses in running text become links.
extension Draft {
  mutating func linkAddresses(in block: WorkTree.Index) {
    var current: WorkTree.Index? = block
    while let index = current {
      let kind = tree[index].kind
      let isLink = kind == .link || kind == .image
      if kind == .text {
        current = linkAddresses(from: index, in: block)
      } else {
        current = next(after: index, within: block, skippingChildren: isLink)
      }
    }
  }

  /// Looks at a run of text nodes side by side and gives the node to go on with.
  private mutating func linkAddresses(from first: WorkTree.Index, in block: WorkTree.Index) -> WorkTree.Index? {
    var last = first
    while case let next = tree[last].next, next != WorkTree.none, tree[next].kind == .text,
      tree[next].text.start == tree[last].text.end
    {
      last = next
    }
    let range = Int(tree[first].text.start)..<Int(tree[last].text.end)
    let start = tree[first].span.start
    let before = start > tree[block].span.start ? buffer[Int(start) - 1] : UInt8.newline
    var scanner = AddressScanner(document.pool, range, before: before)
    var node = first
    var position = range.lowerBound
    while let address = scanner.next(from: position) {
      position = address.range.upperBound
      while tree[node].text.end <= UInt32(address.range.lowerBound), node != last { node = tree[node].next }
      guard tree[node].isVerbatim, let link = wrap(address, from: node, through: last) else { continue }
      if tree[link].last == last || tree[link].next == WorkTree.none {
        return next(after: link, within: block, skippingChildren: true)
      }
      node = tree[link].next
      if tree[node].kind != .text { return node }
      // The link may have taken the run's last node; what was cut off it is the last one now.
      if tree[last].parent == link { last = node }
    }
    return next(after: last, within: block)
  }

  private mutating func wrap(
    _ address: AddressScanner.Address,
    from node: WorkTree.Index,
    through last: WorkTree.Index
  ) -> WorkTree.Index? {
    let first = tree.split(node, at: address.range.lowerBound - Int(tree[node].text.start))
    var end = first
    while tree[end].text.end < UInt32(address.range.upperBound) {
      guard tree[end].next != WorkTree.none else { return nil }
      end = tree[end].next
    }
    if tree[end].text.end > UInt32(address.range.upperBound), tree[end].isVerbatim {
      _ = tree.split(end, at: address.range.upperBound - Int(tree[end].text.start))
    }
    var link = WorkTree.Node(kind: .link)
    link.span = SourceSpan(start: tree[first].span.start, end: tree[end].span.end)
    link.detail = UInt32(document.links.count)
    let destination = store(Array(address.prefix.utf8) + document.pool[address.range])
    document.addLink(destination, at: link.span, isAutolink: true)
    return tree.wrap(first, through: end, in: link)
  }
}

/// Finds web and e-mail addresses by the rules of the GFM specification.
struct AddressScanner {
  struct Address {
    var range: Range<Int>
    /// What the link has to begin with though the text does not: `http://` or `mailto:`.
    var prefix: String
  }

  private let bytes: [UInt8]
  private let range: Range<Int>
  private let before: UInt8
  /// The last underscore of a host name that was refused for it. The name may hold very many `www.` before it, which
  /// need not be followed to its end one by one.
  private var lastRefusal = 0

  /// `before` is the byte in front of the range.
  init(_ bytes: [UInt8], _ range: Range<Int>, before: UInt8) {
    self.bytes = bytes
    self.range = range
    self.before = before
  }

  mutating func next(from start: Int) -> Address? {
    var index = start
    while index < range.upperBound {
      let address: Address? =
        switch bytes[index] {
        case .colon: web(colon: index, from: start)
        case UInt8(ascii: "w"), UInt8(ascii: "W"): www(at: index, from: start)
        case UInt8(ascii: "@"): mail(at: index, from: start)
        default: nil
        }
      if let address { return address }
      index += 1
    }
    return nil
  }

  private func byte(before index: Int) -> UInt8 { index > range.lowerBound ? bytes[index - 1] : before }

  private mutating func www(at start: Int, from limit: Int) -> Address? {
    guard start + 4 < range.upperBound, bytes[start + 3] == UInt8(ascii: "."),
      bytes[start..<(start + 3)].allSatisfy({ $0 | 0x20 == UInt8(ascii: "w") }),
      isWhitespace(byte(before: start)) || "*_~(".utf8.contains(byte(before: start)),
      let domain = domainEnd(start, needsDot: true)
    else { return nil }
    return Address(range: start..<end(of: start, from: domain), prefix: "http://")
  }

  private mutating func web(colon: Int, from limit: Int) -> Address? {
    guard colon + 3 < range.upperBound, bytes[colon + 1] == 0x2F, bytes[colon + 2] == 0x2F else { return nil }
    var start = colon
    while start > limit, isLetter(bytes[start - 1]), colon - start < 8 { start -= 1 }
    let scheme = bytes[start..<colon].map { $0 | 0x20 }
    guard ["http", "https", "ftp"].contains(where: { scheme.elementsEqual($0.utf8) }),
      isHostByte(bytes[colon + 3]), let domain = domainEnd(colon + 3, needsDot: false)
    else { return nil }
    return Address(range: start..<end(of: start, from: domain), prefix: "")
  }

  private func mail(at sign: Int, from limit: Int) -> Address? {
    var start = sign
    while start > limit, isAlphanumeric(bytes[start - 1]) || ".+-_".utf8.contains(bytes[start - 1]) { start -= 1 }
    guard start < sign else { return nil }
    var dots = 0
    var index = sign + 1
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), index + 1 < range.upperBound, isAlphanumeric(bytes[index + 1]) {
        dots += 1
      } else if byte == UInt8(ascii: "@") {
        return nil
      } else if !isAlphanumeric(byte), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      index += 1
    }
    guard index > sign + 1, dots > 0, isAlphanumeric(bytes[index - 1]) else { return nil }
    return Address(range: start..<index, prefix: "mailto:")
  }

  private func isHostByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte >= 0x80 }

  /// Where the domain ends. Its last two parts may not hold an underscore.
  private mutating func domainEnd(_ start: Int, needsDot: Bool) -> Int? {
    if start < lastRefusal { return nil }
    var index = start
    var lastUnderscore = start
    var (dots, underscores, underscoresBefore) = (0, 0, 0)
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "_") {
        underscores += 1
        lastUnderscore = index
      } else if byte == UInt8(ascii: ".") {
        (underscoresBefore, underscores) = (underscores, 0)
        dots += 1
      } else if !isHostByte(byte), byte != UInt8(ascii: "-") {
        break
      }
      index += 1
    }
    if underscores + underscoresBefore > 0 {
      lastRefusal = lastUnderscore
      return nil
    }
    if needsDot, dots == 0 { return nil }
    return index
  }

  /// Goes on to the next space or `<` and takes back the punctuation that belongs to the sentence.
  private func end(of start: Int, from domain: Int) -> Int {
    var end = domain
    while end < range.upperBound, !isWhitespace(bytes[end]), bytes[end] != .less { end += 1 }
    var (opening, closing) = (0, 0)
    for byte in bytes[start..<end] {
      if byte == .openParenthesis { opening += 1 } else if byte == .closeParenthesis { closing += 1 }
    }
    while end > start {
      switch bytes[end - 1] {
      case .closeParenthesis:
        guard closing > opening else { return end }
        closing -= 1
        end -= 1
      case UInt8(ascii: ";"):
        var entity = end - 1
        while entity > start, isAlphanumeric(bytes[entity - 1]) { entity -= 1 }
        end = entity > start && entity < end - 1 && bytes[entity - 1] == UInt8(ascii: "&") ? entity - 1 : end - 1
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), .colon, UInt8(ascii: "*"),
        UInt8(ascii: "_"), .tilde, UInt8(ascii: "'"), UInt8(ascii: "\""):
        end -= 1
      default: return end
      }
    }
    return end
  }
}
