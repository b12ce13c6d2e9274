/// Where a page of one version stands in the others.
extension Site {
  var olderVersion: SiteConfiguration.Version? {
    configuration.olderVersion.map { configuration.versions[$0] }
  }

  /// The base of the latest version.
  private var latestBase: BaseURL {
    let base = BaseURL(configuration.baseURL)
    return configuration.otherLanguage.map { base.below($0.tag) } ?? base
  }

  private func latestHas(_ permalink: Permalink) -> Bool {
    latestFiles.contains(configuration.languageFolder + permalink.outputPath)
  }

  /// The address that search engines are to keep: of an older version's page the latest version's, if it has one.
  func canonicalURL(of permalink: Permalink) -> [UInt8]? {
    guard olderVersion != nil, latestHas(permalink) else {
      return base.absoluteURL(of: permalink)
    }
    return latestBase.absoluteURL(of: permalink)
  }

  /// Where the latest version says the same, or else where it begins; nothing where this is the latest.
  func latestURL(of permalink: Permalink) -> [UInt8]? {
    guard olderVersion != nil else { return nil }
    if latestHas(permalink) { return latestBase.url(of: permalink) }
    return latestHas(.home) ? latestBase.url(of: .home) : BaseURL(configuration.baseURL).url(of: .home)
  }

  /// Where a version begins.
  func homeURL(ofVersion position: Int) -> [UInt8] {
    let version = configuration.versions[position]
    if let url = version.url { return Array(url.utf8) }
    return BaseURL(configuration.baseURL, below: position == 0 ? nil : version.label).url(of: .home)
  }
}

extension SiteConfiguration {
  /// Makes this the configuration of one version. False for one that is not listed.
  mutating func select(version label: String) -> Bool {
    guard let position = versions.firstIndex(where: { $0.label == label }) else { return false }
    olderVersion = position == 0 ? nil : position
    return true
  }
}
