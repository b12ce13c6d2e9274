/// Collects the instructions of one body, joining neighbouring pieces of constant text.
struct BodyEmitter {
  private(set) var instructions: [Instruction] = []
  /// Constant text of this body; its literals are ranges of it.
  private(set) var literals: [UInt8] = []
  /// Indentation of a line on which nothing has been put yet.
  var openLine: [UInt8]?
  /// Instructions before this one end a section: what follows is not part of it.
  private var barrier = 0

  mutating func literal(_ bytes: some Collection<UInt8>) {
    startLine()
    append(bytes)
  }

  mutating func emit(_ instruction: Instruction) {
    startLine()
    instructions.append(instruction)
  }

  /// What stood before a tag on its line is printed even when the tag prints nothing.
  mutating func startLine() {
    guard let indentation = openLine else { return }
    openLine = nil
    append(indentation)
  }

  /// Begins instructions that run under a condition or repeatedly; returns what ``close(_:_:)`` needs.
  mutating func open() -> Int {
    startLine()
    instructions.append(.literal(start: 0, end: 0))
    barrier = instructions.count
    return instructions.count - 1
  }

  /// Ends them; `instruction` gets their number.
  mutating func close(_ start: Int, _ instruction: (UInt32) -> Instruction) {
    startLine()
    instructions[start] = instruction(UInt32(instructions.count - start - 1))
    barrier = instructions.count
  }

  private mutating func append(_ bytes: some Collection<UInt8>) {
    guard !bytes.isEmpty else { return }
    let start = UInt32(literals.count)
    literals.append(contentsOf: bytes)
    let end = UInt32(literals.count)
    if instructions.count > barrier, case .literal(let earlier, start) = instructions[instructions.count - 1] {
      instructions[instructions.count - 1] = .literal(start: earlier, end: end)
    } else {
      instructions.append(.literal(start: start, end: end))
    }
  }
}
