import ByteBuffers

/// Runs a program.
///
/// The one place that holds raw pointers to values. They are sound because the compiler addresses frames by shape:
/// slot n only ever holds a pointer to a live value of the type that shape n was declared for, and offsets lead to its stored
/// properties.
struct Interpreter {
  /// Tasks may have as little as half a megabyte of stack, and a level takes up to 2 KB of it in a debug build.
  static let deepestNesting = 200

  private let program: Program.Frozen
  private let slots: UnsafeMutableBufferPointer<UnsafeRawPointer>
  private var depth = 0
  private var isComplete = true

  /// False when something was left out because it was too deep.
  static func run(_ program: Program.Frozen, root: UnsafeRawPointer, into output: inout ByteBuffer) -> Bool {
    withUnsafeTemporaryAllocation(of: UnsafeRawPointer.self, capacity: program.slotCount) { slots in
      slots.initialize(repeating: root)
      var interpreter = Interpreter(program: program, slots: slots)
      interpreter.run(program.bodies[0], into: &output)
      return interpreter.isComplete
    }
  }

  private mutating func run(_ range: Range<Int>, into output: inout ByteBuffer) {
    var next = range.lowerBound
    while next < range.upperBound {
      let instruction = program.instructions[next]
      next += 1
      switch instruction {
      case .literal(let start, let end):
        output.append(UnsafeBufferPointer(rebasing: program.literals[Int(start)..<Int(end)]))
      case .escaped(let text, let base):
        output.appendEscaped(program.texts[Int(text)].use { $0(address(base)) })
      case .verbatim(let text, let base):
        output.append(program.texts[Int(text)].use { $0(address(base)) })
      case .escapedThere(let base):
        withStoredText(address(base)) { output.appendEscaped($0) }
      case .verbatimThere(let base):
        withStoredText(address(base)) { output.append($0) }
      case .condition(let flag, let base, let wanted, let count):
        if program.flags[Int(flag)].use({ $0(address(base)) }) != wanted { next += Int(count) }
      case .conditionThere(let base, let wanted, let count):
        if address(base).assumingMemoryBound(to: Bool.self).pointee != wanted { next += Int(count) }
      case .section(let visit, let base, let target, let levels, let count):
        let content = next..<next + Int(count)
        let outer = slots[Int(target)]
        program.visits[Int(visit)].use { visit in
          visit(address(base)) { frame in
            slots[Int(target)] = frame
            descend(into: content, levels: Int(levels), &output)
          }
        }
        slots[Int(target)] = outer
        next = content.upperBound
      case .call(let body):
        descend(into: program.bodies[Int(body)], levels: 1, &output)
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
