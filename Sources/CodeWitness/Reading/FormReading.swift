import Diagnostics
import Permissions

/// Reads one file of a module and gathers what it finds.
struct FormReading {
  let module: SourceModule
  let file: Int
  let form: String
  /// The file's own text; taken out of the module once, since it is asked for at every token.
  let source: SourceText
  let microsoft: MicrosoftPermissions
  /// Speaks of the provider, so that names which others use too are its own.
  let hasProviderEvidence: Bool

  private(set) var findings: [CodeFinding] = []
  /// Findings that count only if nobody uses the container of names that they stand in.
  private var undecided: [String: [CodeFinding]] = [:]
  /// Strings that are read already.
  var readTokens: Set<Int> = []
  /// What brackets say the permissions in them belong to, once one of them was looked at.
  var resourcesOfGroups: [Int: Resource?] = [:]

  init(module: SourceModule, file: Int, hasProviderEvidence: Bool) {
    self.module = module
    self.file = file
    self.hasProviderEvidence = hasProviderEvidence
    form = module.files[file].form
    source = module.files[file].text
    microsoft = module.microsoft
  }

  var path: String { module.files[file].path }

  mutating func add(_ finding: CodeFinding) { findings.append(finding) }

  mutating func addUndecided(_ finding: CodeFinding, container: String) {
    undecided[container, default: []].append(finding)
  }

  /// Settles what was left open. A class of many names that nobody uses is a list of what there is.
  mutating func finish() -> [CodeFinding] {
    for (container, members) in undecided {
      // A list that is used as a whole is asked for, unless it has all that there is.
      let isUsed = module.usesMembers(of: container) && members.allSatisfy { $0.certainty != .composed }
      for var member in members {
        if isUsed || members.count > (member.certainty == .composed ? 16 : 8) {
          member.exemption = member.exemption ?? .dictionary
        }
        findings.append(member)
      }
    }
    undecided = [:]
    return findings
  }

  /// A finding at a place, in this file and form.
  func finding(
    _ place: Range<Int>,
    _ written: String,
    _ permission: Permission?,
    kind: PermissionKind?,
    resource: Resource?,
    _ certainty: Certainty,
    exemption: Exemption? = nil
  ) -> CodeFinding {
    let isOfOtherKind = permission != nil && kind != nil && permission?.kind != kind
    return CodeFinding(
      path: path,
      span: SourceSpan(place),
      form: form,
      written: written,
      permission: permission,
      kind: kind,
      resource: permission?.resource ?? resource,
      certainty: isOfOtherKind && GUID(written) != nil ? .contradictory : certainty,
      exemption: exemption
    )
  }

  func finding(
    _ part: ScopeList.Part,
    kind: PermissionKind?,
    _ certainty: Certainty,
    exemption: Exemption? = nil
  ) -> CodeFinding {
    let name = part.name
    if name.isDefault {
      let written = name.written.hasPrefix("\0") ? String(name.written.dropFirst()) : name.written
      return finding(part.place, written, nil, kind: nil, resource: name.resource, .default, exemption: exemption)
    }
    let permission = name.permission(of: kind) ?? name.permissions.first
    return finding(
      part.place,
      name.written.hasPrefix("\0") ? name.name : name.written,
      permission,
      kind: kind,
      resource: name.resource,
      part.isComposed && certainty == .literal ? .composed : certainty,
      exemption: exemption
    )
  }

  // MARK: Typed manifests

  /// A string that a manifest says is a permission, or several.
  mutating func addTyped(
    _ literal: Int,
    kind: PermissionKind?,
    resourceName: String? = nil,
    isResourceSpecific: Bool = false
  ) {
    readTokens.insert(literal)
    let text = module.value(ofString: literal, file: file)
    let content = source.content(literal)
    let resource = resourceName.flatMap { ScopeName.resource(named: $0, microsoft) }
    if isResourceSpecific {
      let known = microsoft.resourceSpecific(named: content)
      let one = known.first { kind == nil || $0.kind == kind } ?? known.first
      let graph = microsoft.resource(appID: MicrosoftPermissions.graphAppID)
      let permission = one.flatMap { one in
        graph.map { Permission(resource: $0, name: one.name, kind: one.kind, id: one.id, adminConsent: .unknown) }
      }
      let place = source.strings[source.tokens[literal].string].content
      add(finding(place, content, permission, kind: kind ?? one?.kind, resource: graph, .exact))
      return
    }
    let list = ScopeList(text, resource: resource, microsoft)
    for part in list.parts {
      // A name that the resource named beside it does not have is not another resource's.
      var part = part
      if resourceName != nil, !part.name.isQualified, part.name.resource != resource {
        part.name.permissions = []
        part.name.resource = resource
      }
      add(finding(part, kind: kind, .exact))
    }
    if list.parts.isEmpty, !content.isEmpty {
      let place = source.strings[source.tokens[literal].string].content
      let isPlaceholder = content.contains("{{") || content.contains("$")
      add(finding(place, content, nil, kind: kind, resource: resource, isPlaceholder ? .unresolved : .exact))
    }
  }

  /// A resource for which everything registered is asked.
  mutating func addDefault(_ literal: Int) {
    let content = source.content(literal)
    let place = source.strings[source.tokens[literal].string].content
    add(finding(place, content, nil, kind: nil, resource: ScopeName.resource(named: content, microsoft), .default))
  }
}
