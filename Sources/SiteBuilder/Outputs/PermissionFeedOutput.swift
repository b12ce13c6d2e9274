import Markup
import Permissions

/// `permissions.atom`: what is asked for since when, for whoever wants to hear of the next permission (RFC 4287).
///
/// Needs a base URL, since entries have to have names that nobody else uses.
let permissionFeedOutput = Output { renderer in
  let site = renderer.site
  let changes = PermissionChange.all(in: site)
  guard let latest = changes.first, let home = site.base.absoluteURL(of: .home),
    let own = site.base.absoluteURL(of: PermissionReference.feedPermalink), let host = host(of: home.text)
  else { return [] }
  let product = site.catalog?.catalog.product
  let strings = site.configuration.strings
  var xml = XMLText()
  xml.line(#"<?xml version="1.0" encoding="utf-8"?>"#)
  xml.line(#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\#(site.configuration.language)">"#)
  xml.element("title", strings.text("feed-title", ["product": product?.name ?? site.configuration.title]))
  xml.element("id", own.text)
  xml.empty("link", [("rel", "self"), ("type", "application/atom+xml"), ("href", own.text)])
  xml.empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", home.text)])
  xml.element("updated", timestamp(latest.date))
  xml.line("<author>")
  xml.element("name", product?.publisher ?? product?.name ?? site.configuration.title)
  xml.line("</author>")
  for change in changes {
    let permission = change.grant.permission
    xml.line("<entry>")
    xml.element("title", permission.fullName(strings))
    xml.element("id", "tag:\(host),\(change.date):\(change.consent.id)/\(permission.id)/\(permission.kind.rawValue)")
    if let entry = site.reference.entry(for: permission.identity),
      let url = site.base.absoluteURL(of: entry.permalink)
    {
      xml.empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", url.text)])
    }
    xml.element("updated", timestamp(change.date))
    let date = DateView(change.date, strings).text.text
    let summary = strings.text("feed-summary", ["consent": change.consent.title, "date": date])
    xml.element("summary", "\(summary) \(change.grant.why)")
    xml.line("</entry>")
  }
  xml.line("</feed>")
  return [OutputFile(PermissionReference.feedPermalink, Array(xml.text.utf8))]
}

private func timestamp(_ date: CalendarDate) -> String { "\(date)T00:00:00Z" }

private func host(of url: String) -> String? {
  guard let scheme = url.firstRange(of: "://") else { return nil }
  return url[scheme.upperBound...].split(separator: "/").first?.split(separator: ":").first.map(String.init)
}

private struct XMLText {
  private(set) var text = ""

  mutating func line(_ line: String) { text += line + "\n" }

  mutating func element(_ name: String, _ content: String) { line("<\(name)>\(Self.written(content))</\(name)>") }

  mutating func empty(_ name: String, _ attributes: [(String, String)]) {
    line("<\(name)\(attributes.map { " \($0)=\"\(Self.written($1))\"" }.joined())/>")
  }

  private static func written(_ text: String) -> String {
    // XML has no way to write most control characters.
    escaped(text.utf8.filter { $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 }).text
  }
}
