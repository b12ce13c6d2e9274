/// Images and other files that lie among the pages, published as they are.
let assetsOutput = Output(isForEachLanguage: false) { renderer in
  renderer.site.assets.map { OutputFile(path: $0.permalink.outputPath, contents: .copy(of: $0.path)) }
}

/// The theme's stylesheet, script and icon.
let themeAssetsOutput = Output(isForEachLanguage: false) { renderer in
  var published: Set<Permalink> = []
  return ([renderer.theme] + renderer.theme.translations).flatMap { theme in
    theme.assets.compactMap { asset in
      let permalink = theme.permalink(ofAsset: asset.name)
      return published.insert(permalink).inserted ? OutputFile(permalink, asset.bytes) : nil
    }
  }
}
