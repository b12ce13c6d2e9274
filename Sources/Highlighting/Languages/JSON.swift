let json = Language(
  names: ["json", "jsonc", "json5"],
  keywords: WordList("true false null"),
  lineComments: [Array("//".utf8)],
  blockComments: [.init("/*", "*/", spansLines: true)],
  strings: [.init("\"", escape: "\\")],
  nameMark: UInt8(ascii: ":")
)
