import Diagnostics
import Permissions
import TypedYAML

/// The table of permissions that `provider-data` names.
struct ProviderData: Sendable {
  private var bytes: [UInt8]?
  private var table: MicrosoftPermissions?

  /// What is in the file that the configuration names; nil if it names none, or there is none.
  static func read(_ configuration: SiteConfiguration, _ reader: Reader) -> [UInt8]? {
    configuration.providerData.flatMap { try? FileSystem.read(reader.absolute($0.value)) }
  }

  /// Puts the table into a configuration and says what is wrong with it. Bytes that are the same as the last time give
  /// the same table.
  ///
  /// - Parameter file: the configuration's own.
  mutating func put(_ read: [UInt8]?, into configuration: inout SiteConfiguration, _ file: SourceFile) -> [Diagnostic] {
    guard let path = configuration.providerData else { return [] }
    if read != bytes {
      bytes = read
      table = read.flatMap { MicrosoftPermissions(table: $0) }
    }
    if let table {
      configuration.microsoft = table
      return []
    }
    return [
      Diagnostic(
        "invalid-value",
        .error,
        read == nil ? "there is no file \(path.value)" : "\(path.value) is no table of permissions",
        at: file.location(path.span),
        help: "make it with `scopebook import provider EXPORT.json --output \(path.value)`"
      )
    ]
  }
}
