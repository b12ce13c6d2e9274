/// Width and height of an image in CSS pixels, as a browser lays it out, from the bytes at its beginning.
///
/// Pages say them, so that text does not jump when an image arrives. Bytes that are no image, or end too early, have none.
package struct ImageDimensions: Hashable, Sendable {
  package var width: Int
  package var height: Int

  /// So much of a file is enough: a photograph may have a preview of itself before its own size.
  static let headLength = 1 << 18

  private static let largest = 1 << 20

  init?(width: Int, height: Int) {
    guard (1...Self.largest).contains(width), (1...Self.largest).contains(height) else { return nil }
    self.width = width
    self.height = height
  }

  /// - Parameter bytes: the file, or its first ``headLength`` bytes.
  init?(_ bytes: [UInt8]) {
    let head = ImageHead(bytes)
    guard let found = head.png ?? head.gif ?? head.webP ?? head.jpeg ?? head.avif ?? head.svg else { return nil }
    self = found
  }

  /// Whether a file of this name is worth a look.
  static func areIn(_ path: String) -> Bool {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return endings.contains(path[path.index(after: dot)...].lowercased())
  }

  private static let endings: Set<String> = ["png", "apng", "gif", "jpg", "jpeg", "webp", "avif", "svg"]
}

/// Reads numbers where they may be; outside of the bytes there are none.
private struct ImageHead {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func big(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    return bytes[offset..<(offset + count)].reduce(0) { $0 << 8 | Int($1) }
  }

  private func little(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    return bytes[offset..<(offset + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private func has(_ text: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[offset + $0] == text.utf8Start[$0] }
  }

  private func dimensions(_ width: Int?, _ height: Int?) -> ImageDimensions? {
    guard let width, let height else { return nil }
    return ImageDimensions(width: width, height: height)
  }

  var png: ImageDimensions? {
    guard big(0, 4) == 0x8950_4E47, big(4, 4) == 0x0D0A_1A0A, has("IHDR", at: 12) else { return nil }
    return dimensions(big(16, 4), big(20, 4))
  }

  var gif: ImageDimensions? {
    guard has("GIF87a", at: 0) || has("GIF89a", at: 0) else { return nil }
    return dimensions(little(6, 2), little(8, 2))
  }

  var webP: ImageDimensions? {
    guard has("RIFF", at: 0), has("WEBP", at: 8) else { return nil }
    if has("VP8X", at: 12) { return dimensions(little(24, 3).map { $0 + 1 }, little(27, 3).map { $0 + 1 }) }
    if has("VP8L", at: 12), big(20, 1) == 0x2F, let bits = little(21, 4) {
      return dimensions(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    }
    if has("VP8 ", at: 12), big(23, 3) == 0x9D012A {
      return dimensions(little(26, 2).map { $0 & 0x3FFF }, little(28, 2).map { $0 & 0x3FFF })
    }
    return nil
  }

  var jpeg: ImageDimensions? {
    guard big(0, 2) == 0xFFD8 else { return nil }
    var offset = 2
    var isTurned = false
    while let mark = big(offset, 1), mark == 0xFF, let kind = big(offset + 1, 1), let length = big(offset + 2, 2) {
      switch kind {
      case 0xFF: offset += 1
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        let (height, width) = (big(offset + 5, 2), big(offset + 7, 2))
        return isTurned ? dimensions(height, width) : dimensions(width, height)
      case 0xDA, 0xD9: return nil
      default:
        if kind == 0xE1, has("Exif", at: offset + 4) { isTurned = isTurned || exifIsTurned(at: offset + 10) }
        guard length >= 2 else { return nil }
        offset += 2 + length
      }
    }
    return nil
  }

  /// A camera held upright says so instead of turning the picture; browsers turn it.
  private func exifIsTurned(at start: Int) -> Bool {
    let isLittle = has("II", at: start)
    guard isLittle || has("MM", at: start) else { return false }
    func number(_ offset: Int, _ count: Int) -> Int? {
      isLittle ? little(start + offset, count) : big(start + offset, count)
    }
    guard let table = number(4, 4), let count = number(table, 2) else { return false }
    for entry in 0..<min(count, 100) where number(table + 2 + entry * 12, 2) == 0x0112 {
      return (5...8).contains(number(table + 2 + entry * 12 + 8, 2) ?? 0)
    }
    return false
  }

  var avif: ImageDimensions? {
    guard has("ftyp", at: 4), has("avif", at: 8) || has("avis", at: 8) || has("mif1", at: 8) else { return nil }
    // The largest of its images is the one that is shown; others are previews and transparency.
    var found: ImageDimensions?
    for offset in 0..<min(bytes.count, 1 << 14) where has("ispe", at: offset) {
      guard let next = dimensions(big(offset + 8, 4), big(offset + 12, 4)) else { continue }
      if next.width > found?.width ?? 0 { found = next }
    }
    return found
  }

  /// Of the outermost element: its width and height if they are in pixels, else those of its view box.
  var svg: ImageDimensions? {
    let text = String(decoding: bytes.prefix(8192), as: UTF8.self)
    guard let start = text.firstRange(of: "<svg"), let end = text[start.upperBound...].firstIndex(of: ">") else {
      return nil
    }
    let tag = text[start.upperBound..<end]
    if let width = pixels(attribute("width", in: tag)), let height = pixels(attribute("height", in: tag)) {
      return dimensions(width, height)
    }
    let box = attribute("viewBox", in: tag)?.split { $0 == " " || $0 == "," || $0.isNewline } ?? []
    guard box.count == 4 else { return nil }
    return dimensions(pixels(box[2]), pixels(box[3]))
  }

  private func attribute(_ name: String, in tag: Substring) -> Substring? {
    for lead in [" ", "\n", "\t"] {
      for quote: Character in ["\"", "'"] {
        guard let start = tag.firstRange(of: "\(lead)\(name)=\(quote)")?.upperBound,
          let end = tag[start...].firstIndex(of: quote)
        else { continue }
        return tag[start..<end]
      }
    }
    return nil
  }

  private func pixels(_ text: Substring?) -> Int? {
    guard let text else { return nil }
    let number = text.hasSuffix("px") ? text.dropLast(2) : text
    guard let value = Double(number), value.isFinite, value > 0, value < 1e6 else { return nil }
    return Int(value.rounded(.up))
  }
}
