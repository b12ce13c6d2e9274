import Permissions
import Testing

/// Who may consent where the tenant lets Microsoft manage that.
struct ManagedUserConsentTests {
  @Test func knowsTheExceptionsWithTheirMonths() throws {
    let managed = MicrosoftPermissions.embedded.permissions.filter { $0.managedSince != nil }
    #expect(managed.count == 36)
    #expect(managed.allSatisfy { $0.kind == .delegated })
    #expect(managed.count { $0.resource.appID == MicrosoftPermissions.graphAppID } == 32)
    for (name, month) in [("Files.Read.All", "2025-08"), ("Mail.Read", "2025-11"), ("People.Read", "2026-07")] {
      #expect(try Permission.microsoftGraph(name, .delegated).managedMonth == CalendarMonth(month))
    }
    #expect(try Permission.microsoftGraph("Mail.Read", .application).managedMonth == nil)
    #expect(try Permission.microsoftGraph("User.Read", .delegated).managedMonth == nil)
  }

  @Test func namesThoseThatTakeAnAdministrator() throws {
    let roles = try consent([permission("Mail.Read"), permission("User.Read"), permission("Files.Read.All")], flow: .userConsent)
      .grantingRoles
    #expect(roles.userMayConsent)
    #expect(roles.managed.map(\.name) == ["Mail.Read", "Files.Read.All"])
    #expect(roles.managedSince == CalendarMonth("2025-08"))
  }

  @Test func changesNothingWhereAnAdministratorIsNeededAnyway() throws {
    let roles = try consent([permission("Mail.Read"), permission("User.Read.All")]).grantingRoles
    #expect(!roles.userMayConsent)
    #expect(roles.managed.isEmpty)
    #expect(roles.managedSince == nil)
  }

  /// Exchange's own entries are not in the data.
  @Test func doesNotMakeTheUnknownKnown() throws {
    let imap = permission("IMAP.AccessAsUser.All", of: "Office 365 Exchange Online")
    #expect(imap.adminConsent == .unknown)
    let roles = try consent([imap]).grantingRoles
    #expect(!roles.userMayConsent)
    #expect(roles.managedSince == CalendarMonth("2025-11"))
  }

  @Test func isSaidInFlowsAndErrors() throws {
    let mail = try consent([permission("Mail.Read")], flow: .userConsent)
    #expect(ConsentFlow(mail).before.last?.action == .acceptsUnlessManaged)
    #expect(SignInError.all(for: mail).contains { $0.code == 90094 })
    let user = try consent([permission("User.Read")], flow: .userConsent)
    #expect(ConsentFlow(user).before.last?.action == .acceptsForOneself)
    #expect(!SignInError.all(for: user).contains { $0.code == 90094 })
  }

  @Test(arguments: ["2025-13", "2025-00", "2025-1", "25-01", "2025", "", "2025-11-01"])
  func refusesWhatIsNoMonth(_ text: String) {
    #expect(CalendarMonth(text) == nil)
  }

  @Test func monthsAreOrdered() throws {
    let months = try ["2025-08", "2025-11", "2026-07"].map { try #require(CalendarMonth($0)) }
    #expect(months == months.sorted())
    #expect(months.map(\.description) == ["2025-08", "2025-11", "2026-07"])
  }
}
