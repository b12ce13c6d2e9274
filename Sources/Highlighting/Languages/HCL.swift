let hcl = Language(
  names: ["hcl", "terraform", "tf"],
  keywords: WordList(
    "resource data variable output locals module provider terraform required_providers for in if true false null"
  ),
  lineComments: [Array("#".utf8), Array("//".utf8)],
  blockComments: [.init("/*", "*/", spansLines: true)],
  strings: [.init("\"", escape: "\\")],
  wordBytes: [UInt8(ascii: "-")],
  nameMark: UInt8(ascii: "=")
)
