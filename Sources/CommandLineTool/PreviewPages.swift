import Diagnostics
import Preview
import SiteBuilder

/// What the preview answers at each address: the site's pages with the client that keeps them up to date, and the
/// preview's own pages below `/_scopebook/`.
struct PreviewPages: Sendable {
  let live: LiveSite
  let root: String

  func answer(_ path: String, _ query: String) async -> PreviewServer.Answer {
    let snapshot = await live.snapshot
    switch path {
    case "/_scopebook/client.js": return embedded("client.js", "text/javascript; charset=utf-8")
    case "/_scopebook/client.css": return embedded("client.css", "text/css; charset=utf-8")
    // Findings are those of what is served now, however soon after a change somebody asks.
    case "/_scopebook/state.json":
      return state(await live.check(), of: query.hasPrefix("path=") ? String(query.dropFirst(5)) : "/")
    case "/_scopebook/source.json": return source(snapshot, query)
    case "/_scopebook/", "/_scopebook": return page("Preview", dashboard(await live.check()))
    case _ where path.hasPrefix("/_scopebook/explain/"):
      return explanation(String(path.dropFirst("/_scopebook/explain/".utf8.count)))
    default: break
    }
    if let file = snapshot.blamedFile(at: path) {
      let findings = findings(await live.check()) { $0.location?.path == file }
      return page("This page cannot be shown yet", "<p>\(escaped(file))</p>" + findings, status: 500)
    }
    guard let renderer = snapshot.renderer else {
      return page("The site cannot be shown yet", findings(await live.check()), status: 500)
    }
    switch LivePages(renderer).find(path) {
    case .bytes(let bytes, let file):
      let type = ContentType.of(file)
      guard type.hasPrefix("text/html") else { return .init(contentType: type, bytes: bytes) }
      let note = LivePages(renderer).wordlessFile(at: path).map(noteOnMissingText) ?? []
      return .init(contentType: type, bytes: withClient(inserted(note, before: "</main>", in: bytes)))
    case .file(let source, let file): return published(source, as: file, renderer)
    case .redirect(let target): return .init(status: 302, contentType: "text/plain", bytes: [], location: target)
    case .missing(let bytes): return .init(status: 404, contentType: ContentType.of(".html"), bytes: withClient(bytes))
    }
  }

  /// Whatever the file was when it was listed, it may be a link by now that leads out of the site's folder.
  private func published(_ source: String, as file: String, _ renderer: Renderer) -> PreviewServer.Answer {
    let reader = Reader(root: root)
    let path = reader.absolute(source)
    guard reader.links(LivePages(renderer).site.configuration).allow(path), let bytes = try? FileSystem.read(path)
    else { return .init(status: 404, contentType: "text/plain", bytes: Array("Not found.\n".utf8)) }
    return .init(contentType: ContentType.of(file), bytes: bytes)
  }

  private func withClient(_ html: [UInt8]) -> [UInt8] {
    let script = Array("<script src=\"/_scopebook/client.js\" defer></script>".utf8)
    return inserted(script, before: "</body>", in: html)
  }

  /// At the end where there is no such tag.
  private func inserted(_ more: [UInt8], before tag: String, in html: [UInt8]) -> [UInt8] {
    if more.isEmpty { return html }
    guard let end = html.lastRange(of: Array(tag.utf8)) else { return html + more }
    return html[..<end.lowerBound] + more + html[end.lowerBound...]
  }

  private func noteOnMissingText(in file: String) -> [UInt8] {
    Array("<p>This page has no text yet: write it below the front matter of <code>\(escaped(file))</code>.</p>".utf8)
  }

  private func embedded(_ name: String, _ type: String) -> PreviewServer.Answer {
    let file = EmbeddedFile.files(in: "preview").first { $0.path == name }
    return .init(contentType: type, bytes: file?.bytes ?? [])
  }

  // MARK: The author's editor

  /// `path=/guides/&text=…`: where that text of that page is written.
  private func source(_ snapshot: LiveSite.Snapshot, _ query: String) -> PreviewServer.Answer {
    let parts = query.split(separator: "&text=", maxSplits: 1)
    guard let renderer = snapshot.renderer, let path = parts.first, path.hasPrefix("path="),
      let place = LivePages(renderer).place(
        of: parts.count > 1 ? String(parts[1]) : "",
        onPageAt: String(path.dropFirst("path=".count))
      )
    else { return .init(status: 404, contentType: "application/json", bytes: Array("{}\n".utf8)) }
    var json = JSONWriter(isCompact: true)
    json.object { json in
      json.member("path", place.path)
      json.member("line", place.line)
      json.member("url", editorURL(place.path, place.line, snapshot))
    }
    return .init(contentType: "application/json", bytes: json.finish())
  }

  private func editorURL(_ path: String, _ line: Int, _ snapshot: LiveSite.Snapshot) -> String? {
    guard let editor = snapshot.renderer.flatMap({ LivePages($0).site.configuration.editor }),
      let folder = FileSystem.realPath(root)
    else { return nil }
    return editor.url(folder + "/" + path, line: line)
  }

  // MARK: Findings

  private func state(_ snapshot: LiveSite.Snapshot, of path: String) -> PreviewServer.Answer {
    let source = snapshot.renderer.flatMap { LivePages($0).source(at: path) }
    let ofPage = snapshot.diagnostics.filter {
      $0.location?.path == source && source != nil || !isAboutPage($0) && $0.severity == .error
    }
    var json = JSONWriter(isCompact: true)
    json.object { json in
      for severity in Diagnostic.Severity.allCases {
        json.member(severity.rawValue + "s", snapshot.diagnostics.count { $0.severity == severity })
      }
      json.member("isChecked", snapshot.isChecked)
      json.member("isDraft", snapshot.renderer.map { LivePages($0).isDraft(at: path) } ?? false)
      json.member("page") { json in
        json.array(Array(ofPage.prefix(50))) { json, diagnostic in
          json.object { json in
            let span = diagnostic.location?.span
            let file = diagnostic.location.flatMap { snapshot.sources[$0.path] }
            let table = file.map { LineTable($0.bytes) }
            let line = span.flatMap { span in table?.position(of: span.start).line }
            json.member("id", diagnostic.id)
            json.member("severity", diagnostic.severity.rawValue)
            json.member("message", diagnostic.message)
            json.member("help", diagnostic.help)
            json.member("path", diagnostic.location?.path ?? "")
            if let line { json.member("line", line) }
            json.member("editor", diagnostic.location.flatMap { editorURL($0.path, line ?? 1, snapshot) })
            json.member(
              "excerpt",
              line.flatMap { line in table.map { String(decoding: $0.text(ofLine: line).prefix(200), as: UTF8.self) } }
            )
            json.member(
              "target",
              span.flatMap { span in
                file.map {
                  String(decoding: $0.bytes[span.range.clamped(to: $0.bytes.indices)].prefix(300), as: UTF8.self)
                }
              }
            )
          }
        }
      }
    }
    return .init(contentType: "application/json", bytes: json.finish())
  }

  /// Mistakes in the catalog, the configuration and templates touch every page.
  private func isAboutPage(_ diagnostic: Diagnostic) -> Bool { diagnostic.location?.path.hasSuffix(".md") == true }

  private func dashboard(_ snapshot: LiveSite.Snapshot) -> String {
    let counts = counts(of: snapshot.diagnostics)
    var html = "<p>\(counts.isEmpty ? "Nothing found." : counts) <a href=\"/\">To the site</a></p>" + findings(snapshot)
    if !snapshot.witnesses.isEmpty {
      html += "<h2>Witnesses</h2><pre>" + escaped(WitnessTable(rows: snapshot.witnesses).text(.silent)) + "</pre>"
    }
    return html + "<h2>Timings</h2><pre>" + escaped(snapshot.timings.table) + "</pre>"
  }

  private func findings(
    _ snapshot: LiveSite.Snapshot,
    where isWanted: (Diagnostic) -> Bool = { _ in true }
  ) -> String {
    let report = Report(Report.worst(snapshot.diagnostics.filter(isWanted), 500), sources: snapshot.sources)
    let text = TerminalReporter(.silent).text(of: report)
    return text.isEmpty ? "" : "<h2>Findings</h2><pre>" + escaped(text) + "</pre>"
  }

  private func explanation(_ id: String) -> PreviewServer.Answer {
    guard let explanation = Explanation.of(id) else {
      return page("No such check", "<p>There is no check of that name.</p>", status: 404)
    }
    var html =
      "<p><code>\(escaped(explanation.id))</code> (\(explanation.severity.rawValue)): \(escaped(explanation.summary))</p>"
    html += "<p>" + escaped(explanation.details) + "</p>"
    for (title, example) in [("Wrong", explanation.wrong), ("Right", explanation.right)] where !example.files.isEmpty {
      html += "<h2>\(title)</h2>"
      for file in example.files { html += "<p><code>\(escaped(file.path))</code></p><pre>\(escaped(file.text))</pre>" }
    }
    return page(explanation.title, html)
  }

  private func page(_ title: String, _ body: String, status: Int = 200) -> PreviewServer.Answer {
    let html = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(escaped(title))</title><link rel="stylesheet" href="/_scopebook/client.css"></head>
      <body class="scopebook-page"><main><h1>\(escaped(title))</h1>\(body)</main><script src="/_scopebook/client.js" defer></script></body></html>

      """
    return .init(status: status, contentType: ContentType.of(".html"), bytes: Array(html.utf8))
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}

/// What browsers are told that a file is.
enum ContentType {
  static func of(_ path: String) -> String {
    let suffix = path.lastIndex(of: ".").map { path[path.index(after: $0)...].lowercased() } ?? ""
    return types[suffix] ?? "application/octet-stream"
  }

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "json": "application/json", "xml": "application/xml", "atom": "application/atom+xml",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon", "pdf": "application/pdf", "woff2": "font/woff2",
    "mp4": "video/mp4", "webm": "video/webm", "zip": "application/zip", "csv": "text/csv; charset=utf-8",
  ]
}

extension [UInt8] {
  fileprivate func lastRange(of needle: [UInt8]) -> Range<Int>? {
    guard needle.count <= count else { return nil }
    return (0...(count - needle.count)).reversed().first { self[$0..<($0 + needle.count)].elementsEqual(needle) }
      .map { $0..<($0 + needle.count) }
  }
}
