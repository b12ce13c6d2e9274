#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Values by path, found without making anything: every link of the site is looked up twice.
///
/// A dictionary of byte arrays wants an array for each question and hashes it with care against attackers, which costs
/// five times what comparing the bytes does.
struct PathTable<Value> {
  fileprivate struct Slot {
    var hash: UInt32
    /// Where the path stands in ``paths``; none in a free slot.
    var start: UInt32
    var count: UInt32
    /// Position in ``values``.
    var value: UInt32

    static var free: Slot { Slot(hash: 0, start: 0, count: 0, value: .max) }
    var isFree: Bool { value == .max }
  }

  private(set) var values: [Value] = []
  fileprivate private(set) var paths: [UInt8] = []
  fileprivate private(set) var slots = [Slot](repeating: .free, count: 16)

  mutating func reserveCapacity(_ count: Int) {
    values.reserveCapacity(count)
    paths.reserveCapacity(count * 32)
    grow(for: count)
  }

  /// Replaces what the path had.
  mutating func set(_ value: Value, at path: UnsafeRawBufferPointer) {
    if let place = insert(value, at: path) { values[place] = value }
  }

  /// Where the path's value is, if it has one, which then stays.
  mutating func insert(_ value: Value, at path: UnsafeRawBufferPointer) -> Int? {
    let hash = Self.hash(path)
    let place = position(of: path, hash: hash)
    guard slots[place].isFree else { return Int(slots[place].value) }
    slots[place] = Slot(
      hash: hash,
      start: UInt32(paths.count),
      count: UInt32(path.count),
      value: UInt32(values.count)
    )
    paths.append(contentsOf: path)
    values.append(value)
    grow(for: values.count)
    return nil
  }

  subscript(path: UnsafeRawBufferPointer) -> Value? {
    let slot = slots[position(of: path, hash: Self.hash(path))]
    return slot.isFree ? nil : values[Int(slot.value)]
  }

  /// The slot that holds the path, or the free one in which it belongs.
  private func position(of path: UnsafeRawBufferPointer, hash: UInt32) -> Int {
    slots.withUnsafeBufferPointer { slots in
      var position = Int(hash) & (slots.count - 1)
      while !slots[position].isFree, slots[position].hash != hash || !holds(path, slots[position]) {
        position = (position + 1) & (slots.count - 1)
      }
      return position
    }
  }

  private func holds(_ path: UnsafeRawBufferPointer, _ slot: Slot) -> Bool {
    guard path.count == Int(slot.count) else { return false }
    return paths.withUnsafeBytes { paths in
      path.isEmpty || memcmp(paths.baseAddress! + Int(slot.start), path.baseAddress!, path.count) == 0
    }
  }

  /// Keeps half of the slots free.
  private mutating func grow(for count: Int) {
    guard count * 2 > slots.count else { return }
    let old = slots
    var size = slots.count
    while count * 2 > size { size *= 2 }
    slots = [Slot](repeating: .free, count: size)
    for slot in old where !slot.isFree {
      var position = Int(slot.hash) & (size - 1)
      while !slots[position].isFree { position = (position + 1) & (size - 1) }
      slots[position] = slot
    }
  }

  fileprivate static func hash(_ path: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(truncatingIfNeeded: contentHash(path))
  }
}

extension PathTable: Sendable where Value: Sendable {}

/// A table to which nothing is added any more, in memory that its owner has to ``deallocate()``: a plain value, so that
/// whoever asks it need not hold anything for as long as the answer takes.
struct FrozenPathTable<Value: Sendable>: @unchecked Sendable {
  private let slots: UnsafeMutableBufferPointer<PathTable<Value>.Slot>
  private let paths: UnsafeMutableBufferPointer<UInt8>
  private let places: UnsafeMutableBufferPointer<Value>

  init(_ table: PathTable<Value>) {
    slots = .allocate(capacity: table.slots.count)
    paths = .allocate(capacity: table.paths.count)
    places = .allocate(capacity: table.values.count)
    _ = slots.initialize(from: table.slots)
    _ = paths.initialize(from: table.paths)
    _ = places.initialize(from: table.values)
  }

  func deallocate() {
    slots.deallocate()
    paths.deallocate()
    places.deinitialize()
    places.deallocate()
  }

  var values: [Value] { Array(places) }

  /// The paths that have a value, in the order in which they got it.
  var keys: [[UInt8]] {
    slots.filter { !$0.isFree }.sorted { $0.value < $1.value }.map {
      Array(paths[Int($0.start)..<Int($0.start + $0.count)])
    }
  }

  subscript(_ path: UnsafeRawBufferPointer) -> Value? {
    let hash = PathTable<Value>.hash(path)
    var position = Int(hash) & (slots.count - 1)
    while true {
      let slot = slots[position]
      if slot.isFree { return nil }
      if slot.hash == hash, Int(slot.count) == path.count,
        path.isEmpty || memcmp(paths.baseAddress! + Int(slot.start), path.baseAddress!, path.count) == 0
      {
        return places[Int(slot.value)]
      }
      position = (position + 1) & (slots.count - 1)
    }
  }

  subscript(_ path: some Sequence<UInt8>) -> Value? {
    let found: Value?? = path.withContiguousStorageIfAvailable { self[UnsafeRawBufferPointer($0)] }
    return found ?? Array(path).withUnsafeBytes { self[$0] }
  }
}
