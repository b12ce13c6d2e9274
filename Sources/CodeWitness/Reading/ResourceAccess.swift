import Permissions

/// Registrations: `requiredResourceAccess` in JSON, HCL, Bicep, PowerShell and code, by the shape that they all have,
/// a resource with a list of ids and types.
extension FormReading {
  /// Registrations, whether they are written in the file's own signs or in its strings.
  mutating func readRegistrations() {
    readResourceAccess()
    readEmbeddedRegistrations()
    readPermissionQueries()
  }

  mutating func readResourceAccess() {
    for (key, value) in source.entries(named: ["id", "permissionid"]) {
      let group = source.parents[key]
      guard group >= 0, let type = source.entry("type", in: group), let kind = registeredKind(type) else { continue }
      let resource = registeredResource(around: group)
      // Anything may have an id and a type that are computed.
      guard
        kind.kind != nil || resource != nil || source.label(ofGroupAround: group) == "resourceaccess"
          || source.firstString(in: value) != nil
      else { continue }
      readAccess(value, kind: kind.kind, resource: resource)
    }
    readPairs()
    for (key, value) in source.entries(named: ["roleids", "scopeids", "approleid", "approleids"]) {
      let isScope = source.entryName(key) == "scopeids"
      for literal in value where source.kind(literal) == .string && !readTokens.contains(literal) {
        guard let id = GUID(source.content(literal)) else { continue }
        addID(
          id,
          at: literal,
          kind: isScope ? .delegated : .application,
          resource: registeredResource(around: source.parents[key])
        )
      }
    }
    readListedIDs()
  }

  /// `variable "graph_permissions" { default = ["<id>", "<id>"] }`: a list of ids whose name says what they are.
  private mutating func readListedIDs() {
    for index in source.tokens.indices where source.kind(index) == .string && !readTokens.contains(index) {
      let place = place(of: index)
      guard place.count == 36, source.parents[index] >= 0,
        source.isToken(index - 1, ",") || source.kind(index - 1) == .open || source.kind(index - 1) == .string,
        let id = GUID(source.text(place)), !microsoft.permissions(withID: id).isEmpty,
        case .request(let kind, _) = Verdict.of(IntroducerWalk.introducers(of: index, in: source), microsoft)
      else { continue }
      // A variable's name is no statement about each id in it.
      let isOfKind = microsoft.permissions(withID: id).contains { $0.kind == kind }
      addID(id, at: index, kind: isOfKind ? kind : nil, resource: nil)
    }
  }

  private struct RegisteredKind { var kind: PermissionKind? }

  /// Nothing for what is no type of a permission: a user's or an administrator's scope, a certificate.
  private func registeredKind(_ type: Range<Int>) -> RegisteredKind? {
    for index in type {
      let word = source.kind(index) == .string ? source.content(index) : source.text(index)
      switch word.lowercased() {
      case "scope": return RegisteredKind(kind: .delegated)
      case "role": return RegisteredKind(kind: .application)
      default: continue
      }
    }
    // A type that is computed may be either.
    guard let first = type.first, source.kind(first) == .name, !type.contains(where: { source.kind($0) == .string })
    else { return nil }
    let word = source.text(first)
    return ["string", "typeof", "String"].contains(word) || type.count < 2 ? nil : RegisteredKind(kind: nil)
  }

  /// The resource that the list around a bracket is for.
  func registeredResource(around group: Int) -> Resource? {
    var at = group
    for _ in 0..<8 {
      guard at >= 0 else { return nil }
      for name in ["resourceAppId", "api_client_id", "resource_application_id"] {
        if let value = source.entry(name, in: at) { return resource(in: value) }
      }
      at = source.parents[at]
    }
    return nil
  }

  private func resource(in value: Range<Int>) -> Resource? {
    for index in value where source.kind(index) == .string {
      if let resource = ScopeName.resource(named: source.content(index), microsoft) { return resource }
    }
    for index in value where source.kind(index) == .name {
      if let text = module.value(of: source.path(endingAt: index), file: file),
        let resource = ScopeName.resource(named: String(decoding: text.bytes, as: UTF8.self), microsoft)
      {
        return resource
      }
    }
    for index in value.reversed() where source.kind(index) == .name {
      if let resource = ScopeName.resource(named: source.text(index), microsoft) { return resource }
    }
    return nil
  }

  private mutating func readAccess(_ value: Range<Int>, kind: PermissionKind?, resource: Resource?) {
    let strings = value.filter { source.kind($0) == .string }
    for literal in strings {
      let content = source.content(literal)
      if let id = GUID(content) {
        addID(id, at: literal, kind: kind, resource: resource)
        return
      }
      let name = ScopeName(content, resource: resource, microsoft)
      if name != nil || ScopeName.hasPermissionShape(content) {
        let own = name?.permissions.filter { resource == nil || $0.resource == resource } ?? []
        // `app_role_ids["User.Read.All"]` is the id of the application permission, whatever type stands beside it.
        let lookup = source.isToken(literal - 1, "[") ? Self.lookupKind(source, literal - 1) : nil
        let wanted = lookup ?? kind
        let permission = own.first { wanted == nil || $0.kind == wanted } ?? own.first
        readTokens.insert(literal)
        let place = source.strings[source.tokens[literal].string].content
        let isOfOtherKind = permission != nil && kind != nil && (permission?.kind != kind || wanted != kind)
        let certainty = isOfOtherKind ? Certainty.contradictory : .exact
        add(finding(place, content, permission, kind: kind, resource: resource, certainty))
        return
      }
    }
    if let literal = strings.first, value.count == 1 || source.kind(value.lowerBound) == .string {
      let content = source.content(literal)
      guard !content.isEmpty else { return }
      readTokens.insert(literal)
      let place = source.strings[source.tokens[literal].string].content
      let isPlaceholder = content.contains { "{$<\0".contains($0) }
      add(finding(place, content, nil, kind: kind, resource: resource, isPlaceholder ? .unresolved : .exact))
      return
    }
    guard let first = value.first, let last = value.last, source.kind(first) == .name else { return }
    let place = source.tokens[first].range.lowerBound..<source.tokens[last].range.upperBound
    let chain = Chain(from: first, in: source)
    let text = module.value(of: chain, file: file)
    if chain.tokens.upperBound == value.upperBound, !text.bytes.contains(ComposedText.unknown) {
      let written = String(decoding: text.bytes, as: UTF8.self)
      if let id = GUID(written) {
        let permission = permission(id, kind: kind, resource: resource)
        add(finding(place, written, permission, kind: kind ?? permission?.kind, resource: resource, .composed))
        return
      }
    }
    // Loops are read where their list is; see ``ModuleFacts``.
    if place.count < 300, !value.contains(where: { isLoopValue($0) }), source.list(ofLoopAround: first) == nil {
      add(finding(place, source.text(place), nil, kind: kind, resource: resource, .unresolved))
    }
  }

  /// `resource_access.value`, `each.key`, `scope.id`: one item of a list.
  private func isLoopValue(_ index: Int) -> Bool {
    guard source.kind(index) == .name else { return false }
    return ["value", "key", "each", "filter", "first", "where", "app_role_ids", "oauth2_permission_scope_ids"].contains(
      source.text(index).lowercased()
    )
  }

  private mutating func addID(_ id: GUID, at literal: Int, kind: PermissionKind?, resource: Resource?) {
    readTokens.insert(literal)
    let permission = permission(id, kind: kind, resource: resource)
    let place = source.strings[source.tokens[literal].string].content
    add(finding(place, source.content(literal), permission, kind: kind ?? permission?.kind, resource: resource, .exact))
  }

  func permission(_ id: GUID, kind: PermissionKind?, resource: Resource?) -> Permission? {
    var all = microsoft.permissions(withID: id)
    if let resource { all = all.filter { $0.resource == resource } }
    return all.first { kind == nil || $0.kind == kind } ?? all.first
  }

  // MARK: Ids and types beside each other

  /// `"<id>", "Scope"` as arguments, and `<id>=Scope` of the Azure CLI.
  private mutating func readPairs() {
    for index in source.tokens.indices
    where source.kind(index) == .string || source.kind(index) == .number || source.kind(index) == .name {
      let place = place(of: index)
      guard place.count >= 36 else { continue }
      if place.count == 36 {
        let content = source.text(place)
        guard let id = GUID(content) else { continue }
        if index > 0, source.text(index - 1).lowercased() == "-approleid" {
          addPair(id, content, place, isScope: false, near: index)
          readTokens.insert(index)
          continue
        }
        var next = index + 1
        if source.isToken(next, ")") { next += 1 }
        guard source.isToken(next, ",") || source.isToken(next, "="), next + 1 < source.tokens.count,
          !readTokens.contains(index)
        else { continue }
        let type = next + 1
        let word = (source.kind(type) == .string ? source.content(type) : lastWord(from: type)).lowercased()
        // `'client_id': '<id>', 'scope': …` is the next key of a dictionary.
        guard word == "scope" || word == "role",
          source.kind(type) != .string || !source.isToken(type + 1, ":") && !source.isToken(type + 1, "=>")
        else { continue }
        addPair(id, content, place, isScope: word == "scope", near: index)
        readTokens.insert(index)
      } else if source.kind(index) == .string, Self.hasPair(source.bytes, place) {
        for part in source.text(place).split(separator: " ") {
          let sides = part.split(separator: "=")
          guard sides.count == 2, let id = GUID(String(sides[0])), sides[1] == "Scope" || sides[1] == "Role" else {
            continue
          }
          addPair(id, String(sides[0]), place, isScope: sides[1] == "Scope", near: index)
        }
      }
    }
  }

  private static let pairs = ByteSearch(["=scope", "=role"].map { Array($0.utf8) })

  private static func hasPair(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes.withUnsafeBufferPointer { pairs.finds(in: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private mutating func addPair(_ id: GUID, _ written: String, _ place: Range<Int>, isScope: Bool, near index: Int) {
    let kind: PermissionKind = isScope ? .delegated : .application
    let permission = permission(id, kind: kind, resource: nil)
    add(finding(place, written, permission, kind: kind, resource: permission?.resource, .exact))
  }

  private func lastWord(from index: Int) -> String {
    var at = index
    while source.isToken(at + 1, ".") || source.isToken(at + 1, "::"), source.kind(at + 2) == .name { at += 2 }
    return source.text(at)
  }

  private func place(of index: Int) -> Range<Int> {
    source.kind(index) == .string ? source.strings[source.tokens[index].string].content : source.tokens[index].range
  }
}
