/// A path below the output folder, equal to another if it has the same bytes.
///
/// Strings are equal however their accents are composed, and files with such names are two.
struct OutputName: Hashable, Comparable, Sendable, ExpressibleByStringInterpolation {
  let path: String

  init(_ path: String) { self.path = path }
  init(stringLiteral path: String) { self.path = path }

  static func == (a: OutputName, b: OutputName) -> Bool { a.path.utf8.elementsEqual(b.path.utf8) }

  static func < (a: OutputName, b: OutputName) -> Bool { a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }

  func hash(into hasher: inout Hasher) {
    var path = path
    path.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
