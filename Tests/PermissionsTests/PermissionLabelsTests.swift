import Permissions
import Testing

struct PermissionLabelsTests {
  @Test func knowsWhatTheScreenSays() throws {
    let directory = try Permission.microsoftGraph("Directory.Read.All", .delegated)
    #expect(directory.labels?.administrators == "Read directory data")
    #expect(directory.label(in: .adminConsent) == "Read directory data")
    let user = try Permission.microsoftGraph("User.Read", .delegated)
    #expect(user.label(in: .adminConsent) == "Sign in and read user profile")
    #expect(user.label(in: .userConsent) == "Sign you in and read your profile")
    #expect(user.label(in: .portal) == "Sign in and read user profile")
  }

  /// An application permission is never shown to anybody but administrators.
  @Test func hasNoWordsForPeopleWhereOnlyAdministratorsRead() {
    let application = MicrosoftPermissions.embedded.permissions.filter { $0.kind == .application && $0.labels != nil }
    #expect(application.count > 600)
    #expect(application.allSatisfy { $0.peopleLabel == nil })
  }

  /// Some have a label for people and none for administrators: those read something that is not known.
  @Test func doesNotGuess() throws {
    let trust = try Permission.microsoftGraph("AppCertTrustConfiguration.Read.All", .delegated)
    #expect(trust.labels?.administrators == nil)
    #expect(trust.label(in: .adminConsent) == nil)
    #expect(try Permission.microsoft("Power BI Service", "Report.Read.All", .delegated).labels == nil)
    #expect(PermissionLabels(administrators: nil, people: nil) == nil)
  }
}
