import Diagnostics

/// Says that a symbolic link is not followed.
///
/// - Parameter path: of the link, from the site's folder.
func outsideLink(_ path: String) -> Diagnostic {
  Diagnostic(
    "outside-symlink",
    .error,
    "this symbolic link leads out of the site's folder or to a hidden file, and is not followed",
    at: SourceLocation(path: path),
    help: "put the file itself there, or name the folder that it leads to under `follow-links` in "
      + Reader.configurationName
  )
}
