/// What single bytes may be in a language: most bytes of code are passed over by one look at these.
struct ByteClasses: Sendable {
  private(set) var isInWord = [256 of Bool](repeating: false)
  private(set) var beginsToken = [256 of Bool](repeating: false)

  init() {}

  init(_ language: Language) {
    for byte in UInt8.min...UInt8.max {
      isInWord[Int(byte)] =
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
        || language.wordBytes.contains(byte)
    }
    beginsToken = isInWord
    for mark in language.lineComments + (language.blockComments + language.strings).map(\.open) {
      beginsToken[Int(mark[0])] = true
    }
    for sigil in language.sigils { beginsToken[Int(sigil)] = true }
    if language.hasOptions { beginsToken[Int(UInt8(ascii: "-"))] = true }
  }
}
