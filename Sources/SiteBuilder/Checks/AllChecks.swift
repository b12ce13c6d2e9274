import Diagnostics

/// Looks at a finished site and says what is wrong. Pure: the same site gives the same findings.
///
/// The theme is missing where one of its templates has an error.
enum Check: Sendable {
  /// Looks at one file at a time, pages and snippets alike.
  case file(@Sendable (ParsedPage, Site, Theme?) -> [Diagnostic])
  /// The same for links, of which some may be left open until it is known how many there are.
  case links(@Sendable (ParsedPage, Site, Theme?) -> [LinkFinding])
  /// Looks at what one file says about permissions.
  case guide(@Sendable (Guide) -> [Diagnostic])
  /// Looks at the site as a whole.
  case site(@Sendable (Site, Theme?) -> [Diagnostic])
  /// Looks at what all files together say.
  case documentation(@Sendable (Documentation) -> [Diagnostic])
}

/// Every check. A new one is a file in this folder, a line here, and an explanation of each of its ids in
/// `EmbeddedFiles/explanations`.
let allChecks: [Check] = [
  // Pages and links
  directiveCheck,
  includeLimitCheck,
  linkCheck,
  htmlLinkCheck,
  imageTextCheck,
  headingOrderCheck,
  lineMarkCheck,
  literalLinkCheck,
  frontMatterCheck,
  updateDayCheck,
  unreadFilesCheck,
  configurationCheck,
  templateLinkCheck,
  orphanPageCheck,
  emptyPageCheck,
  translationCheck,
  // Permissions
  unknownPermissionCheck,
  removedPermissionCheck,
  retiredAPIMentionCheck,
  wrongResourceCheck,
  wrongKindCheck,
  unstatedKindCheck,
  undeclaredPermissionCheck,
  mislabelledIDCheck,
  roleCheck,
  writtenClaimCheck,
  inconsistentListCheck,
  silencedPermissionCheck,
  undocumentedPermissionCheck,
  redundantPermissionCheck,
  // Code
  requestCheck,
  codeLabelCheck,
  // Consent
  unfinishedCatalogCheck,
  starterValueCheck,
  claimCheck,
  consentLinkCheck,
  sharedConsentPageCheck,
  userConsentCheck,
  retiredAPICheck,
  signInLinkCheck,
  signInScopeCheck,
]
