import Diagnostics
import Markup

/// Marked lines of a code block have to be lines that it has.
let lineMarkCheck = Check.file { file, _, _ in
  // Few pages mark lines: the blocks are asked before the nodes are.
  guard file.document.codeBlocks.contains(where: { $0.lineMarksAsWritten != nil }) else { return [] }
  return file.document.nodes.compactMap { node in
    guard node.kind == .codeBlock,
      let written = file.document.codeBlocks[Int(node.detail)].lineMarksAsWritten
    else { return nil }
    let location = file.file.location(node.span)
    guard let marks = LineMarks(written) else {
      return invalidMarks("\(written.text) does not say which lines to mark", at: location)
    }
    let code = file.document.text(of: node)
    let count = code.count { $0 == 0x0A } + (code.last == 0x0A || code.isEmpty ? 0 : 1)
    let last = marks.ranges.map(\.upperBound).max() ?? 0
    guard last > count else { return nil }
    return invalidMarks(
      "line \(last) is to be marked, and the code has \(count) line\(count == 1 ? "" : "s")",
      at: location
    )
  }
}

private func invalidMarks(_ message: String, at location: SourceLocation) -> Diagnostic {
  Diagnostic(
    "invalid-line-marks",
    .warning,
    message,
    at: location,
    help: "name lines and ranges of lines after the language: ```bash {1,3-5}"
  )
}
