import Diagnostics
import TypedYAML

/// The logo, the fonts and the links of `scopebook.yml` have to lead to something that is published.
let configurationCheck = Check.site { site, theme in
  let configuration = site.configuration
  func check(_ url: Spanned<String>, isImage: Bool, in site: Site = site) -> Diagnostic? {
    let location = SourceLocation(path: Reader.configurationName, span: url.span)
    let place = LinkPlace(destination: url.value, at: location, isImage: isImage)
    let address = Array(url.value.utf8)
    if let target = site.target(ofOwnAddress: address) { return ownAddressProblem(target, place, nil, site, theme)?.answered(by: site) }
    guard case .broken(let problem) = site.index.resolve(address, from: []) else { return nil }
    return brokenLink(problem, site, at: place).answered(by: site)
  }
  return configuration.navigation.compactMap { check($0.url, isImage: false) }
    + [configuration.theme.logo.flatMap { check($0, isImage: true) }].compactMap { $0 }
    + [configuration.theme.font, configuration.theme.codeFont].compactMap { font in
      font?.file.flatMap { check($0, isImage: false) }
    }
    + site.translations.flatMap { translation in
      (translation.configuration.otherLanguage?.navigation ?? []).compactMap {
        check($0.url, isImage: false, in: translation)
      }
    }
}
