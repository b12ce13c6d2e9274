/// What the provider's own pages call a permission, in English, as on the screen.
///
/// Taken from the table of facts when they are asked for: most runs ask for few of them.
public struct PermissionLabels: Hashable, Sendable {
  /// Lines such as `label Read directory data`, and others before and after them.
  private let table: [UInt8]
  private let start: Int

  /// - Parameter start: where the permission's own lines begin; the first of another kind ends them.
  init(in table: [UInt8], at start: Int) {
    self.table = table
    self.start = start
  }

  /// - Parameters:
  ///   - administrators: as administrators read it.
  ///   - people: as everybody else does, if that differs.
  /// - Returns: nil if there is neither.
  public init?(administrators: String?, people: String?) {
    let lines = [("label", administrators), ("people", people == administrators ? nil : people)]
    let text = lines.compactMap { name, label in label.map { "\(name) \($0)\n" } }.joined()
    guard !text.isEmpty else { return nil }
    self.init(in: Array(text.utf8), at: 0)
  }

  /// On the consent page of an administrator, and in the portal; nil if that is not known.
  public var administrators: String? { line("label ").map { String(decoding: $0, as: UTF8.self) } }

  /// On the consent page of somebody who grants access for themselves.
  public var people: String? { peopleIfDifferent ?? administrators }

  /// Nil unless people read another label than administrators.
  var peopleIfDifferent: String? { line("people ").map { String(decoding: $0, as: UTF8.self) } }

  /// Each label once, in UTF-8, without copies.
  public var texts: [ArraySlice<UInt8>] { [line("label "), line("people ")].compactMap(\.self) }

  private func line(_ prefix: StaticString) -> ArraySlice<UInt8>? {
    let prefix = UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
    var position = start
    while position < table.count {
      let end = table[position...].firstIndex(of: UInt8(ascii: "\n")) ?? table.count
      let line = table[position..<end]
      if line.starts(with: prefix) { return line.dropFirst(prefix.count) }
      guard line.starts(with: "label ".utf8) || line.starts(with: "people ".utf8) else { return nil }
      position = end + 1
    }
    return nil
  }

  public static func == (a: PermissionLabels, b: PermissionLabels) -> Bool {
    a.administrators == b.administrators && a.peopleIfDifferent == b.peopleIfDifferent
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(administrators)
    hasher.combine(peopleIfDifferent)
  }
}
