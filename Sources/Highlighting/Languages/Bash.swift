let bash = Language(
  names: ["bash", "sh", "shell", "zsh", "console"],
  keywords: WordList(
    """
    if then else elif fi for in do done while until case esac function select return exit export local readonly
    declare set unset source echo cd az curl sudo
    """
  ),
  lineComments: [Array("#".utf8)],
  commentsNeedSpace: true,
  strings: [.init("\"", escape: "\\", spansLines: true), .init("'", spansLines: true)],
  sigils: [UInt8(ascii: "$")],
  wordBytes: [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")],
  hasOptions: true
)
