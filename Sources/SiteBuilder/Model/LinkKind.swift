/// What a path leads to, by its name: a correction never makes a page of an image.
enum LinkKind: Equatable, Sendable {
  case page
  case image
  /// Any other file, by its extension.
  case file(String)

  init(of path: String) {
    guard let mark = path.utf8.lastIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }),
      path.utf8[mark] == UInt8(ascii: "."), mark > path.startIndex,
      path.utf8[path.utf8.index(before: mark)] != UInt8(ascii: "/")
    else {
      self = .page
      return
    }
    let ending = path.utf8[path.utf8.index(after: mark)...]
    if ending.elementsEqual("md".utf8) {
      self = .page
      return
    }
    let type = String(Substring(ending)).lowercased()
    self = Self.pages.contains(type) ? .page : Self.images.contains(type) ? .image : .file(type)
  }

  /// Whether a path of this kind may be proposed for one of another, which may be misspelt in the extension.
  func canStand(for wanted: LinkKind) -> Bool {
    switch wanted {
    case .page, .file: self != .image
    case .image: self == .image
    }
  }

  private static let pages: Set<String> = ["htm", "html", "markdown", "md"]
  private static let images: Set<String> = [
    "apng", "avif", "bmp", "gif", "ico", "jfif", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp",
  ]
}
