import Permissions

/// What the surroundings of a literal say about it.
enum Verdict: Equatable {
  /// `isWeak` where the name speaks of permissions in general and the file should speak of Microsoft besides.
  case request(kind: PermissionKind?, isWeak: Bool)
  case exempt(Exemption)
  /// Bound to a name that is no sign of a request by itself; whoever uses the name decides.
  case named(String, container: String?, isContainerOfScopes: Bool)
  case none

  /// - Parameter isPermission: whether a name is a permission's, as a key that others stand in for.
  static func of(
    _ introducers: [Introducer],
    acquirers: Set<String> = [],
    _ microsoft: MicrosoftPermissions
  ) -> Verdict {
    var name: Introducer?
    var isInValue = false
    var kind: PermissionKind?
    for (index, introducer) in introducers.enumerated() {
      switch introducer.kind {
      case .comparison: return .none
      case .command:
        // Commands are given all kinds of words; what somebody's own one asks for is seen in it.
        if acquirers.contains(introducer.name) { return .request(kind: kind, isWeak: false) }
      case .element:
        if NameWords.joined(introducer.name).hasSuffix("ids"), PermissionKind(ofList: introducer.name) != nil {
          return .none
        }
        continue
      case .call:
        if let name, name.name.hasPrefix("-"), acquirers.contains(introducer.name) {
          return .request(kind: kind, isWeak: false)
        }
        if name != nil, !isInValue { continue }
        let meaning = RequestingNames.meaning(ofCall: introducer.path)
        if acquirers.contains(introducer.name), meaning != .speaksOf {
          return name == nil ? .request(kind: .delegated, isWeak: false) : named(name!, nil, false)
        }
        switch meaning {
        case .requests(let itsKind):
          return .request(kind: kind ?? itsKind, isWeak: false)
        case .exempt(let exemption): return .exempt(exemption)
        case .speaksOf: return .none
        case .nothing: continue
        }
      case .label, .binding:
        if let scope = ScopeName(introducer.name, microsoft), scope.isKnown, !scope.isOpenIDConnect {
          return .exempt(.substitutionMap)
        }
        let meaning = RequestingNames.meaning(ofLabel: introducer.name)
        switch meaning {
        case .requests(let itsKind):
          // `@requires_permission(delegated=["Mail.Read"])`, `hasScopes(scopes: ["Mail.Read"])`
          if index + 1 < introducers.count, introducers[index + 1].kind == .call,
            RequestingNames.meaning(ofCall: introducers[index + 1].path) == .speaksOf
          {
            return .none
          }
          let words = NameWords.of(introducer.name)
          let isWeak = !words.contains { $0.hasSuffix("scope") || $0.hasSuffix("scopes") }
          // `const scopes = { mail: "Mail.Read" }` names its members, and so does a class of constants.
          if let name { return named(name, introducer.name, true) }
          return .request(kind: kind ?? itsKind, isWeak: isWeak)
        case .exempt(let exemption): return .exempt(exemption)
        case .speaksOf: return .none
        case .nothing:
          if kind == nil { kind = kindAlone(introducer.name) }
          if Self.transparent.contains(introducer.name) {
            isInValue = true
            continue
          }
          if name == nil { name = introducer }
        }
      case .result:
        if name != nil { continue }
        if introducer.name == "return" { continue }
        switch RequestingNames.meaning(ofLabel: introducer.name) {
        case .requests(let itsKind): return .request(kind: kind ?? itsKind, isWeak: false)
        case .exempt(let exemption): return .exempt(exemption)
        case .speaksOf: return .none
        case .nothing: name = introducer
        }
      case .container:
        if case .exempt(let exemption) = RequestingNames.meaning(ofLabel: introducer.name) { return .exempt(exemption) }
        var isOfScopes = false
        if case .requests = RequestingNames.meaning(ofLabel: introducer.name) { isOfScopes = true }
        if introducer.path.count > 1 {
          // `variable "graph_scopes" { default = [...] }`
          for part in introducer.path.dropFirst() {
            if case .requests(let itsKind) = RequestingNames.meaning(ofLabel: part) {
              return .request(kind: kind ?? itsKind, isWeak: true)
            }
          }
        }
        if let name { return named(name, introducer.name, isOfScopes) }
      }
    }
    if let name { return named(name, nil, false) }
    return .none
  }

  private static func named(_ name: Introducer, _ container: String?, _ isOfScopes: Bool) -> Verdict {
    .named(name.name, container: container, isContainerOfScopes: isOfScopes)
  }

  /// Keys that only hold the value of what is around them.
  private static let transparent: Set<String> = [
    "value", "values", "default", "defaultValue", "items", "list", "delegated", "application", "Value",
  ]

  private static func kindAlone(_ name: String) -> PermissionKind? {
    switch NameWords.joined(name) {
    case "delegated": .delegated
    case "application", "approles", "roles": .application
    default: nil
    }
  }
}
