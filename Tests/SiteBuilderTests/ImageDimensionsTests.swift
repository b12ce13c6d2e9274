import Testing

@testable import SiteBuilder

struct ImageDimensionsTests {
  private static func bytes(_ parts: Any...) -> [UInt8] {
    parts.flatMap { part -> [UInt8] in
      if let text = part as? String { return Array(text.utf8) }
      if let number = part as? Int { return [UInt8(number)] }
      return part as? [UInt8] ?? []
    }
  }

  private static let zeros = [UInt8](repeating: 0, count: 8)

  static let images: [(name: String, bytes: [UInt8], width: Int, height: Int)] = [
    (
      "png",
      bytes(
        [0x89] as [UInt8],
        "PNG\r\n",
        0x1A,
        10,
        [0, 0, 0, 13] as [UInt8],
        "IHDR",
        [0, 0, 2, 1, 0, 0, 0, 9] as [UInt8]
      ), 513, 9
    ),
    ("gif", bytes("GIF89a", [3, 1, 4, 0] as [UInt8]), 259, 4),
    ("webp vp8x", bytes("RIFF", zeros.prefix(4).map { $0 }, "WEBPVP8X", zeros, [9, 1, 0, 7, 0, 0] as [UInt8]), 266, 8),
    // 14 bits less one each, from the lowest.
    (
      "webp vp8l",
      bytes(
        "RIFF",
        zeros.prefix(4).map { $0 },
        "WEBPVP8L",
        zeros.prefix(4).map { $0 },
        0x2F,
        [0x63, 0xC0, 0x18, 0x00] as [UInt8]
      ), 100, 100
    ),
    (
      "webp vp8",
      bytes(
        "RIFF",
        zeros.prefix(4).map { $0 },
        "WEBPVP8 ",
        zeros.prefix(7).map { $0 },
        [0x9D, 0x01, 0x2A, 0x40, 0x01, 0xF0, 0x00] as [UInt8]
      ), 320, 240
    ),
    ("jpeg", bytes([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 20, 1, 0] as [UInt8]), 256, 20),
    (
      "turned jpeg",
      bytes(
        [0xFF, 0xD8, 0xFF, 0xE1, 0, 34] as [UInt8],
        "Exif",
        [0, 0] as [UInt8],
        "MM",
        [0, 42, 0, 0, 0, 8, 0, 1] as [UInt8],
        [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0] as [UInt8],
        [0, 0, 0, 0] as [UInt8],
        [0xFF, 0xC2, 0, 11, 8, 0, 20, 1, 0] as [UInt8]
      ), 20, 256
    ),
    (
      "avif",
      bytes(
        [0, 0, 0, 24] as [UInt8],
        "ftypavif",
        zeros,
        "ispe",
        zeros.prefix(4).map { $0 },
        [0, 0, 0, 5, 0, 0, 0, 6] as [UInt8],
        "ispe",
        zeros.prefix(4).map { $0 },
        [0, 0, 1, 5, 0, 0, 0, 7] as [UInt8]
      ), 261, 7
    ),
    ("svg", bytes(#"<?xml version="1.0"?><svg xmlns="x" width="12px" height='7.5'>"#), 12, 8),
    ("svg with a view box", bytes("<svg\n viewBox=\"0 0 120,40\" width=\"100%\" height=\"auto\">"), 120, 40),
  ]

  @Test(arguments: images.map(\.name))
  func readsWidthAndHeight(name: String) throws {
    let image = try #require(Self.images.first { $0.name == name })
    let found = try #require(ImageDimensions(image.bytes))
    #expect(found.width == image.width && found.height == image.height, "\(found)")
  }

  /// Every beginning of every image, and 20,000 damaged ones: nothing that is read lies outside.
  @Test func survivesAnyBytes() {
    for image in Self.images {
      for count in 0..<image.bytes.count { _ = ImageDimensions(Array(image.bytes[..<count])) }
    }
    var random = Seeded(5)
    for _ in 0..<20_000 {
      var bytes = Self.images[Int.random(in: Self.images.indices, using: &random)].bytes
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if let found = ImageDimensions(bytes) { #expect(found.width > 0 && found.height > 0) }
    }
  }

  @Test(arguments: [
    "", "GIF89a\u{0}\u{0}\u{0}\u{0}", "<svg width=\"1e99\" height=\"5\">", "<svg>", "<svg viewBox=\"0 0 -1 4\">",
    "text",
  ])
  func whatIsNoImageHasNone(_ text: String) {
    #expect(ImageDimensions(Array(text.utf8)) == nil)
  }

  @Test func pagesSayThem() async throws {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try folder.write("scopebook.yml", "title: T\n")
    try folder.write("content/a.svg", "<svg width=\"30\" height=\"20\">")
    try folder.write("content/b.png", "no image")
    try folder.write(
      "content/index.md",
      "---\ntitle: Home\n---\n\n![A](a.svg)\n\n![B](b.png)\n\n![C](a.svg \"What *it* shows\")\n\nText ![D](a.svg \"t\")\n"
    )
    var options = Build.Options(root: folder.path)
    options.output = output.path
    _ = try await Build(options).run()
    let html = try #require(output.files()["index.html"])
    #expect(html.contains(#"<img src="/a.svg" alt="A" width="30" height="20" decoding="async" />"#))
    #expect(html.contains(#"<img src="/b.png" alt="B" loading="lazy" decoding="async" />"#))
    #expect(
      html.contains(
        #"<figure><img src="/a.svg" alt="C" width="30" height="20" loading="lazy" decoding="async" />"#
          + "<figcaption>What *it* shows</figcaption></figure>"
      )
    )
    #expect(html.contains(#"<p>Text <img src="/a.svg" alt="D" title="t" width="30""#))
  }
}
