import Diagnostics
import Markup

/// Links and images of the site's own have to lead somewhere: to a page or file that is published, and to an
/// anchor that is on the page.
let linkCheck = Check.links { file, site, theme in
  var found: [LinkFinding] = []
  let folder = site.folder(of: file.file)
  let document = file.document
  document.nodes.withUnsafeBufferPointer { nodes in
    for position in nodes.indices where nodes[position].kind.isLink {
      let link = document.links[Int(nodes[position].detail)]
      var place: LinkPlace { LinkPlace(file, link, isImage: nodes[position].kind == .image) }
      // Nearly all are right: what a finding would say is made for the others only.
      document.destination(of: link).withUnsafeBufferPointer { destination in
        if isExternal(destination) {
          if let target = site.target(ofOwnAddress: destination),
            let problem = ownAddressProblem(target, place, file, site, theme)
          {
            found.append(problem)
            return
          }
          if let problem = localPath(destination, at: place) {
            found.append(LinkFinding(problem, in: site))
            return
          }
          if !link.isAutolink, isUnencrypted(destination), let insecure = insecureLink(at: place) {
            found.append(LinkFinding(insecure, in: site))
          }
          return
        }
        if destination.isEmpty { return found.append(LinkFinding(emptyLink(at: place), in: site)) }
        let parts = LinkParts(destination)
        if parts.isHere {
          let anchor = Array(parts.fragment)
          guard let page = site.page(of: file), !anchor.isEmpty, !site.has(anchor, on: page.id, theme, from: file)
          else {
            return
          }
          return found.append(brokenAnchor(anchor, on: page, of: site, at: place))
        }
        switch site.index.find(parts, from: folder) {
        case .entry(.page(let id)):
          if parts.fragment.isEmpty || site.remembers(parts.fragment, on: id) { return }
          let anchor = Array(parts.fragment)
          if site.has(anchor, on: id, theme, from: file, at: place) { return }
          found.append(brokenAnchor(anchor, on: site[id], of: site, at: place))
        case .entry: return
        case .outside: found.append(brokenLink(.outside, site, at: place))
        case .nothing(let path) where destination.first == UInt8(ascii: "/") && site.isMadeBesidePages(path): return
        case .nothing(let path) where site.mayBeNamedInUnreadableFrontMatter(path): return
        case .nothing(let path): found.append(brokenLink(.missing(path), site, at: place))
        }
      }
    }
  }
  return found
}

/// What is wrong with an absolute address of this very site; nil if nothing is.
func ownAddressProblem(
  _ target: LinkTarget,
  _ place: LinkPlace,
  _ file: ParsedPage?,
  _ site: Site,
  _ theme: Theme?
) -> LinkFinding? {
  var place = place
  place.isAddress = true
  switch target {
  case .external, .here: return nil
  case .published(.page(let id), let suffix):
    guard !suffix.fragment.isEmpty, !site.has(suffix.fragment, on: id, theme, from: file, at: place) else { return nil }
    return brokenAnchor(suffix.fragment, on: site[id], of: site, at: place)
  case .published: return nil
  case .broken(.missing(let path)) where site.mayBeNamedInUnreadableFrontMatter(path): return nil
  case .broken(let problem):
    // A path relative to the file would be written in place of the address.
    place.isVerbatim = false
    return brokenLink(problem, site, at: place)
  }
}

extension Document.Kind {
  fileprivate var isLink: Bool { self == .link || self == .image }
}

private func isUnencrypted(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
  destination.count > 7 && zip(destination, "http://".utf8).allSatisfy { $0 | 0x20 == $1 }
}
