let swift = Language(
  names: ["swift"],
  keywords: WordList(
    """
    actor any as associatedtype async await break case catch class continue default defer deinit do else enum extension
    fallthrough false fileprivate final for func get guard if import in init inout internal is isolated let mutating nil
    nonisolated open operator override package private protocol public rethrows return self Self set some static struct
    subscript super switch throw throws true try typealias var weak where while
    """
  ),
  lineComments: [Array("//".utf8)],
  blockComments: [.init("/*", "*/", spansLines: true)],
  strings: [.init("\"\"\"", escape: "\\", spansLines: true), .init("#\"", "\"#"), .init("\"", escape: "\\")],
  sigils: [UInt8(ascii: "@")]
)
