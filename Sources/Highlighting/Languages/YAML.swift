let yaml = Language(
  names: ["yaml", "yml"],
  keywords: WordList("true false null yes no on off"),
  lineComments: [Array("#".utf8)],
  commentsNeedSpace: true,
  strings: [.init("\"", escape: "\\", spansLines: true), .init("'")],
  // An apostrophe inside a word begins no string.
  wordBytes: [UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")],
  nameMark: UInt8(ascii: ":")
)
