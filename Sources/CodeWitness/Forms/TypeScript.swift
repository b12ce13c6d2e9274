extension Form {
  static let typeScript = language(
    "typescript",
    ["ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts", "vue", "svelte", "html", "htm", "astro"],
    .typeScript
  )
}
