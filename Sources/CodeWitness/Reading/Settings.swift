import ByteBuffers
import Permissions

/// One value of a settings file, with the keys that lead to it.
struct Setting: Sendable {
  /// From the outside in.
  var keys: [String]
  var value: Range<Int>
}

extension FormReading {
  mutating func readSettings(_ settings: [Setting]) {
    for setting in settings {
      var text = ComposedText()
      for offset in setting.value { text.append(source.bytes[offset], at: offset) }
      guard let label = setting.keys.last(where: { !["", "value", "default", "values"].contains($0.lowercased()) })
      else { continue }
      var meaning = RequestingNames.meaning(ofLabel: Self.leaf(label))
      if meaning == .nothing, setting.keys.count > 1, Self.isPlaceholderKey(label) {
        meaning = RequestingNames.meaning(ofLabel: Self.leaf(setting.keys[setting.keys.count - 2]))
      }
      let list = ScopeList(text, plusSeparates: false, microsoft)
      guard case .requests(let kind) = meaning else {
        readAddress(text)
        continue
      }
      guard list.isPure else { continue }
      let isWeak = !NameWords.of(label).contains { $0.hasSuffix("scope") || $0.hasSuffix("scopes") }
      let isOthers = setting.keys.contains { key in
        let words = Set(NameWords.of(key))
        return !words.isDisjoint(with: [
          "google", "github", "gitlab", "facebook", "okta", "auth0", "slack", "keycloak", "linkedin", "cognito",
        ])
      }
      for part in list.parts where !isOthers {
        let name = part.name
        if name.isOpenIDConnect, !list.parts.contains(where: { !$0.name.isOpenIDConnect && $0.name.isKnown }),
          !isProviders(setting)
        {
          continue
        }
        if !name.isKnown, !name.isQualified || isWeak { continue }
        if !name.isQualified, !hasProviderEvidence, !isProviders(setting), isWeak || !name.isCanonicallyWritten {
          continue
        }
        let known =
          kind
          ?? (name.permissions.contains { $0.kind == .delegated } || name.permissions.isEmpty
            ? .delegated : .application)
        add(finding(part, kind: name.isDefault ? nil : known, .literal))
      }
    }
  }

  /// Keys in the list of Spring's registrations and the like that say whose scopes these are.
  private func isProviders(_ setting: Setting) -> Bool {
    let words = Set(setting.keys.flatMap(NameWords.of))
    return !words.isDisjoint(with: [
      "azure", "microsoft", "entra", "aad", "msal", "graph", "o365", "office365", "ms", "msgraph", "outlook", "azuread",
    ])
  }

  private mutating func readAddress(_ text: ComposedText) {
    guard hasProviderEvidence, let start = text.bytes.firstRange(of: Array("scope=".utf8))?.upperBound else { return }
    let end =
      text.bytes[start...].firstIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      ?? text.bytes.count
    guard String(decoding: text.bytes[..<start], as: UTF8.self).contains("microsoft") else { return }
    var value = ComposedText()
    for index in start..<end { value.append(text.bytes[index], at: text.offsets[index]) }
    for part in ScopeList(value, plusSeparates: true, microsoft).parts where part.name.isKnown {
      add(finding(part, kind: part.name.isDefault ? nil : .delegated, .literal))
    }
  }

  /// `spring.cloud.azure.scopes` means its last part.
  private static func leaf(_ key: String) -> String {
    let last = key.split { $0 == "." || $0 == ":" }.last.map(String.init) ?? key
    // `scopes[0]`
    return last.split(separator: "[").first.map(String.init) ?? last
  }

  private static func isPlaceholderKey(_ key: String) -> Bool {
    ["delegated", "application", "graph", "items", "list", "string", "add", "microsoftgraph"].contains(
      NameWords.joined(key)
    ) || key.allSatisfy(\.isNumber)
  }
}
