#if !canImport(Glibc) && !canImport(Musl)
  import Darwin
#endif

/// Which program is running: another build of Scopebook may write other pages, whatever its version says.
enum ProgramIdentity {
  /// Nothing where the system does not tell.
  static let current: String? = InputStamp(of: path).map { "\(scopebookVersion) \($0.size) \($0.modified) \($0.inode)" }

  private static var path: String {
    #if canImport(Glibc) || canImport(Musl)
      "/proc/self/exe"
    #else
      _dyld_get_image_name(0).map { String(cString: $0) } ?? ""
    #endif
  }
}
