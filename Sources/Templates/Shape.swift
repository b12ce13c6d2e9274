/// What templates may ask of a `Root`: names, their types and how to get the values.
///
/// Declared once beside the Swift struct it describes, so the type that templates are checked against and the values
/// that they print cannot drift apart. Two shapes are the same only if they come from the same declaration: keep one
/// in a global or static `let`, with its type written out where it mentions itself:
///
///     let itemShape: Shape<Item> = Shape([.text("title") { $0.title }, .list("children", itemShape) { $0.children }])
public struct Shape<Root>: Sendable {
  @usableFromInline let layout: ShapeLayout

  /// Names must differ. A field named `.` is what `{{.}}` prints.
  public init(_ fields: [Field<Root>]) {
    layout = ShapeLayout(fields.map(\.erased))
  }
}

extension Shape where Root == [UInt8] {
  /// A bare text, for lists of texts: `.list("tags", .text) { $0.tags }`, printed escaped by `{{.}}`.
  public static var text: Self { Self(layout: .text) }

  /// A bare piece of HTML, printed as it is by `{{.}}`.
  public static var html: Self { Self(layout: .html) }

  private init(layout: ShapeLayout) { self.layout = layout }
}
