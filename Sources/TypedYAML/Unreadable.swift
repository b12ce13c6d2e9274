import Diagnostics

extension YAMLSource {
  /// What keeps these bytes from being text: a diagnostic at the first byte that is to blame.
  var unreadable: Diagnostic? {
    func diagnostic(_ message: String, _ range: Range<Int>, help: String) -> Diagnostic {
      Diagnostic("invalid-yaml", .error, message, at: location(range), help: help)
    }
    var position = 0
    var input = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    while true {
      switch parser.parseScalar(from: &input) {
      case .emptyInput: return nil
      case .error(let length):
        let range = position..<min(position + length, bytes.count)
        return diagnostic("this is not UTF-8", range, help: "save the file in the encoding UTF-8")
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if !isAllowed(scalar) {
          let number = String(scalar.value, radix: 16, uppercase: true)
          let code = String(repeating: "0", count: max(0, 4 - number.count)) + number
          let range = position..<(position + encoded.count)
          return diagnostic("the character U+\(code) cannot stand in YAML", range, help: "remove it")
        }
        position += encoded.count
      }
    }
  }

  private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...: true
    default: false
    }
  }
}
