import Permissions

/// How guides call the APIs.
final class ResourceNames: Sendable {
  struct Phrase {
    var words: [UInt8]
    var resource: Resource
    /// It is no ordinary word: whoever writes it means the API.
    var isDistinctive: Bool
    var isShortName = false
  }

  let beginnings: Beginnings
  /// The longest first.
  private let byFirstLetters: [Int: [Phrase]]

  init(_ microsoft: MicrosoftPermissions) {
    var phrases: [Phrase] = microsoft.resources.map { resource in
      let words = resource.name.split { " -".contains($0) }
      return Phrase(
        words: Array(resource.name.lowercased().utf8),
        resource: resource,
        isDistinctive: words.count > 1 && !Self.ordinary.contains(resource.name)
      )
    }
    for (alias, name, isDistinctive) in Self.aliases {
      guard let resource = GUID(name).flatMap(microsoft.resource(appID:)) ?? microsoft.resource(named: name) else {
        continue
      }
      phrases.append(
        Phrase(
          words: Array(alias.utf8),
          resource: resource,
          isDistinctive: isDistinctive,
          isShortName: alias == "graph"
        )
      )
    }
    beginnings = Beginnings(phrases.map(\.words))
    byFirstLetters = Dictionary(grouping: phrases.sorted { $0.words.count > $1.words.count }) { Self.key($0.words, 0) }
  }

  func match(at index: Int, in lower: [UInt8]) -> (Phrase, Int)? {
    guard let phrases = byFirstLetters[Self.key(lower, index)] else { return nil }
    for phrase in phrases where lower.hasPrefix(phrase.words, at: index) {
      let end = index + phrase.words.count
      guard end == lower.count || !isWordByte(lower[end]) || lower[end] == UInt8(ascii: "s") else { continue }
      return (phrase, phrase.words.count)
    }
    return nil
  }

  private static func key(_ bytes: [UInt8], _ index: Int) -> Int {
    Int(bytes[index]) << 8 | Int(index + 1 < bytes.count ? bytes[index + 1] : 0)
  }

  /// Names of APIs that guides write for the product or the portal.
  private static let ordinary: Set<String> = [
    "My Apps", "Azure DevOps", "Azure Storage", "Azure Key Vault", "Power BI Service", "Viva Engage", "Universal Print",
    "Windows 365", "Azure Virtual Desktop", "Microsoft Intune", "Microsoft Forms", "Azure SQL Database",
    "Dynamics 365 Business Central", "Microsoft Partner", "Microsoft Partner Center", "Skype for Business",
    "Skype for Business Online", "Azure Resource Manager", "Azure Maps", "Microsoft Teams Services", "Viva Skills",
    "Microsoft Cloud App Security", "Azure Purview", "Azure Container Registry",
  ]

  private static let aliases: [(String, String, Bool)] = [
    ("ms graph", "Microsoft Graph", true),
    ("graph api", "Microsoft Graph", true),
    ("graph apis", "Microsoft Graph", true),
    ("graph", "Microsoft Graph", false),
    ("exchange online", "Office 365 Exchange Online", false),
    ("office 365 exchange", "Office 365 Exchange Online", true),
    ("exchange", "Office 365 Exchange Online", false),
    ("sharepoint", "Office 365 SharePoint Online", false),
    ("sharepoint online", "Office 365 SharePoint Online", false),
    ("office 365 sharepoint", "Office 365 SharePoint Online", true),
    ("office 365 management api", "Office 365 Management APIs", true),
    ("office 365 management activity api", "Office 365 Management APIs", true),
    ("o365 management api", "Office 365 Management APIs", true),
    ("windowsdefenderatp", "WindowsDefenderATP", true),
    ("microsoft defender for endpoint", "WindowsDefenderATP", false),
    ("defender for endpoint", "WindowsDefenderATP", false),
    ("azure service management", "797f4846-ba00-4fd7-ba43-dac1f8f63013", true),
    ("windows azure service management api", "797f4846-ba00-4fd7-ba43-dac1f8f63013", true),
    ("dynamics crm", "00000007-0000-0000-c000-000000000000", true),
    ("dataverse", "00000007-0000-0000-c000-000000000000", false),
    ("common data service", "00000007-0000-0000-c000-000000000000", true),
    ("power bi", "Power BI Service", false),
    ("azure rights management services", "Microsoft Rights Management Services", true),
    ("azure rights management service", "Microsoft Rights Management Services", true),
    ("azure ad graph", "00000002-0000-0000-c000-000000000000", true),
    ("azure active directory graph", "00000002-0000-0000-c000-000000000000", true),
    ("skype and teams tenant admin api", "Skype and Teams Tenant Admin API", true),
    ("intune", "Microsoft Intune API", false),
    ("exchange web services", "Office 365 Exchange Online", true),
    ("intune api", "Microsoft Intune API", true),
    ("log analytics api", "Log Analytics API", true),
    ("power platform", "Power Platform API", false),
    ("flow service", "Microsoft Flow Service", false),
    ("powerapps service", "PowerApps Service", true),
    ("power apps service", "PowerApps Service", true),
  ]
}
