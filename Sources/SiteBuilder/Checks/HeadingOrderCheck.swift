import Diagnostics
import Markup

/// Headings go down one level at a time: screen readers and the table of contents rely on it.
let headingOrderCheck = Check.file { file, site, _ in
  // A snippet begins wherever it is included.
  var last = site.page(of: file) == nil ? Int(file.document.headings.first?.level ?? 1) : 1
  return file.document.headings.compactMap { heading in
    defer { last = Int(heading.level) }
    guard Int(heading.level) > last + 1 else { return nil }
    let marks = String(repeating: "#", count: last + 1)
    return Diagnostic(
      "skipped-heading-level",
      .hint,
      "a heading of level \(heading.level) follows one of level \(last)",
      at: file.file.location(file.document.nodes[Int(heading.node)].span),
      help: "write \(marks) \(heading.plainText.text)"
    )
  }
}
