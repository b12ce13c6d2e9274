import Permissions

extension Passage {
  /// What the provider's own pages call the permissions that are named here: "Read all Exchange activity" names no API,
  /// and "Delete your profile" no other scope.
  func labels(of hits: [NameScanner.Hit], _ vocabulary: PermissionVocabulary) -> [Range<Int>] {
    let named = hits.reduce(0) { $0 + $1.range.count }
    // Most cells of tables hold a name and nothing else.
    guard !hits.isEmpty, lower.count - named >= 8 else { return [] }
    var ranges: [Range<Int>] = []
    var seen: Set<ArraySlice<UInt8>> = []
    for entry in Set(hits.compactMap(\.entry)) {
      for label in vocabulary.entries[entry].permissions.compactMap(\.labels).flatMap(\.texts)
      where seen.insert(label).inserted {
        ranges += places(of: label)
      }
    }
    return ranges
  }

  /// - Parameter label: as on the screen, in capitals and small letters.
  private func places(of label: ArraySlice<UInt8>) -> [Range<Int>] {
    guard let first = label.first.map(lowercased), label.count <= lower.count else { return [] }
    var ranges: [Range<Int>] = []
    var index = 0
    while index + label.count <= lower.count {
      let end = index + label.count
      if lower[index] == first, lower[index..<end].elementsEqual(label.lazy.map(lowercased)),
        index == 0 || !isWordByte(lower[index - 1]), end == lower.count || !isWordByte(lower[end])
      {
        ranges.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return ranges
  }

  /// With a word that says nothing for each that stands in one of these places.
  func covering(_ ranges: [Range<Int>]) -> Passage {
    var covered = self
    covered.cover(ranges)
    return covered
  }
}
