/// How long to wait before asking again.
enum RetryDelay {
  /// Grows twofold with each attempt, from 0; the upper half of it is chance, from the seed, the address and the attempt
  /// only, so that a repeated run waits the same.
  static func backoff(_ attempt: Int, for address: String, _ options: ExternalLinkOptions) -> Duration {
    let whole = min(options.shortestBackoff * (1 << min(attempt, 16)), options.longestBackoff)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ options.seed
    for byte in address.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ UInt64(attempt)) &* 0x9E37_79B9_7F4A_7C15
    return whole / 2 + whole / 2 * (Double(hash >> 11) / Double(1 << 53))
  }

  /// What a `Retry-After` header asks for: seconds, or a date. Nothing when it is neither.
  static func retryAfter(_ header: String, now: Duration) -> Duration? {
    if let seconds = Int(header) { return seconds < 0 ? nil : .seconds(min(seconds, 1 << 40)) }
    return seconds(ofDate: header).map { max(.zero, .seconds($0) - now) }
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Since 1970, of `Sun, 06 Nov 1994 08:49:37 GMT`: the one form that servers may send (RFC 9110, 5.6.7).
  private static func seconds(ofDate text: String) -> Int? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), (1...31).contains(day),
      let month = months.firstIndex(of: String(words[2])), let year = Int(words[3]), (1970...9999).contains(year)
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { Int($0) }
    guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2]) else {
      return nil
    }
    // Days since 1970 as in a calendar whose years begin in March, so that the leap day comes last.
    let shifted = month < 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 10) % 12) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
  }
}
