/// One file of the finished site.
package struct OutputFile: Sendable {
  /// Below the output folder, with `/` between parts.
  package var path: String
  package var contents: Contents

  package enum Contents: Sendable {
    case bytes([UInt8])
    /// A file that is published as it is; the path is relative to the site's folder.
    case copy(of: String)
  }

  package init(path: String, contents: Contents) {
    self.path = path
    self.contents = contents
  }

  package init(_ permalink: Permalink, _ bytes: [UInt8]) {
    self.init(path: permalink.outputPath, contents: .bytes(bytes))
  }
}
