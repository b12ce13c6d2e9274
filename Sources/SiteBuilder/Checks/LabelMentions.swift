import DocsWitness
import Permissions

/// Finds what the provider's own pages call the catalog's permissions: whoever reads "Read directory data" on the
/// consent page finds it in the guide.
struct LabelMentions: Sendable {
  private let phrases: PhraseSet?
  /// Names of permissions in lower case, by their labels in lower case.
  private var names: [[UInt8]: Set<String>] = [:]

  init(_ permissions: [Permission]) {
    for permission in permissions {
      for label in [permission.labels?.administrators, permission.peopleLabel].compactMap(\.self) {
        let key = Self.lower(label.utf8)
        // Shorter ones would be ordinary words.
        if key.count >= 8 { names[key, default: []].insert(permission.name.lowercased()) }
      }
    }
    phrases = names.isEmpty ? nil : PhraseSet(names.keys.map { String(decoding: $0, as: UTF8.self) })
  }

  func names(in text: [UInt8]) -> Set<String> {
    guard let phrases, phrases.occurs(in: text[...]) else { return [] }
    var found: Set<String> = []
    text.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        let length = phrases.length(at: index, in: text)
        if length > 0, let names = names[Self.lower(text[index..<(index + length)])] { found.formUnion(names) }
        index += max(length, 1)
      }
    }
    return found
  }

  /// With a straight apostrophe for each curly one.
  private static func lower(_ text: some Sequence<UInt8>) -> [UInt8] {
    String(decoding: Array(text), as: UTF8.self).replacing("\u{2019}", with: "'").utf8.map {
      $0 &- 0x41 < 26 ? $0 | 0x20 : $0
    }
  }
}
