#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A row of plain values that grows at its end, in memory of its own: an array would ask at every change who else holds
/// it, and give its memory away between two uses.
struct PlainStack<Element>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 4)
    base = Self.memory(for: self.capacity)
  }

  /// From the C library itself: what Swift allocates with a pointer's type goes a longer way.
  private static func memory(for count: Int) -> UnsafeMutablePointer<Element> {
    precondition(MemoryLayout<Element>.alignment <= 16)
    guard let memory = malloc(max(1, count * MemoryLayout<Element>.stride)) else { fatalError("out of memory") }
    return memory.bindMemory(to: Element.self, capacity: count)
  }

  deinit {
    base.deinitialize(count: count)
    free(base)
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

  /// The pointer is valid while the body runs.
  @inline(__always) func withUnsafePointer<Result>(_ body: (UnsafePointer<Element>) -> Result) -> Result {
    body(UnsafePointer(base))
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
    let larger = Self.memory(for: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    free(base)
    (base, capacity) = (larger, capacity * 2)
  }
}
