/// TypeScript, too: what it adds are words.
let javascript = Language(
  names: ["typescript", "ts", "tsx", "javascript", "js", "jsx", "mjs"],
  keywords: WordList(
    """
    abstract as async await break case catch class const continue declare default delete do else enum export extends
    false finally for from function get if implements import in instanceof interface keyof let namespace new null of
    private protected public readonly return satisfies set static super switch this throw true try type typeof undefined
    var void while yield boolean number string never unknown any
    """
  ),
  lineComments: [Array("//".utf8)],
  blockComments: [.init("/*", "*/", spansLines: true)],
  strings: [
    .init("`", escape: "\\", spansLines: true), .init("\"", escape: "\\"), .init("'", escape: "\\"),
  ],
  sigils: [UInt8(ascii: "@")]
)
