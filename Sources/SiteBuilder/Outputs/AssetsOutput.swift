/// Images and other files that lie among the pages, published as they are.
let assetsOutput = Output { renderer in
  renderer.site.assets.map { OutputFile(path: $0.permalink.outputPath, contents: .copy(of: $0.path)) }
}

/// The theme's stylesheet, script and icon.
let themeAssetsOutput = Output { renderer in
  renderer.theme.assets.map { OutputFile(renderer.theme.permalink(ofAsset: $0.name), $0.bytes) }
}
