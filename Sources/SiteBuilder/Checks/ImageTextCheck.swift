import Diagnostics
import Markup

/// An image needs words for those who do not see it.
let imageTextCheck = Check.file { file, _, _ in
  file.document.nodes.enumerated().compactMap { position, node in
    guard node.kind == .image, file.document.plainText(of: position).allSatisfy({ $0 <= 0x20 }) else { return nil }
    let link = file.document.links[Int(node.detail)]
    return Diagnostic(
      "missing-alt-text",
      .warning,
      "the image \(link.destination.text) has no text for those who do not see it",
      at: file.file.location(node.span),
      help: "say in the brackets what the image shows: ![The Connections page](…)"
    )
  }
}
