import Permissions

/// The API that is named beside a list of permissions.
extension FormReading {
  private static let names: Set<String> = [
    "resource", "resourcename", "resourcedisplayname", "api", "apiname", "applicationdisplayname",
  ]

  /// `"Resource": "Windows Azure Service Management API", "DelegatedPermissions": ["user_impersonation"]`,
  /// `-applicationDisplayName "…" -requiredDelegatedPermissions "…"`
  mutating func resource(beside index: Int) -> Resource? {
    source.syntax.hasCommandArguments ? resourceOfCommand(around: index) : resourceOfEntries(around: index)
  }

  private func resourceOfCommand(around index: Int) -> Resource? {
    guard let command = IntroducerWalk.introducers(of: index, in: source, levels: 1).first(where: { $0.kind == .call })
    else { return nil }
    return (command.token..<index).prefix(50).lazy.filter {
      source.kind($0) == .name && source.kind($0 + 1) == .string
        && Self.names.contains(NameWords.joined(source.text($0)))
    }.first.flatMap { ScopeName.resource(named: source.content($0 + 1), microsoft) }
  }

  private mutating func resourceOfEntries(around index: Int) -> Resource? {
    var group = source.parents[index]
    if group >= 0, source.isToken(group, "[") { group = source.parents[group] }
    guard group >= 0, source.isToken(group, "{") else { return nil }
    if let known = resourcesOfGroups[group] { return known }
    let values = Self.names.lazy.compactMap { [source] in source.entry($0, in: group) }
    let resource = values.first { $0.count == 1 && source.kind($0.lowerBound) == .string }.flatMap {
      ScopeName.resource(named: source.content($0.lowerBound), microsoft)
    }
    resourcesOfGroups[group] = .some(resource)
    return resource
  }
}
