public import ByteBuffers
public import Diagnostics  // rendering may end with a diagnostic

/// A template that is checked against `Root` and ready to render; immutable, so any number of tasks may use it.
public struct CompiledTemplate<Root>: Sendable {
  public let name: String
  /// Paths of the files it was made from, sorted, its own included.
  public let dependencies: [String]
  let program: Program.Frozen

  /// Appends the template, filled with `view`, to `output`.
  ///
  /// Nothing is wrong with templates any more at this point. The only diagnostic there can be is about values that
  /// contain each other more than 200 levels deep; what is deeper has then been left out.
  @discardableResult
  public func render(_ view: Root, into output: inout ByteBuffer) -> Diagnostic? {
    withUnsafePointer(to: view) { render($0, into: &output) }
  }

  /// The same for a view that is read where it lies.
  @discardableResult
  public func render(_ view: UnsafePointer<Root>, into output: inout ByteBuffer) -> Diagnostic? {
    Interpreter.run(program, root: view, into: &output) ? nil : .tooDeep(name)
  }

  @discardableResult
  public func render(_ view: Root, into output: inout [UInt8]) -> Diagnostic? {
    var buffer = ByteBuffer(capacity: 1024)
    let diagnostic = render(view, into: &buffer)
    buffer.withBytes { output += $0 }
    return diagnostic
  }
}

extension Diagnostic {
  fileprivate static func tooDeep(_ template: String) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "the template '\(template)' goes more than \(Interpreter.deepestNesting) levels deep into its values",
      at: nil,
      help: "look for values that contain each other; what is deeper was left out"
    )
  }
}
