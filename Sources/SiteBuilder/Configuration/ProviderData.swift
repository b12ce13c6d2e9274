import Diagnostics
import Permissions
import TypedYAML

/// The table of permissions that `provider-data` names.
struct ProviderData: Sendable {
  private var bytes: [UInt8] = []
  private var table: MicrosoftPermissions?

  /// Puts the table into a configuration and says what is wrong with it. A file that says the same as at the last
  /// reading gives the same table.
  ///
  /// - Parameter file: the configuration's own.
  mutating func read(for configuration: inout SiteConfiguration, in file: SourceFile, _ reader: Reader) -> [Diagnostic]
  {
    guard let path = configuration.providerData else { return [] }
    let read = try? FileSystem.read(reader.absolute(path.value))
    if table == nil || read != bytes {
      bytes = read ?? []
      table = MicrosoftPermissions(table: bytes)
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
