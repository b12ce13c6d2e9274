package import TypedYAML

/// `theme` in the configuration: what is different from the built-in theme without any template.
package struct ThemeSettings: Sendable {
  package struct Font: Sendable {
    var family: String
    /// A file of the site that the font comes from; otherwise it is one of the reader's.
    var file: Spanned<String>?
  }

  package var accent: String?
  package var logo: Spanned<String>?
  package var font: Font?
  package var codeFont: Font?

  static let type = ObjectType(
    "theme",
    [
      .init("accent", .string(.color), "The colour of links and buttons."),
      .init("logo", .string(.link), "An image beside the site's name, such as /assets/logo.svg."),
      .init("font", font, "What text is set in, where readers have it or the site brings it."),
      .init("code-font", font, "What code is set in."),
    ]
  )

  /// `Inter`, or where it comes from too: `{ family: Inter, file: /assets/inter.woff2 }`.
  private static let font = ValueType.either(
    text: .string(.fontFamily),
    mapping: .object(
      ObjectType(
        "a font",
        [
          .init("family", .string(.fontFamily), required: true, "The font's name."),
          .init("file", .string(.sitePath), required: true, "A file of the site, such as /assets/inter.woff2."),
        ]
      )
    )
  )

  init() {}

  init(_ node: YAMLNode?) {
    func font(_ node: YAMLNode?) -> Font? {
      guard let family = node?.text ?? node?.text("family"), StringFormat.fontFamily.allows(family.value) else {
        return nil
      }
      return Font(
        family: family.value,
        file: node?.text("file").flatMap { StringFormat.sitePath.allows($0.value) ? $0 : nil }
      )
    }
    accent = node?.text("accent")?.value
    logo = node?.text("logo")
    self.font = font(node?["font"])
    codeFont = font(node?["code-font"])
  }

  /// Stands behind the theme's stylesheet, as pages allow no inline styles.
  var stylesheet: String {
    var rules = ""
    var values: [String] = []
    if let accent { values.append("--accent: \(accent);") }
    for (font, name) in [(font, "sans"), (codeFont, "mono")] {
      guard let font else { continue }
      values.append("--\(name): \"\(font.family)\", var(--system-\(name));")
      guard let file = font.file else { continue }
      // Without `optional`, text would move when the font comes. All of a variable font's weights are in one file.
      rules += "@font-face { font-family: \"\(font.family)\"; src: url(\"..\(Self.escaped(file.value))\"); "
      rules += "font-weight: 100 900; font-display: optional; }\n"
    }
    return values.isEmpty ? "" : rules + ":root { \(values.joined(separator: " ")) }\n"
  }

  private static func escaped(_ path: String) -> String {
    path.replacing("\\", with: "%5C").replacing("\"", with: "%22")
  }
}
