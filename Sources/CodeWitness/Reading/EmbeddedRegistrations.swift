import Diagnostics
import Permissions

/// Registrations in strings: the body of a request, an argument of the Azure CLI, a file that a script writes.
extension FormReading {
  mutating func readEmbeddedRegistrations() {
    for index in source.tokens.indices where source.kind(index) == .string && !readTokens.contains(index) {
      let literal = source.strings[source.tokens[index].string]
      guard literal.content.count > 80, Self.holdsRegistration(source.bytes, literal.content), !isDocumentation(index)
      else { continue }
      let text = module.value(ofString: index, file: file)
      let embedded = SourceText(text.bytes, .json)
      var reading = FormReading(
        module: SourceModule(
          files: [SourceModule.File(path: path, form: form, text: embedded)],
          facts: [ModuleFacts(embedded, microsoft)],
          microsoft
        ),
        file: 0,
        hasProviderEvidence: hasProviderEvidence
      )
      reading.readResourceAccess()
      for var finding in reading.findings where finding.certainty != .unresolved {
        finding.span = SourceSpan(text.place(of: finding.span.range))
        add(finding)
      }
      if !reading.findings.isEmpty { readTokens.insert(index) }
    }
  }

  /// A string that is a statement, as Python's documentation is.
  private func isDocumentation(_ index: Int) -> Bool {
    source.syntax.hasIndentedBlocks && source.tokens[index].startsLine && source.parents[index] < 0
  }

  private static func holdsRegistration(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes.withUnsafeBufferPointer { marks.finds(in: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private static let marks = ByteSearch(["resourceaccess", "resourceappid"].map { Array($0.utf8) })
}
