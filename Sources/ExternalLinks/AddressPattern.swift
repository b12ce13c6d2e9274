/// Says which addresses to leave alone: a host (`status.contoso.com`), or the beginning of an address with or without
/// its scheme (`contoso.com/admin`, `https://contoso.com/admin`). `*` stands for anything.
///
/// The beginning ends where a part of the address does: `contoso.com` is neither `contoso.com.au` nor a pattern for it.
struct AddressPattern: Sendable {
  private let pieces: [[UInt8]]
  private let hasScheme: Bool

  init(_ text: String) {
    hasScheme = text.contains("://")
    pieces = text.lowercased().utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(
      Array.init
    )
  }

  func matches(_ address: WebAddress) -> Bool {
    var text = Array(address.text.lowercased().utf8)[...]
    if !hasScheme { text = text.dropFirst(address.isSecure ? 8 : 7) }
    guard text.starts(with: pieces[0]) else { return false }
    return Self.matches(text.dropFirst(pieces[0].count), pieces[1...], after: pieces[0].last)
  }

  private static func matches(_ text: ArraySlice<UInt8>, _ pieces: ArraySlice<[UInt8]>, after last: UInt8?) -> Bool {
    guard let piece = pieces.first else {
      return text.isEmpty || last == UInt8(ascii: "/") || "/?#:".utf8.contains(text[text.startIndex])
    }
    if piece.isEmpty, pieces.count == 1 { return true }
    var rest = text
    while true {
      if rest.starts(with: piece), matches(rest.dropFirst(piece.count), pieces.dropFirst(), after: piece.last) {
        return true
      }
      guard !rest.isEmpty else { return false }
      rest = rest.dropFirst()
    }
  }
}
