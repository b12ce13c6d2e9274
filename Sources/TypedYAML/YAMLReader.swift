public import Diagnostics
import Yams

/// Reads YAML into nodes with spans.
public enum YAMLReader {
  /// Every repeated key costs one more pass over the text.
  private static let mostRepeatedKeys = 20

  /// Reads one document; nothing in it can make reading crash or take long.
  ///
  /// - Parameters:
  ///   - bytes: the YAML, UTF-8, perhaps after a byte order mark.
  ///   - path: of the file, for diagnostics.
  ///   - offset: where the YAML begins in the file; spans are those of the file.
  /// - Returns: nothing when the YAML is empty or cannot be read; then an `invalid-yaml` says why. Keys that are
  ///   repeated are left out after a `duplicate-key`.
  public static func read(
    _ bytes: [UInt8],
    path: String,
    offset: Int = 0
  ) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    if let node = FlatMapping.read(bytes, offset: offset) { return (node, []) }
    return readAnything(bytes, path: path, offset: offset)
  }

  /// The same without the short way for simple lines.
  static func readAnything(
    _ bytes: [UInt8],
    path: String,
    offset: Int = 0
  ) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return readAnything(Array(bytes[3...]), path: path, offset: offset + 3)
    }
    let source = YAMLSource(bytes, path: path, offset: offset)
    if let problem = source.unreadable ?? source.hostile { return (nil, [problem]) }
    var text = String(decoding: bytes, as: UTF8.self)
    var diagnostics: [Diagnostic] = []
    var repeated: Set<Int> = []
    while true {
      do {
        // Without a given encoding, Yams asks the environment for it on every call, which costs as much as parsing.
        guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else { return (nil, diagnostics) }
        var converter = NodeConverter(source: source, leavingOut: repeated)
        let node = converter.convert(root)
        return (node, diagnostics + converter.diagnostics)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let first = source.position(context.mark)
        guard let key = keys.first, repeated.count < mostRepeatedKeys,
          let second = source.repetition(of: key, after: first, except: repeated)
        else { return (nil, diagnostics + [unclearRepetition(at: first, in: source)]) }
        diagnostics.append(repetition(of: key, at: second, after: first, in: source))
        text = hide(second, in: text, source, number: repeated.count)
        repeated.insert(second)
      } catch {
        return (nil, diagnostics + [SyntaxProblem(error, in: source).diagnostic(in: source)])
      }
    }
  }

  private static func repetition(of key: String, at second: Int, after first: Int, in source: YAMLSource) -> Diagnostic
  {
    Diagnostic(
      "duplicate-key",
      .error,
      "\(key) is given twice",
      at: source.location(source.extent(of: key, at: second)),
      notes: [.init("first given here", at: source.location(source.extent(of: key, at: first)))],
      help: "keep one of the two"
    )
  }

  private static func unclearRepetition(at position: Int, in source: YAMLSource) -> Diagnostic {
    let range = position..<min(position + 1, source.bytes.count)
    return Diagnostic(
      "duplicate-key",
      .error,
      "this key is given more than once",
      at: source.location(range),
      help: "keep one of them"
    )
  }

  /// Yams stops at a mapping with equal keys. The later one gets another first character, one that nobody writes, so
  /// that the rest can be read with all positions as they are.
  private static func hide(_ position: Int, in text: String, _ source: YAMLSource, number: Int) -> String {
    var scalars = Array(text.unicodeScalars)
    var index = source.codePoints(before: position)
    if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    if let unused = Unicode.Scalar(0xF_0000 + UInt32(number)) { scalars[index] = unused }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
