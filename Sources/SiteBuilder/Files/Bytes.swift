extension Sequence<UInt8> {
  var text: String { String(decoding: Array(self), as: UTF8.self) }

  /// A to Z in lower case, everything else as it is.
  var asciiLowercased: [UInt8] { map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 } }
}
