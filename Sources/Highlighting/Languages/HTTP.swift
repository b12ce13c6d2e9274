let http = Language(
  names: ["http", "https"],
  keywords: WordList("GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT HTTP"),
  strings: [.init("\"", escape: "\\")],
  wordBytes: [UInt8(ascii: "-")],
  nameMark: UInt8(ascii: ":"),
  namesBeginLines: true
)
