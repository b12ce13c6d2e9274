/// A shape without its Swift type: what the compiler works with.
///
/// A class for its identity alone: a name found in a shape is addressed by which shape it is.
/// Pointers handed to the accessors must point at a live value of the type that the shape was declared for; the
/// compiler keeps that promise by addressing frames by shape.
@usableFromInline final class ShapeLayout: Sendable {
  let fields: [ErasedField]

  init(_ fields: [ErasedField]) {
    precondition(Set(fields.map(\.name)).count == fields.count, "two fields of a shape have the same name")
    self.fields = fields
  }

  func field(_ name: String) -> ErasedField? { fields.first { $0.name == name } }

  static let text = ShapeLayout([ErasedField(name: ".", access: .text(bareText), offset: 0)])
  static let html = ShapeLayout([ErasedField(name: ".", access: .html(bareText), offset: 0)])

  private static let bareText: TextAccess = { $0.assumingMemoryBound(to: [UInt8].self).pointee }
}

@usableFromInline typealias TextAccess = @Sendable (UnsafeRawPointer) -> [UInt8]
@usableFromInline typealias FlagAccess = @Sendable (UnsafeRawPointer) -> Bool
@usableFromInline typealias Visit = @Sendable (UnsafeRawPointer, (UnsafeRawPointer) -> Void) -> Void

@usableFromInline struct ErasedField: Sendable {
  let name: String
  let access: Access
  /// Where a text or flag lies in the value, in bytes: it is read there then, and `access` is not asked.
  var offset: Int?

  @usableFromInline enum Access: Sendable {
    case text(TextAccess)
    case html(TextAccess)
    case flag(FlagAccess)
    case frame(FrameAccess)
  }
}

/// How to get at what a section over this field puts on top of the context.
@usableFromInline struct FrameAccess: Sendable {
  @usableFromInline enum Kind: Sendable { case text, object, optional, list }

  let kind: Kind
  /// A closure, because shapes may mention themselves.
  let layout: @Sendable () -> ShapeLayout
  let isPresent: FlagAccess
  /// Calls back for each frame, with a pointer that is good until the callback returns.
  let visit: Visit
  /// Where the one frame of an object lies in the value, in bytes: it need not be visited then.
  let offset: Int?

  @usableFromInline init(
    kind: Kind,
    layout: @escaping @Sendable () -> ShapeLayout,
    isPresent: @escaping FlagAccess,
    visit: @escaping Visit,
    offset: Int? = nil
  ) {
    self.kind = kind
    self.offset = offset
    self.layout = layout
    self.isPresent = isPresent
    self.visit = visit
  }

  /// A section over a text is rendered when there is text, with the text as its `{{.}}`.
  init(over text: @escaping TextAccess, layout: ShapeLayout) {
    self.init(
      kind: .text,
      layout: { layout },
      isPresent: { !text($0).isEmpty },
      visit: { root, body in
        let bytes = text(root)
        if !bytes.isEmpty { withUnsafePointer(to: bytes) { body($0) } }
      }
    )
  }
}
