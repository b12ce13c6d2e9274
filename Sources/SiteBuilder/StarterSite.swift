/// The site that `scopebook new` makes: small, valid, and an example of what guides look like.
package enum StarterSite {
  /// Paths below the new site's folder.
  package static func files(product: String) -> [(path: String, bytes: [UInt8])] {
    EmbeddedFile.files(in: "starter").map { path, bytes in
      // Named without its dot here, so that it does not hide our own files.
      let path = path == "gitignore" ? ".gitignore" : path
      return (path, Array(String(decoding: bytes, as: UTF8.self).replacing("PRODUCT", with: product).utf8))
    }
  }
}
