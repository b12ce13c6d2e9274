import ByteBuffers

/// Runs a program.
///
/// The one place that holds raw pointers to values. They are sound because the compiler addresses frames by shape:
/// slot n only ever holds a pointer to a live value of the type that shape n was declared for, and offsets lead to its stored
/// properties.
struct Interpreter {
  /// Tasks may have as little as half a megabyte of stack, and a level takes up to 2 KB of it in a debug build.
  static let deepestNesting = 200

  private let instructions: UnsafeBufferPointer<Instruction>
  private let bodies: UnsafeBufferPointer<Range<Int>>
  private let literals: UnsafeBufferPointer<UInt8>
  private let texts: UnsafeBufferPointer<TextAccess>
  private let flags: UnsafeBufferPointer<FlagAccess>
  private let visits: UnsafeBufferPointer<Visit>
  private let slots: UnsafeMutableBufferPointer<UnsafeRawPointer>
  private var depth = 0
  private var isComplete = true

  /// False when something was left out because it was too deep.
  static func run(_ program: Program, root: UnsafeRawPointer, into output: inout ByteBuffer) -> Bool {
    program.instructions.withUnsafeBufferPointer { instructions in
      program.bodies.withUnsafeBufferPointer { bodies in
        program.literals.withUnsafeBufferPointer { literals in
          program.texts.withUnsafeBufferPointer { texts in
            program.flags.withUnsafeBufferPointer { flags in
              program.visits.withUnsafeBufferPointer { visits in
                withUnsafeTemporaryAllocation(of: UnsafeRawPointer.self, capacity: program.slotCount) { slots in
                  slots.initialize(repeating: root)
                  var interpreter = Interpreter(
                    instructions: instructions,
                    bodies: bodies,
                    literals: literals,
                    texts: texts,
                    flags: flags,
                    visits: visits,
                    slots: slots
                  )
                  interpreter.run(bodies[0], into: &output)
                  return interpreter.isComplete
                }
              }
            }
          }
        }
      }
    }
  }

  private mutating func run(_ range: Range<Int>, into output: inout ByteBuffer) {
    var next = range.lowerBound
    while next < range.upperBound {
      let instruction = instructions[next]
      next += 1
      switch instruction {
      case .literal(let start, let end):
        output.append(UnsafeBufferPointer(rebasing: literals[Int(start)..<Int(end)]))
      case .escaped(let text, let base):
        output.appendEscaped(texts[Int(text)](address(base)))
      case .verbatim(let text, let base):
        output.append(texts[Int(text)](address(base)))
      case .escapedThere(let base):
        if let text = storedText(address(base)) { output.appendEscaped(text) }
      case .verbatimThere(let base):
        if let text = storedText(address(base)) { output.append(text) }
      case .condition(let flag, let base, let wanted, let count):
        if flags[Int(flag)](address(base)) != wanted { next += Int(count) }
      case .conditionThere(let base, let wanted, let count):
        if address(base).assumingMemoryBound(to: Bool.self).pointee != wanted { next += Int(count) }
      case .section(let visit, let base, let target, let levels, let count):
        let content = next..<next + Int(count)
        let outer = slots[Int(target)]
        visits[Int(visit)](address(base)) { frame in
          slots[Int(target)] = frame
          descend(into: content, levels: Int(levels), &output)
        }
        slots[Int(target)] = outer
        next = content.upperBound
      case .call(let body):
        descend(into: bodies[Int(body)], levels: 1, &output)
      }
    }
  }

  @inline(__always)
  private func address(_ base: Instruction.Base) -> UnsafeRawPointer { slots[Int(base.slot)] + Int(base.offset) }

  private mutating func descend(into range: Range<Int>, levels: Int, _ output: inout ByteBuffer) {
    guard depth + levels <= Self.deepestNesting else {
      isComplete = false
      return
    }
    depth += levels
    run(range, into: &output)
    depth -= levels
  }
}
