import Permissions

/// A name compared with those that an API offers: `$api.AppRoles | Where-Object { $_.Value -eq "User.Read.All" }`.
struct RoleLookup {
  var kind: PermissionKind
  /// What the list belongs to, where that is a name.
  private var owner: String?

  /// - Parameter end: where the comparison begins.
  init?(before end: Int, in source: SourceText) {
    for index in (max(0, end - 30)..<end).reversed() where source.kind(index) == .name {
      guard let kind = PermissionKind(ofList: source.text(index)) else { continue }
      self.kind = kind
      if source.isToken(index - 1, "."), source.kind(index - 2) == .name { owner = source.text(index - 2) }
      return
    }
    return nil
  }

  /// The API, if the owner of the list was fetched by its id or name: `$api = Get-MgServicePrincipal -Filter "…"`.
  func resource(in module: SourceModule, file: Int) -> Resource? {
    guard let owner else { return nil }
    let source = module.files[file].text
    for index in source.tokens.indices where source.isToken(index, "=") && index > 0 {
      guard source.kind(index - 1) == .name, source.text(index - 1) == owner else { continue }
      var at = index + 1
      while at < source.tokens.count, at - index < 40, !source.tokens[at].startsLine {
        if source.kind(at) == .string,
          let resource = Self.resource(named: module.value(ofString: at, file: file), module.microsoft)
        {
          return resource
        }
        if source.kind(at) == .name, let value = module.value(of: [source.text(at)], file: file),
          let resource = Self.resource(named: value, module.microsoft)
        {
          return resource
        }
        at += 1
      }
    }
    return nil
  }

  /// `appId eq '00000003-0000-0000-c000-000000000000'`, `Microsoft Graph`
  private static func resource(named text: ComposedText, _ microsoft: MicrosoftPermissions) -> Resource? {
    let text = String(decoding: text.bytes, as: UTF8.self)
    return text.split(separator: "'").lazy.compactMap { ScopeName.resource(named: String($0), microsoft) }.first
  }
}
