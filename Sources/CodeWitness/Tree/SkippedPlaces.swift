/// Folders that hold no source of the product: fetched, built, or kept by tools.
enum SkippedPlaces {
  static func isSkipped(folder name: String) -> Bool { folders.contains(name) }

  private static let folders: Set<String> = [
    ".git", ".hg", ".svn", ".idea", ".vs", ".gradle", ".terraform", ".next", ".nuxt", ".angular", ".cache", ".tox",
    ".venv", "venv", "__pycache__", "site-packages", ".build", "DerivedData", "Pods", "Carthage", "node_modules",
    "bower_components", "jspm_packages", "vendor", "dist", "out", "obj", "target", "coverage", ".yarn", ".pnpm-store",
    ".serverless", ".aws-sam", ".mypy_cache", ".pytest_cache", ".dart_tool", "xcuserdata",
  ]
}
