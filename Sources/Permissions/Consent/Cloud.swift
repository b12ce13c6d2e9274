/// One of Microsoft's separate clouds. An app is registered in each of them anew, with another client id.
public enum Cloud: String, Hashable, Sendable, CaseIterable {
  case global
  case usGov = "us-gov"
  case usGovDoD = "us-gov-dod"
  case china

  public var displayName: String {
    switch self {
    case .global: "Microsoft Azure (global, GCC)"
    case .usGov: "Microsoft Azure Government (GCC High)"
    case .usGovDoD: "Microsoft Azure Government (DoD)"
    case .china: "Microsoft Azure operated by 21Vianet (China)"
    }
  }

  /// Where people sign in and consent.
  public var loginHost: String {
    switch self {
    case .global: "login.microsoftonline.com"
    case .usGov, .usGovDoD: "login.microsoftonline.us"
    case .china: "login.partner.microsoftonline.cn"
    }
  }

  public var graphHost: String {
    switch self {
    case .global: "graph.microsoft.com"
    case .usGov: "graph.microsoft.us"
    case .usGovDoD: "dod-graph.microsoft.us"
    case .china: "microsoftgraph.chinacloudapi.cn"
    }
  }

  public var portalHost: String {
    switch self {
    case .global: "portal.azure.com"
    case .usGov, .usGovDoD: "portal.azure.us"
    case .china: "portal.azure.cn"
    }
  }
}
