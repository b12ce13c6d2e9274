import Diagnostics
import Markup

/// A destination with a blank in it makes text of a link. Where what was meant is there, angle brackets put it right.
let literalLinkCheck = Check.file { file, site, _ in
  let folder = site.folder(of: file.file)
  return file.document.literalLinks.map { link in
    let destination = file.file.bytes[link.destination.range]
    let kind = link.isImage ? "image" : "link"
    if link.hasBrokenTitle {
      return Diagnostic(
        "space-in-destination",
        .warning,
        "the title of this \(kind) ends before its last quotation mark, so all of it is shown as text",
        at: file.file.location(link.span),
        help: #"write \" for a quotation mark in the title"#
      )
    }
    let leadsSomewhere =
      switch site.index.resolve(destination, from: folder) {
      case .published, .external: true
      case .here, .broken: false
      }
    return Diagnostic(
      "space-in-destination",
      .warning,
      "a blank ends the destination, so this \(kind) is shown as text",
      at: file.file.location(link.span),
      help: "write <\(destination.text)>",
      fix: leadsSomewhere
        ? .init(
          "write <\(destination.text)>",
          at: file.file.location(link.destination),
          replacement: "<".bytes + destination + ">".bytes
        ) : nil
    )
  }
}
