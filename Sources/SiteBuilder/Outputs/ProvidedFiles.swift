extension Site {
  /// Whether the content folder has a file of its own in the place of a generated one, which then steps back.
  func provides(_ file: OutputFile) -> Bool {
    guard providableFiles.contains(file.path), case .bytes = file.contents else { return false }
    let path = configuration.languageFolder + file.path
    return assets.contains { $0.permalink.outputPath == path }
  }
}

/// What is generated unless the author of a site provides it.
private let providableFiles: Set<String> = [
  "404.html", "_headers", "_redirects", "llms-full.txt", "llms.txt", "robots.txt", "sitemap.xml",
]
