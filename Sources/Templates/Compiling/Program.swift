/// A template as instructions: what is left of it when every name has become a number.
struct Program: Sendable {
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
