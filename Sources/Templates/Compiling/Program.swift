/// A template as instructions: what is left of it when every name has become a number.
struct Program {
  var instructions: [Instruction] = []
  /// Where each partial's instructions are; the template itself comes first.
  var bodies: [Range<Int>] = []
  /// All constant text, in one piece.
  var literals: [UInt8] = []
  var texts: [TextAccess] = []
  var flags: [FlagAccess] = []
  var visits: [Visit] = []
  /// How many kinds of frame there are; the root is slot 0.
  var slotCount = 1

  mutating func append(_ body: BodyEmitter) {
    let offset = UInt32(literals.count)
    let start = instructions.count
    literals.append(contentsOf: body.literals)
    for instruction in body.instructions {
      if case .literal(let start, let end) = instruction {
        instructions.append(.literal(start: start + offset, end: end + offset))
      } else {
        instructions.append(instruction)
      }
    }
    bodies.append(start..<instructions.count)
  }
}

extension Program {
  /// A finished program, in memory that nobody need hold while it runs but the program itself.
  final class Frozen: @unchecked Sendable {
    let instructions: UnsafeBufferPointer<Instruction>
    let bodies: UnsafeBufferPointer<Range<Int>>
    let literals: UnsafeBufferPointer<UInt8>
    let texts: UnsafeBufferPointer<Held<TextAccess>>
    let flags: UnsafeBufferPointer<Held<FlagAccess>>
    let visits: UnsafeBufferPointer<Held<Visit>>
    let slotCount: Int

    init(_ program: Program) {
      instructions = Self.copy(program.instructions)
      bodies = Self.copy(program.bodies)
      literals = Self.copy(program.literals)
      texts = Self.copy(program.texts.map { Held($0) })
      flags = Self.copy(program.flags.map { Held($0) })
      visits = Self.copy(program.visits.map { Held($0) })
      slotCount = program.slotCount
    }

    deinit {
      Self.free(instructions)
      Self.free(bodies)
      Self.free(literals)
      for text in texts { text.letGo() }
      for flag in flags { flag.letGo() }
      for visit in visits { visit.letGo() }
      Self.free(texts)
      Self.free(flags)
      Self.free(visits)
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
      let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
      _ = copy.initialize(from: elements)
      return UnsafeBufferPointer(copy)
    }

    private static func free<Element>(_ elements: UnsafeBufferPointer<Element>) {
      let elements = UnsafeMutableBufferPointer(mutating: elements)
      elements.deinitialize()
      elements.deallocate()
    }
  }
}

/// A closure that is held until it is let go of, so that nobody has to hold it for each call: pages are rendered on
/// all processors, which would wait for each other to count.
struct Held<Closure> {
  private final class Box {
    let closure: Closure
    init(_ closure: Closure) { self.closure = closure }
  }

  private let box: Unmanaged<Box>

  init(_ closure: Closure) { box = .passRetained(Box(closure)) }

  func letGo() { box.release() }

  @inline(__always)
  func use<Result>(_ body: (Closure) -> Result) -> Result { box._withUnsafeGuaranteedRef { body($0.closure) } }
}

/// One step of a program.
///
/// At any time at most one frame of each shape can be named, the innermost; so frames live in one slot for each shape,
/// and a section puts its frame there and puts the old one back at its end.
enum Instruction: Sendable {
  /// Appends a range of the literals.
  case literal(start: UInt32, end: UInt32)
  /// Appends a text of the value at a base, escaped for HTML.
  case escaped(text: UInt32, Base)
  /// Appends a text of the value at a base as it is.
  case verbatim(text: UInt32, Base)
  /// The same for a text that lies there.
  case escapedThere(Base)
  case verbatimThere(Base)
  /// Skips `count` instructions unless the flag of the value at a base is as wanted.
  case condition(flag: UInt32, Base, wanted: Bool, count: UInt32)
  /// The same for a flag that lies there.
  case conditionThere(Base, wanted: Bool, count: UInt32)
  /// Runs the next `count` instructions for every frame that the visit finds, with that frame in `target`.
  /// It counts as `levels` levels of nesting, because each part of a dotted name is a call within a call.
  case section(visit: UInt32, Base, target: UInt16, levels: UInt8, count: UInt32)
  case call(body: UInt32)

  /// Where a value lies: in the frame in `slot`, so many bytes behind its beginning.
  struct Base: Sendable {
    var slot: UInt16
    var offset: UInt32
  }
}
