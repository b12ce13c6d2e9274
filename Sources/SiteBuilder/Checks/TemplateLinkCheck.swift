import Diagnostics
import Markup

/// Addresses that stand in the site's own templates as they are, without a variable, have to lead somewhere too.
let templateLinkCheck = Check.site { site, theme in
  (theme?.overrides ?? []).filter { $0.path.hasSuffix(".html") }.flatMap { file in
    HTMLAttribute.links(in: file.bytes[...]).compactMap { link -> Diagnostic? in
      // What is relative depends on the page; what holds a variable has been checked where it comes from.
      guard link.value.first == UInt8(ascii: "/"), !link.value.contains(UInt8(ascii: "{")) else { return nil }
      let place = LinkPlace(destination: link.value.text, at: file.location(link.span), isImage: link.isImage)
      switch site.index.resolve(address: link.value, from: .home, base: site.base) {
      case .external, .here: return nil
      case .published(.page(let id), let suffix):
        guard !suffix.fragment.isEmpty, !site.has(suffix.fragment, on: id, theme) else { return nil }
        return brokenAnchor(suffix.fragment, on: site[id], at: place)
      case .published: return nil
      case .broken(let problem): return brokenLink(problem, site, at: place)
      }
    }
  }
}
