/// A list of redirects for hosts that answer with one themselves, instead of with a page that leads on.
enum RedirectFile: String, CaseIterable, Sendable {
  /// `_redirects` as Netlify reads it: with `!`, since a page stands at the former address too.
  case netlify
  /// `_redirects` as Cloudflare Pages reads it, which looks there before it looks for pages.
  case cloudflare
  /// `redirects.json`, for scripts that configure a server.
  case json

  var path: String { self == .json ? "redirects.json" : "_redirects" }

  /// - Parameter redirects: addresses from the host's root, percent-encoded.
  func file(listing redirects: [(from: [UInt8], to: [UInt8])]) -> OutputFile {
    switch self {
    case .netlify, .cloudflare:
      let status = self == .netlify ? "301!" : "301"
      let lines = redirects.map { "\($0.from.text) \($0.to.text) \(status)\n" }
      return OutputFile(path: path, contents: .bytes(Array(lines.joined().utf8)))
    case .json:
      var json = JSONWriter()
      json.object { json in
        json.member("version", 1)
        json.member("redirects") { json in
          json.array(redirects) { json, redirect in
            json.object { json in
              json.member("from", redirect.from.text)
              json.member("to", redirect.to.text)
            }
          }
        }
      }
      return OutputFile(path: path, contents: .bytes(json.finish()))
    }
  }
}
