/// One name that templates may use, its type, and the closure that gets its value when a template needs it.
///
/// The closures run while pages are rendered, perhaps many times for one page: they should only look things up.
public struct Field<Root>: Sendable {
  @usableFromInline let erased: ErasedField

  @usableFromInline init(_ name: String, _ access: ErasedField.Access, offset: Int? = nil) {
    erased = ErasedField(name: name, access: access, offset: offset)
  }

  // Inlinable because of a measurement: so specialized, the closure loads the one member it returns (14 ns). Otherwise
  // the whole `Root` is copied for each call (49 ns with eleven members, and more with each).

  /// Plain UTF-8 text. `{{name}}` escapes it for HTML; a section over it is rendered unless it is empty.
  @inlinable public static func text(_ name: String, _ value: @escaping @Sendable (Root) -> [UInt8]) -> Field {
    Field(name, .text { value($0.assumingMemoryBound(to: Root.self).pointee) })
  }

  /// Finished HTML. Never escaped; a section over it is rendered unless it is empty.
  @inlinable public static func html(_ name: String, _ value: @escaping @Sendable (Root) -> [UInt8]) -> Field {
    Field(name, .html { value($0.assumingMemoryBound(to: Root.self).pointee) })
  }

  /// A condition for sections; it cannot be printed.
  @inlinable public static func flag(_ name: String, _ value: @escaping @Sendable (Root) -> Bool) -> Field {
    Field(name, .flag { value($0.assumingMemoryBound(to: Root.self).pointee) })
  }

  /// Something that is always there: `{{name.member}}`, or a section whose names are looked up in it first.
  @inlinable public static func object<Child>(
    _ name: String,
    _ shape: @escaping @autoclosure @Sendable () -> Shape<Child>,
    _ value: @escaping @Sendable (Root) -> Child
  ) -> Field {
    Field(
      name,
      .frame(
        FrameAccess(
          kind: .object,
          layout: { shape().layout },
          isPresent: { _ in true },
          visit: { root, body in
            withUnsafePointer(to: value(root.assumingMemoryBound(to: Root.self).pointee)) { body($0) }
          }
        )
      )
    )
  }

  /// Something that may be missing: its section is rendered once or not at all, `{{name.member}}` may print nothing.
  @inlinable public static func optional<Child>(
    _ name: String,
    _ shape: @escaping @autoclosure @Sendable () -> Shape<Child>,
    _ value: @escaping @Sendable (Root) -> Child?
  ) -> Field {
    Field(
      name,
      .frame(
        FrameAccess(
          kind: .optional,
          layout: { shape().layout },
          isPresent: { value($0.assumingMemoryBound(to: Root.self).pointee) != nil },
          visit: { root, body in
            guard let child = value(root.assumingMemoryBound(to: Root.self).pointee) else { return }
            withUnsafePointer(to: child) { body($0) }
          }
        )
      )
    )
  }

  /// Any number of things: its section is rendered once for each, in order.
  @inlinable public static func list<Child>(
    _ name: String,
    _ shape: @escaping @autoclosure @Sendable () -> Shape<Child>,
    _ value: @escaping @Sendable (Root) -> [Child]
  ) -> Field {
    Field(
      name,
      .frame(
        FrameAccess(
          kind: .list,
          layout: { shape().layout },
          isPresent: { !value($0.assumingMemoryBound(to: Root.self).pointee).isEmpty },
          visit: { root, body in
            visitEach(value(root.assumingMemoryBound(to: Root.self).pointee), body)
          }
        )
      )
    )
  }
}

// MARK: Stored properties

/// The same for stored properties, which are read where they lie: nothing is called, and nothing retained.
extension Field {
  public static func text(_ name: String, at property: KeyPath<Root, [UInt8]>) -> Field {
    let offset = offset(of: property, name)
    return Field(name, .text { storedText($0 + offset) ?? [] }, offset: offset)
  }

  /// Text that may be missing: nothing is printed then, and no section over it rendered.
  public static func text(_ name: String, at property: KeyPath<Root, [UInt8]?>) -> Field {
    let offset = offset(of: property, name)
    return Field(name, .text { storedText($0 + offset) ?? [] }, offset: offset)
  }

  public static func html(_ name: String, at property: KeyPath<Root, [UInt8]>) -> Field {
    let offset = offset(of: property, name)
    return Field(name, .html { storedText($0 + offset) ?? [] }, offset: offset)
  }

  public static func flag(_ name: String, at property: KeyPath<Root, Bool>) -> Field {
    let offset = offset(of: property, name)
    return Field(name, .flag { ($0 + offset).assumingMemoryBound(to: Bool.self).pointee }, offset: offset)
  }

  public static func object<Child>(
    _ name: String,
    _ shape: @escaping @autoclosure @Sendable () -> Shape<Child>,
    at property: KeyPath<Root, Child>
  ) -> Field {
    let offset = offset(of: property, name)
    return Field(
      name,
      .frame(
        FrameAccess(
          kind: .object,
          layout: { shape().layout },
          isPresent: { _ in true },
          visit: { root, body in body(root + offset) },
          offset: offset
        )
      )
    )
  }

  public static func optional<Child>(
    _ name: String,
    _ shape: @escaping @autoclosure @Sendable () -> Shape<Child>,
    at property: KeyPath<Root, Child?>
  ) -> Field {
    let offset = offset(of: property, name)
    return Field(
      name,
      .frame(
        FrameAccess(
          kind: .optional,
          layout: { shape().layout },
          isPresent: { ($0 + offset).assumingMemoryBound(to: Child?.self).pointee != nil },
          visit: { root, body in
            // What an optional holds lies where the optional does.
            if (root + offset).assumingMemoryBound(to: Child?.self).pointee != nil { body(root + offset) }
          }
        )
      )
    )
  }

  public static func list<Child>(
    _ name: String,
    _ shape: @escaping @autoclosure @Sendable () -> Shape<Child>,
    at property: KeyPath<Root, [Child]>
  ) -> Field {
    let offset = offset(of: property, name)
    return Field(
      name,
      .frame(
        FrameAccess(
          kind: .list,
          layout: { shape().layout },
          isPresent: { !($0 + offset).assumingMemoryBound(to: [Child].self).pointee.isEmpty },
          visit: { root, body in
            visitEach((root + offset).assumingMemoryBound(to: [Child].self).pointee, body)
          }
        )
      )
    )
  }

  private static func offset(of property: PartialKeyPath<Root>, _ name: String) -> Int {
    guard let offset = MemoryLayout<Root>.offset(of: property) else {
      preconditionFailure("\(name) is not stored in \(Root.self)")
    }
    return offset
  }
}

/// Calls back for each child where it lies.
@inlinable func visitEach<Child>(_ children: [Child], _ body: (UnsafeRawPointer) -> Void) {
  children.withUnsafeBufferPointer { children in
    guard let first = children.baseAddress else { return }
    for index in children.indices { body(first + index) }
  }
}

/// A text that lies at a place, or an optional one: where there is one, both are the same bytes.
@inline(__always)
func storedText(_ place: UnsafeRawPointer) -> [UInt8]? { place.assumingMemoryBound(to: [UInt8]?.self).pointee }

/// The same for as long as the closure runs, without holding it; nothing happens where there is none.
@inline(__always)
func withStoredText(_ place: UnsafeRawPointer, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
  guard place.load(as: UInt.self) != 0 else { return }
  place.assumingMemoryBound(to: [UInt8].self).pointee.withUnsafeBufferPointer { body($0) }
}
