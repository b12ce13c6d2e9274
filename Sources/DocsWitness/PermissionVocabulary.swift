import Diagnostics
package import Permissions
import Synchronization

/// Every permission name there is, found by bytes in any case.
///
/// An object, since every passage of every page holds it.
package final class PermissionVocabulary: Sendable {
  package struct Entry: Sendable {
    /// As Microsoft Graph writes it; as the first other API does where Graph has no such name.
    package var name: String
    package var permissions: [Permission] = []
    /// It was there once, or is granted elsewhere: no consent can hold it today.
    package var isGone = false
    /// Granted where a Teams app is installed.
    package var isResourceSpecific = false

    var isGraph: Bool {
      permissions.contains { $0.resource.appID == MicrosoftPermissions.graphAppID } || isGone || isResourceSpecific
    }
  }

  /// Names as they are gathered.
  private struct Names {
    var entries: [Entry] = []
    var positions: [UInt64: Int] = [:]

    mutating func add(_ permission: Permission) {
      let position = position(adding: permission.name)
      entries[position].permissions.append(permission)
    }

    mutating func position(adding name: String) -> Int {
      let key = PermissionVocabulary.hash(name.utf8)
      if let position = positions[key] { return position }
      positions[key] = entries.count
      entries.append(Entry(name: name))
      return entries.count - 1
    }
  }

  /// The table that the names are from. Whoever reads with them holds it; it holds them itself.
  unowned let microsoft: MicrosoftPermissions
  /// How guides call its APIs.
  let resourceNames: ResourceNames
  let entries: [Entry]
  private let positions: [UInt64: Int]
  private let guesses = Guesses()

  /// The provider's, without a product's own: made once for each table.
  package static func of(_ microsoft: MicrosoftPermissions) -> PermissionVocabulary {
    microsoft.derived { PermissionVocabulary($0) }
  }

  private init(_ microsoft: MicrosoftPermissions) {
    self.microsoft = microsoft
    resourceNames = ResourceNames(microsoft)
    let permissions = microsoft.permissions
    var names = Names()
    names.entries.reserveCapacity(permissions.count)
    names.positions.reserveCapacity(permissions.count)
    for permission in permissions { names.add(permission) }
    for removed in microsoft.allRemoved {
      let position = names.position(adding: removed.name)
      if names.entries[position].permissions.isEmpty { names.entries[position].isGone = true }
    }
    for specific in microsoft.allResourceSpecific {
      names.entries[names.position(adding: specific.name)].isResourceSpecific = true
    }
    (entries, positions) = (names.entries, names.positions)
  }

  /// The provider's names and a product's own.
  package init(own: [Permission], besides provider: PermissionVocabulary) {
    microsoft = provider.microsoft
    resourceNames = provider.resourceNames
    var names = Names(entries: provider.entries, positions: provider.positions)
    for permission in own { names.add(permission) }
    (entries, positions) = (names.entries, names.positions)
  }

  func position(of name: some Sequence<UInt8>) -> Int? { positions[Self.hash(name)] }

  /// FNV-1a over lower-case letters. With two thousand names, two that share 64 bits are not to be feared.
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(lowercased(byte))) &* 0x100_0000_01B3 }
    return hash
  }

  struct Guess: Sendable {
    var position: Int
    /// Nothing where it differs by whole parts.
    var distance: Int?
  }

  /// The name that was probably meant by one that does not exist.
  func guess(for written: String) -> Guess? {
    guesses.known.withLock { known in
      if let found = known[written] { return found }
      let found = search(written)
      if known.count < 10_000 { known.updateValue(found, forKey: written) }
      return found
    }
  }

  /// Looking for a near name compares some hundred; documents repeat their mistakes.
  private final class Guesses: Sendable {
    let known = Mutex<[String: Guess?]>([:])
    let graph = Mutex<[String: Guess?]>([:])
    private let neighbours = Mutex<Neighbours?>(nil)

    func neighbours(_ entries: [Entry]) -> Neighbours {
      neighbours.withLock { known in
        if let known { return known }
        let neighbours = Neighbours(entries)
        known = neighbours
        return neighbours
      }
    }
  }

  /// What looking for a near name needs to know of all names. Most runs meet no name that does not exist.
  private final class Neighbours: Sendable {
    /// Positions of entries: what is offered comes first, then by name.
    private let byFirstLetter: [UInt8: [Int]]
    /// Parts of names after the first dot that are no accident: `readwrite`, `all`.
    private let operations: Set<String>

    init(_ entries: [Entry]) {
      let sorted = entries.indices.sorted {
        (entries[$0].permissions.isEmpty ? 1 : 0, entries[$0].name) < (
          entries[$1].permissions.isEmpty ? 1 : 0, entries[$1].name
        )
      }
      byFirstLetter = Dictionary(grouping: sorted) { entries[$0].name.utf8.first.map(lowercased) ?? 0 }
      var counts: [Substring: Int] = [:]
      for entry in entries {
        for part in entry.name.split(separator: ".").dropFirst() { counts[part, default: 0] += 1 }
      }
      operations = Set(counts.filter { $0.value >= 3 }.map { $0.key.lowercased() })
    }

    func startingWith(_ letter: UInt8) -> [Int] { byFirstLetter[letter] ?? [] }

    func isOperation(_ part: some StringProtocol) -> Bool { operations.contains(part.lowercased()) }
  }

  /// A name of Microsoft Graph that differs in one letter from one that another API has.
  func graphGuess(for name: String) -> Guess? {
    guesses.graph.withLock { known in
      if let found = known[name] { return found }
      let wanted = Array(name.lowercased().utf8)
      let near = guesses.neighbours(entries).startingWith(wanted.first ?? 0)
      let found = near.lazy.filter { [entries] in entries[$0].isGraph }.first { [entries] position in
        NearestMatch.distance(from: wanted, to: Array(entries[position].name.lowercased().utf8), atMost: 1) != nil
      }
      let guess = found.map { Guess(position: $0, distance: 1) }
      known.updateValue(guess, forKey: name)
      return guess
    }
  }

  private func search(_ written: String) -> Guess? {
    let wanted = Array(written.lowercased().utf8)
    let limit = wanted.count < 10 ? 1 : wanted.count < 20 ? 2 : 3
    let parts = written.split(separator: ".")
    let neighbours = guesses.neighbours(entries)
    // A name that is made of words that exist is not mistyped in three letters.
    let atMost = parts.dropFirst().allSatisfy(neighbours.isOperation) ? 1 : limit
    var best: Guess?
    for first in Set([wanted.first, wanted.dropFirst().first].compactMap { $0 }) {
      for position in neighbours.startingWith(first) {
        let bound = min(atMost, (best?.distance ?? atMost + 1) - 1)
        guard bound >= 1 else { break }
        let candidate = Array(entries[position].name.lowercased().utf8)
        guard let distance = NearestMatch.distance(from: wanted, to: candidate, atMost: bound) else { continue }
        best = Guess(position: position, distance: distance)
      }
    }
    if let best { return best }
    let variants = [written + ".All", parts.dropLast().joined(separator: ".")]
    return variants.lazy.compactMap { self.position(of: $0.utf8) }.first.map { Guess(position: $0, distance: nil) }
  }
}

@inline(__always) func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
