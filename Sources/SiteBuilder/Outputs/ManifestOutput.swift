import Markup

let manifestPermalink = Permalink(path: "site-manifest.json")

/// `site-manifest.json`: every address and anchor that this release publishes, for the next one to be held against.
let manifestOutput = Output(isForEachLanguage: false) { renderer in
  let site = renderer.site
  let sites = [site] + site.translations
  var json = JSONWriter()
  json.object { json in
    json.member("version", 1)
    json.member("pages") { json in
      json.object { json in
        for site in sites {
          let folder = "/" + site.configuration.languageFolder
          for page in site.pages.sorted(by: { $0.permalink < $1.permalink }) {
            json.member(folder + page.permalink.path) { json in
              json.array(site.anchorIDs(of: page)) { json, id in json.value(id) }
            }
          }
          for entry in site.reference.entries {
            json.member(folder + entry.permalink.path) { $0.array([]) { _, _ in } }
          }
        }
      }
    }
    json.member("files") { json in
      // A host that no longer needs to be told something loses no address.
      let files = site.assets.map(\.permalink.path).filter { !ContentRules.hostFiles.contains($0) }
      json.array(files.map { "/" + $0 }.sorted()) { json, path in json.value(path) }
    }
    json.member("redirects") { json in
      json.object { json in
        for site in sites {
          let folder = "/" + site.configuration.languageFolder
          for redirect in site.redirects {
            json.member(folder + redirect.from.path, folder + site[redirect.to].permalink.path)
          }
        }
      }
    }
  }
  return [OutputFile(manifestPermalink, json.finish())]
}
