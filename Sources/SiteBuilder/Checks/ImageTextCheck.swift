import Diagnostics
import Markup

/// An image needs words for those who do not see it.
let imageTextCheck = Check.file { file, site, _ in
  var diagnostics: [Diagnostic] = []
  for (position, node) in file.document.nodes.enumerated() {
    switch node.kind {
    case .image where file.document.plainText(of: position).allSatisfy({ $0 <= 0x20 }):
      let link = file.document.links[Int(node.detail)]
      diagnostics.append(
        missingText(
          "the image \(file.document.destination(of: link).text)",
          at: file.file.location(node.span),
          help: "say in the brackets what the image shows: ![The Connections page](…)"
        )
      )
    case .htmlBlock where site.configuration.rawHTML, .htmlInline where site.configuration.rawHTML:
      let html = file.file.bytes[node.span.range.clamped(to: file.file.bytes.indices)]
      diagnostics += HTMLAttribute.imagesWithoutText(in: html).map { span in
        missingText(
          "the image",
          at: file.file.location(span),
          help: "say in alt=\"…\" what the image shows, or write alt=\"\" if it is decoration"
        )
      }
    default: continue
    }
  }
  return diagnostics
}

private func missingText(_ image: String, at location: SourceLocation, help: String) -> Diagnostic {
  Diagnostic(
    "missing-alt-text",
    .warning,
    "\(image) has no text for those who do not see it",
    at: location,
    help: help
  )
}
