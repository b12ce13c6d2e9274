let powershell = Language(
  names: ["powershell", "pwsh", "ps1", "ps"],
  keywords: WordList(
    """
    begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for foreach from
    function if in param process return switch throw trap try until using while
    """,
    ignoresCase: true
  ),
  lineComments: [Array("#".utf8)],
  commentsNeedSpace: true,
  blockComments: [.init("<#", "#>", spansLines: true)],
  strings: [
    .init("@\"", "\n\"@", spansLines: true), .init("@'", "\n'@", spansLines: true),
    .init("\"", escape: "`", spansLines: true), .init("'", spansLines: true),
  ],
  sigils: [UInt8(ascii: "$")],
  wordBytes: [UInt8(ascii: "-")],
  hasOptions: true,
  hasHyphenatedCommands: true
)
