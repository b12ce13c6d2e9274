import Diagnostics

/// Finds what names mean among the shapes in scope, and numbers the shapes it meets.
struct NameResolver {
  private(set) var layouts: [ShapeLayout] = []
  private var slots: [ObjectIdentifier: Int] = [:]
  /// Asked once for each field, so that a shape declared in place still counts as one.
  private var children: [FieldID: ShapeLayout] = [:]

  private struct FieldID: Hashable {
    let owner: ObjectIdentifier
    let name: String
  }

  /// A field, and the way to it from a frame.
  struct Resolution {
    let slot: Int
    /// How far behind the frame's beginning the first of ``steps`` starts, or the field's owner if there are none.
    let offset: Int
    /// Objects on the way to the field, outermost first, but for those at the beginning that lie in each other.
    let steps: [FrameAccess]
    let field: ErasedField
    /// What a section over the field pushes; nothing for flags.
    let layout: ShapeLayout?
  }

  enum Failure: Error {
    /// Nothing is called like this part of the name; `known` is what could have been written, nearest scope first.
    case unknown(part: Int, known: [String])
    /// The part before this one has no members; it is a…
    case noMembers(part: Int, of: String)
    /// `{{.}}` where the innermost frame is not a value.
    case noImplicitValue
  }

  mutating func slot(of layout: ShapeLayout) -> Int {
    if let slot = slots[ObjectIdentifier(layout)] { return slot }
    layouts.append(layout)
    slots[ObjectIdentifier(layout)] = layouts.count - 1
    return layouts.count - 1
  }

  /// The first part of a name is looked up from the innermost shape outwards, the others in what was found.
  mutating func resolve(_ name: Name, in scope: Scope) -> Result<Resolution, Failure> {
    let first = name.parts[0].text
    if first == "." {
      let layout = layouts[scope.innermost]
      guard let field = layout.field(".") else { return .failure(.noImplicitValue) }
      return .success(resolution(scope.innermost, 0, [], field, layout))
    }
    guard let slot = scope.slots.last(where: { layouts[$0].field(first) != nil }),
      let field = layouts[slot].field(first)
    else {
      let known = scope.slots.reversed().flatMap { layouts[$0].fields.map(\.name) }
      return .failure(.unknown(part: 0, known: known))
    }
    var found = resolution(slot, 0, [], field, layouts[slot])
    for part in name.parts.indices.dropFirst() {
      guard case .frame(let frame) = found.field.access, frame.kind != .list, let layout = found.layout else {
        return .failure(.noMembers(part: part, of: found.field.kindForPeople))
      }
      guard let member = layout.field(name.parts[part].text) else {
        return .failure(.unknown(part: part, known: layout.fields.map(\.name)))
      }
      if found.steps.isEmpty, let offset = frame.offset {
        found = resolution(slot, found.offset + offset, [], member, layout)
      } else {
        found = resolution(slot, found.offset, found.steps + [frame], member, layout)
      }
    }
    return .success(found)
  }

  private mutating func resolution(
    _ slot: Int,
    _ offset: Int,
    _ steps: [FrameAccess],
    _ field: ErasedField,
    _ owner: ShapeLayout
  ) -> Resolution {
    Resolution(slot: slot, offset: offset, steps: steps, field: field, layout: layout(of: field, in: owner))
  }

  private mutating func layout(of field: ErasedField, in owner: ShapeLayout) -> ShapeLayout? {
    switch field.access {
    case .flag: return nil
    case .text: return .text
    case .html: return .html
    case .frame(let frame):
      let id = FieldID(owner: ObjectIdentifier(owner), name: field.name)
      if let known = children[id] { return known }
      let layout = frame.layout()
      children[id] = layout
      return layout
    }
  }
}

extension NameResolver.Resolution {
  /// Where the frame that it starts from is.
  var base: Instruction.Base { Instruction.Base(slot: UInt16(slot), offset: UInt32(offset)) }

  /// Where the field's value lies, if that can be told ahead.
  var place: Instruction.Base? {
    guard steps.isEmpty, let own = field.offset else { return nil }
    return Instruction.Base(slot: UInt16(slot), offset: UInt32(offset + own))
  }

  func text(_ access: @escaping TextAccess) -> TextAccess {
    steps.reversed().reduce(access) { inner, step in
      { root in
        var text: [UInt8] = []
        step.visit(root) { text = inner($0) }
        return text
      }
    }
  }

  func flag(_ access: @escaping FlagAccess) -> FlagAccess {
    steps.reversed().reduce(access) { inner, step in
      { root in
        var flag = false
        step.visit(root) { flag = inner($0) }
        return flag
      }
    }
  }

  func visit(_ access: @escaping Visit) -> Visit {
    steps.reversed().reduce(access) { inner, step in
      { root, body in step.visit(root) { inner($0, body) } }
    }
  }
}

extension ErasedField {
  var kindForPeople: String {
    switch access {
    case .text: "a text"
    case .html: "a piece of HTML"
    case .flag: "a condition"
    case .frame(let frame):
      switch frame.kind {
      case .text: "a text"
      case .object: "an object"
      case .optional: "an object that may be missing"
      case .list: "a list"
      }
    }
  }
}
