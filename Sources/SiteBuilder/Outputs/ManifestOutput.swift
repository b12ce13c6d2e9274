import Markup

let manifestPermalink = Permalink(path: "site-manifest.json")

/// `site-manifest.json`: every address and anchor that this release publishes, for the next one to be held against.
let manifestOutput = Output { renderer in
  let site = renderer.site
  var json = JSONWriter()
  json.object { json in
    json.member("version", 1)
    json.member("pages") { json in
      json.object { json in
        for page in site.pages.sorted(by: { $0.permalink < $1.permalink }) {
          json.member("/" + page.permalink.path) { json in
            json.array(page.outline) { json, entry in json.value(entry.id) }
          }
        }
        for entry in site.reference.entries { json.member("/" + entry.permalink.path) { $0.array([]) { _, _ in } } }
      }
    }
    json.member("files") { json in
      json.array(site.assets.map { "/" + $0.permalink.path }.sorted()) { json, path in json.value(path) }
    }
    json.member("redirects") { json in
      json.object { json in
        for redirect in site.redirects { json.member("/" + redirect.from.path, "/" + site[redirect.to].permalink.path) }
      }
    }
  }
  return [OutputFile(manifestPermalink, json.finish())]
}
