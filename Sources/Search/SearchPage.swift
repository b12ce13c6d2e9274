import ByteBuffers

/// A page as results show it.
public struct SearchPage: Sendable {
  public var title: [UInt8]
  /// Below the site's base.
  public var path: [UInt8]
  public var description: [UInt8]
  /// In reading order; words refer to them by number, from 1.
  public var sections: [Section]

  public struct Section: Sendable {
    public var title: [UInt8]
    public var id: [UInt8]
    /// The words that it begins with.
    public var opening: [UInt8]

    public init(title: [UInt8], id: [UInt8], opening: [UInt8]) {
      self.title = title
      self.id = id
      self.opening = opening
    }
  }

  public init(title: [UInt8], path: [UInt8], description: [UInt8], sections: [Section]) {
    self.title = title
    self.path = path
    self.description = description
    self.sections = sections
  }
}

extension SearchIndex {
  /// More would be fewer files to write, and more to load for a search whose results lie on pages of their own.
  public static let pagesPerFile = 2

  /// The file with some pages, from the one of this number on.
  public static func file(of pages: [SearchPage], from first: Int) -> (name: String, bytes: [UInt8]) {
    let name = "d\(first / pagesPerFile)"
    var bytes = ByteBuffer(capacity: 4096)
    bytes.append(searchScriptBeginning(name).utf8)
    JSONList.write(pages, to: &bytes, write)
    bytes.append(searchScriptEnd)
    return (name + ".js", bytes.finish())
  }

  /// The file of a page, and its place in it.
  public static func place(ofPage number: Int) -> (name: String, position: Int) {
    ("d\(number / pagesPerFile).js", number % pagesPerFile)
  }

  /// The same file with another page in one place; nothing where it is no file of pages.
  public static func replacing(_ position: Int, in file: [UInt8], with page: SearchPage) -> [UInt8]? {
    guard let list = file.firstIndex(of: UInt8(ascii: "[")) else { return nil }
    var pages: [Range<Int>] = []
    var (depth, start, isInText) = (0, 0, false)
    var index = list + 1
    while index < file.count, depth >= 0 {
      switch file[index] {
      case UInt8(ascii: "\\") where isInText: index += 1
      case UInt8(ascii: "\""): isInText.toggle()
      case UInt8(ascii: "[") where !isInText:
        if depth == 0 { start = index }
        depth += 1
      case UInt8(ascii: "]") where !isInText:
        depth -= 1
        if depth == 0 { pages.append(start..<(index + 1)) }
      default: break
      }
      index += 1
    }
    guard depth < 0, pages.indices.contains(position) else { return nil }
    var bytes = ByteBuffer(capacity: file.count + 1024)
    bytes.append(file[..<pages[position].lowerBound])
    write(page, to: &bytes)
    bytes.append(file[pages[position].upperBound...])
    return bytes.finish()
  }

  private static func write(_ page: SearchPage, to bytes: inout ByteBuffer) {
    JSONList.write([page.title, page.path, page.description], to: &bytes) { JSONList.write($0, to: &$1) }
    bytes.removeLast(1)
    bytes.append(UInt8(ascii: ","))
    JSONList.write(page.sections, to: &bytes) { section, bytes in
      JSONList.write(section.title, to: &bytes)
      bytes.append(UInt8(ascii: ","))
      JSONList.write(isMade(section.id, from: section.title) ? [] : section.id, to: &bytes)
      bytes.append(UInt8(ascii: ","))
      JSONList.write(section.opening, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The script that searches makes such ids itself: small letters, and dashes for spaces.
  private static func isMade(_ id: [UInt8], from title: [UInt8]) -> Bool {
    guard id.count == title.count else { return false }
    for (a, b) in zip(id, title) {
      guard b < 0x80, a == (b == UInt8(ascii: " ") ? UInt8(ascii: "-") : lowercased(b)) else { return false }
    }
    return true
  }
}

/// The little JSON that the index needs.
enum JSONList {
  static func write<Element>(
    _ elements: some Collection<Element>,
    to bytes: inout ByteBuffer,
    _ write: (Element, inout ByteBuffer) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      write(element, &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  static func write(_ text: [UInt8], to bytes: inout ByteBuffer) {
    bytes.append(UInt8(ascii: "\""))
    text.withUnsafeBufferPointer { text in
      // Nearly all text is taken as it is.
      var done = 0
      for index in 0..<text.count {
        let byte = text[index]
        let isMark = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        guard byte < 0x20 || isMark else { continue }
        bytes.append(UnsafeBufferPointer(rebasing: text[done..<index]))
        done = index + 1
        if isMark { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(isMark ? byte : 0x20)
      }
      bytes.append(UnsafeBufferPointer(rebasing: text[done...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  static func bytes(of texts: [[UInt8]]) -> [UInt8] {
    var bytes = ByteBuffer(capacity: texts.count * 16)
    write(texts, to: &bytes) { write($0, to: &$1) }
    return bytes.finish()
  }
}
