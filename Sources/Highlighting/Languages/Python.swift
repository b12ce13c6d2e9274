let python = Language(
  names: ["python", "py"],
  keywords: WordList(
    """
    and as assert async await break case class continue def del elif else except False finally for from global if import
    in is lambda match None nonlocal not or pass raise return True try while with yield
    """
  ),
  lineComments: [Array("#".utf8)],
  strings: [
    .init("\"\"\"", escape: "\\", spansLines: true), .init("'''", escape: "\\", spansLines: true),
    .init("\"", escape: "\\"), .init("'", escape: "\\"),
  ],
  sigils: [UInt8(ascii: "@")]
)
