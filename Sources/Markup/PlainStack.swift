/// A row of plain values that grows at its end, in memory of its own: an array would ask at every change who else holds
/// it, and give its memory away between two uses.
struct PlainStack<Element>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 4)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  var isEmpty: Bool { count == 0 }

  subscript(_ index: Int) -> Element {
    @inline(__always) _read { yield base[checked(index)] }
    @inline(__always) _modify { yield &base[checked(index)] }
  }

  /// The last of them; there has to be one.
  var last: Element {
    @inline(__always) _read { yield base[checked(count - 1)] }
    @inline(__always) _modify { yield &base[checked(count - 1)] }
  }

  @inline(__always) private func checked(_ index: Int) -> Int {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
    return index
  }

  @inline(__always) mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  @inline(__always) @discardableResult mutating func removeLast() -> Element {
    precondition(count > 0)
    count -= 1
    return (base + count).move()
  }

  @inline(__always) mutating func removeAll() {
    base.deinitialize(count: count)
    count = 0
  }

  @inline(never) private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    (base, capacity) = (larger, capacity * 2)
  }
}
