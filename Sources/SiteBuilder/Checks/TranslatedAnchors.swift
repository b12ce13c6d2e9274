import Diagnostics
import Markup

/// Links of a page that is not translated to headings of pages that are. Where the two versions have the same headings,
/// one stands for the other; where they differ, the anchor may be there in the original only.
func brokenAnchors(of file: ParsedPage, in site: Site, _ theme: Theme?) -> [Diagnostic] {
  let folder = site.folder(of: file.file)
  return file.document.nodes.compactMap { node in
    guard node.kind == .link else { return nil }
    let link = file.document.links[Int(node.detail)]
    guard
      case .published(.page(let id), let suffix) = site.index.resolve(file.document.destination(of: link), from: folder),
      !suffix.fragment.isEmpty, case .translated = site[id].translation, let translation = site[id].parsed,
      !site.has(suffix.fragment, on: id, theme)
    else { return nil }
    return Diagnostic(
      "broken-anchor",
      .error,
      "in \(site.configuration.language), where this page leads to a translation, no heading has the anchor "
        + "#\(suffix.fragment.text)",
      at: file.file.location(link.destinationSpan),
      notes: [.init("this is the translation", at: translation.start)],
      help: "pin it on the heading there: {#\(suffix.fragment.text)}"
    )
  }
}
