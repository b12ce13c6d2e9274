import ByteBuffers
import Diagnostics
import Markup

/// Addresses that stand in the site's own templates as they are, without a variable, have to lead somewhere too.
let templateLinkCheck = Check.site { site, theme in
  (theme?.overrides ?? []).filter { $0.path.hasSuffix(".html") }.flatMap { file in
    HTMLAttribute.links(in: withoutComments(file.bytes)[...]).compactMap { link -> Diagnostic? in
      // What holds a variable has been checked where it comes from.
      guard !link.value.contains(UInt8(ascii: "{")) else { return nil }
      let place = LinkPlace(link, in: file)
      if let target = site.target(ofOwnAddress: link.value) { return ownAddressProblem(target, place, nil, site, theme)?.answered(by: site) }
      // What is relative depends on the page.
      guard link.value.first == UInt8(ascii: "/") else { return nil }
      switch site.index.resolve(address: link.value, from: .home, base: site.base) {
      case .external, .here: return nil
      case .published(.page(let id), let suffix):
        guard !suffix.fragment.isEmpty, !site.has(suffix.fragment, on: id, theme) else { return nil }
        return brokenAnchor(suffix.fragment, on: site[id], of: site, at: place).answered(by: site)
      case .published: return nil
      case .broken(let problem): return brokenLink(problem, site, at: place).answered(by: site)
      }
    }
  }
}

/// Every other byte stays where it is.
private func withoutComments(_ template: [UInt8]) -> [UInt8] {
  var bytes = template
  var start = 0
  while let open = bytes[start...].firstRange(of: Array("{{!".utf8)) {
    let end = bytes[open.upperBound...].firstRange(of: Array("}}".utf8))?.upperBound ?? bytes.count
    for index in open.lowerBound..<end where bytes[index] != 0x0A { bytes[index] = 0x20 }
    start = end
  }
  return bytes
}
