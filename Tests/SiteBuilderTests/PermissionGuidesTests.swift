import Diagnostics
import Testing

@testable import SiteBuilder

/// Small guides of two sorts: those that are wrong about who grants what, and those that speak of something else.
struct PermissionGuidesTests {
  /// A page and the findings about permissions that it has to have, in the order of the page.
  private struct Guide {
    let name: String
    let findings: [String]
    let text: String

    init(_ name: String, _ findings: [String], _ text: String) {
      (self.name, self.findings, self.text) = (name, findings, text)
    }

    init(_ name: String, _ text: String) { self.init(name, [], text) }
  }

  private static let ids: Set<String> = [
    "over-privileged-role", "insufficient-role", "wrong-kind", "wrong-resource", "false-read-only-claim",
    "unstated-kind", "unknown-permission", "removed-permission",
  ]

  private func check(_ guides: [Guide]) async throws {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: Guides\n")
    try folder.write("content/index.md", "---\ntitle: Home\n---\n")
    for guide in guides { try folder.write("content/\(guide.name).md", "---\ntitle: Guide\n---\n\n\(guide.text)\n") }
    var options = Build.Options(root: folder.path)
    options.stopsAfterChecks = true
    let found = try await Build(options).run().diagnostics.filter { Self.ids.contains($0.id) }
    for guide in guides {
      let here = found.filter { $0.location?.path == "content/\(guide.name).md" }
        .sorted { ($0.location?.span?.start ?? 0) < ($1.location?.span?.start ?? 0) }
      #expect(here.map(\.id) == guide.findings, "\(guide.name): \(here.map(\.message))")
    }
  }

  // MARK: Roles

  @Test func rolesThatAreSaidNotToBeEnoughAreNoRequirement() async throws {
    let table = "| Permission | Kind |\n|---|---|\n| User.Read.All | Application |\n\nMicrosoft Entra asks for consent.\n\n"
    let list = "\n\n- Application Administrator\n- Cloud Application Administrator"
    try await check([
      Guide("not-enough", table + "Not enough to grant consent:" + list),
      Guide("cannot", table + "These roles cannot grant it:" + list),
      Guide("heading", table + "## Roles that are not enough" + list),
      Guide("register", table + "Sign in as an Application Administrator and register the app."),
      Guide("revoke", table + "Sign in as a Cloud Application Administrator and revoke the permissions you granted."),
      Guide("task", table + "| Task | Role |\n|---|---|\n| Revoke | Cloud Application Administrator |"),
      Guide(
        "look",
        table + "Sign in as Application Administrator only to look; granting consent needs Privileged Role Administrator."
      ),
      Guide("without", ["insufficient-role", "insufficient-role"], table + "You cannot grant it without one of:" + list),
    ])
  }

  @Test func rolesAreCorrectedOnlyWhereNothingElseNamesThem() async throws {
    func fixes(_ text: String) async throws -> [String] {
      let folder = TemporaryFolder()
      try folder.write("scopebook.yml", "title: Guides\n")
      let table = "| Permission | Kind |\n|---|---|\n| User.Read.All | Application |\n\n"
      try folder.write("content/index.md", "---\ntitle: Home\n---\n\n\(table)In Microsoft Entra: \(text)\n")
      var options = Build.Options(root: folder.path)
      options.stopsAfterChecks = true
      let found = try await Build(options).run().diagnostics.filter { $0.id == "insufficient-role" }
      #expect(found.count == 1, "\(text)")
      return found.compactMap(\.fix?.title)
    }
    let url = "https://learn.microsoft.com/roles#application-administrator"
    #expect(try await fixes("an Application Administrator grants consent.") == ["write Privileged Role Administrator"])
    #expect(try await fixes("the [Application Administrator](\(url)) grants consent.") == [])
    #expect(try await fixes("an **[Application Administrator](\(url))** grants consent.") == [])
    #expect(try await fixes("an Anwendungsadministrator (Application Administrator) grants consent.") == [])
  }

  @Test func rolesThatGrantAreHeldAgainstWhatIsGranted() async throws {
    let table = "| Permission | Kind |\n|---|---|\n| User.Read.All | Application |\n\n"
    try await check([
      Guide(
        "sentence",
        ["insufficient-role"],
        table + "An Application Administrator grants admin consent in Microsoft Entra."
      ),
      Guide(
        "passive",
        ["insufficient-role"],
        table + "In Microsoft Entra, consent must be granted by a Cloud Application Administrator."
      ),
      Guide(
        "approve",
        ["insufficient-role"],
        table + "Ask an Application Administrator to approve the request of Microsoft Graph permissions."
      ),
      Guide(
        "prerequisites",
        ["over-privileged-role", "insufficient-role"],
        """
        ## Prerequisites

        - A Microsoft 365 tenant
        - Global Administrator or Application Administrator role in Entra ID

        ## Steps

        1. Add the application permission `User.Read.All` of Microsoft Graph.
        2. Click **Grant admin consent**.
        """
      ),
      Guide(
        "list-below-a-colon",
        ["insufficient-role"],
        """
        You grant the application permission `User.Read.All` of Microsoft Graph.
        Sign in with one of these roles:

        - Cloud Application Administrator
        - Privileged Role Administrator
        """
      ),
      Guide(
        "list-under-a-heading",
        ["insufficient-role"],
        """
        The application permission `User.Read.All` of Microsoft Graph is needed.

        ## Who can grant consent

        - Application Administrator
        - Privileged Role Administrator
        """
      ),
      Guide(
        "table-of-tasks",
        ["insufficient-role"],
        """
        Add the application permission `User.Read.All` of Microsoft Graph.

        | Task | Role |
        |---|---|
        | Grant admin consent | Application Administrator |
        | Read the audit log | Global Reader |
        """
      ),
      Guide(
        "too-powerful",
        ["over-privileged-role"],
        "Add the delegated permission `User.Read.All` of Microsoft Graph. A Global Administrator has to give consent."
      ),
      Guide(
        "too-powerful-among-steps",
        ["over-privileged-role"],
        """
        1. Sign in to the Microsoft Entra admin center as a Global Administrator.
        2. Add the delegated permission `Mail.Read` of Microsoft Graph.
        3. Select **Grant admin consent for Contoso**.
        """
      ),
      Guide(
        "grants-although-it-calls",
        ["insufficient-role"],
        """
        The service calls the API with the application permission `User.Read.All` of Microsoft Graph.

        Before the app can call it, an Application Administrator must grant admin consent.
        """
      ),
      Guide(
        "grants-for-signed-in-users",
        ["over-privileged-role"],
        """
        Contoso uses the delegated permission `User.Read.All` of Microsoft Graph.

        A Global Administrator grants consent on behalf of all users.
        """
      ),
    ])
  }

  @Test func rolesOfTheCallerAreNoMatterOfConsent() async throws {
    let table = """
      |Kind|Permissions|
      |---|---|
      |Delegated (work or school account)|Policy.Read.All|
      |Application|Policy.Read.All|


      """
    let list = "\n\n+ Cloud Application Administrator\n+ Global Reader\n+ Global Administrator\n"
    let introductions = [
      "Who calls this must have one of these roles:",
      "The signed-in user needs to belong to one of the following directory roles:",
      "For delegated scenarios, the admin needs one of the following roles.",
      "The caller must be one of:",
      "The requestor needs one of these Microsoft Entra roles:",
      "When calling on behalf of a user, the user needs one of these roles:",
      "To call this API, sign in with one of these roles:",
      "The work or school account needs to belong to one of the following roles:",
      "The following roles can read this resource:",
      "Least privileged roles for this operation:",
      "Supported Microsoft Entra roles:",
      "Users in these roles may list policies, even where nobody has granted them consent:",
      "To read the admin consent request policy, the user must have one of these roles:",
    ]
    var guides = introductions.enumerated().map { number, introduction in
      Guide("caller-\(number)", table + introduction + list)
    }
    guides += [
      Guide("sentence", table + "> **Note**: This API supports admin permissions. Global admins can access all groups."),
      Guide("must-be", table + "The work or school account must be a global administrator of the tenant."),
      Guide("requestor", table + "The requestor has to be *Global Administrator* or *Application Administrator*."),
      Guide("who-may-update", table + "Only Application Administrators may update a policy with this request."),
      Guide(
        "roles-by-operation",
        table + "| Operation | Least privileged role |\n|---|---|\n| List policies | Cloud Application Administrator |\n"
      ),
      Guide("heading", table + "## Who can call this method\n\n- Application Administrator\n- Global Administrator\n"),
      Guide(
        "in-a-guide",
        """
        A Privileged Role Administrator grants admin consent to the application permission `Policy.Read.All` of
        Microsoft Graph.

        ## Reading policies by hand

        - Sign in to Graph Explorer, to call the API, as follows:
          1. Sign in as a Cloud Application Administrator.
          2. Run the request.
        """
      ),
      Guide(
        "managing",
        """
        A Privileged Role Administrator grants admin consent to the application permission `User.Read.All` of
        Microsoft Graph. A Cloud Application Administrator can manage the enterprise application afterwards. To update
        its owners you have to be an Application Administrator.
        """
      ),
      Guide(
        "of-one-kind",
        """
        Contoso needs the delegated permission `Mail.Read` and the application permission `User.Read.All` of Microsoft
        Graph.

        A Cloud Application Administrator can grant the delegated permission. A Privileged Role Administrator grants
        consent to the other.
        """
      ),
    ]
    try await check(guides)
  }

  // MARK: Kinds

  @Test func kindsThatDoNotExistAreFound() async throws {
    try await check([
      Guide(
        "steps",
        ["wrong-kind"],
        "1. Select **Microsoft Graph**, then **Application permissions**.\n2. Select `User.Read` and add it."
      ),
      Guide(
        "searched-and-ticked",
        ["wrong-kind"],
        "1. Choose **Microsoft Graph**, then **Application permissions**.\n2. Search for `User.Read` and tick it."
      ),
      Guide(
        "second-is-wrong",
        ["wrong-kind"],
        "1. Choose **Microsoft Graph**, **Application permissions**.\n2. Search for `Files.Read` and select `Files.Read.Selected`."
      ),
      Guide(
        "reference-table",
        ["wrong-kind"],
        """
        Microsoft Graph:

        |Permission type|Permissions|
        |---|---|
        |Delegated|Calendars.Read.Shared|
        |Application|Calendars.Read.Shared|
        """
      ),
      Guide(
        "manifest",
        ["wrong-kind"],
        """
        Microsoft Graph:

        ```json
        { "resourceAccess": [{ "permission": "User.Read", "type": "Role" }] }
        ```
        """
      ),
      Guide(
        "sign-in-scope",
        ["wrong-kind", "wrong-kind"],
        "In Microsoft Graph, grant the application permissions `offline_access` and `email`."
      ),
      Guide("in-brackets", ["wrong-kind"], "Grant `Application.ReadWrite.OwnedBy` (delegated) of Microsoft Graph."),
    ])
  }

  @Test func membersOfAnAnswerAreNoPermissions() async throws {
    let table = """
      Microsoft Graph:

      |Permission type|Permissions|
      |---|---|
      |Application|User.Read.All|


      """
    let answers = [
      #"{ "value": [{ "roles": ["owner"], "email": "a@contoso.example" }] }"#,
      #"{ "permissions": { "profile": "x" }, "email": null }"#,
      #"{ "roles": [], "user": { "email": "a@contoso.example" }, "type": "profile" }"#,
      "HTTP/1.1 200 OK\n\n{ \"appRoles\": [\"x\"], \"scopes\": [\"email\", \"profile\"] }",
      "permissions:\n  user:\n    email: a@contoso.example\n    profile: full",
      "{ \"@odata.context\": \"x\", \"appRoles\": [{ \"value\": \"User.Read\" }], \"roles\": [\"email\"] }",
    ]
    var guides = answers.enumerated().map { number, answer in
      Guide("answer-\(number)", table + "```\n\(answer)\n```")
    }
    guides += [
      Guide(
        "own-api",
        """
        In Microsoft Entra, the app's own scope comes with it; Microsoft Graph shows it:

        ```json
        { "oauth2PermissionScopes": [
          { "adminConsentDisplayName": "Access AWS", "isEnabled": true, "type": "User", "value": "user_impersonation" }
        ] }
        ```
        """
      ),
      Guide(
        "property-table",
        table + "|Property|Type|Description|\n|---|---|---|\n|email|String|The address.|\n|profile|Profile|All of it.|\n"
      ),
      Guide(
        "methods-table",
        table + "|Method|Return type|\n|---|---|\n|[Get profile](x.md)|[profile](x.md)|\n"
      ),
      Guide("property-in-a-sentence", table + "The application permission shows the `email` property as well."),
    ]
    try await check(guides)
  }

  @Test func whatIsTypedIntoTheSearchFieldIsNoPermission() async throws {
    let start = "1. Choose **Microsoft Graph**, then **Application permissions**.\n2. "
    let steps = [
      "Search for `User.Read` and select `User.Read.All`.",
      "In the search box, enter `User.Read`, then tick `User.Read.All`.",
      "Type **User.Read**, expand **User** and check **User.Read.All**.",
      "Search for `User.Read`.\n3. Select `User.Read.All`.",
      "Look for `User.Read` and add `User.Read.All` and `User.ReadBasic.All`.",
      "Filter the list by `User.Read`, and choose `User.Read.All`.",
      "Search for “User.Read”. Select **User.Read.All**.",
      "Find `Mail.Read.Shared` in the list; it is not there. Select `Mail.Read` instead.",
    ]
    try await check(steps.enumerated().map { Guide("search-\($0.offset)", start + $0.element) })
  }

  @Test func kindsSaidOfSomethingElseDoNotReachOn() async throws {
    try await check([
      Guide(
        "another-sentence",
        """
        With the application permission `User.ReadWrite.All` of Microsoft Graph you get access without a signed-in user.
        Updating the photo of the signed-in user only requires User.ReadWrite permission.
        """
      ),
      Guide(
        "only",
        """
        ## Microsoft Graph

        ### Delegated permissions

        - `Mail.Read`, for which only delegated permissions are supported

        ### Application permissions

        - `CallRecords.Read.All`

        ## Remarks

        The `CallRecords.Read.All` permission gives access to every call.
        """
      ),
      Guide("level", "Added the application-level `Policy.Read.All` permission of Microsoft Graph to the app."),
    ])
  }

  // MARK: APIs

  @Test func permissionsUnderTheWrongAPIAreFound() async throws {
    try await check([
      Guide(
        "steps",
        ["wrong-resource"],
        "1. In Microsoft Entra, choose **APIs my organization uses** and search for **PowerApps Service**.\n"
          + "2. Choose **Delegated permissions** and tick `CopilotStudio.Copilots.Invoke`."
      ),
      Guide(
        "api-column",
        ["wrong-resource"],
        "In Microsoft Entra:\n\n| API | Permission | Type |\n|---|---|---|\n| SharePoint | Files.Read.All | Application |\n"
      ),
      Guide(
        "api-column-after",
        ["wrong-resource"],
        "In Microsoft Entra:\n\n| Permission | Kind | Resource |\n|---|---|---|\n| Files.Read.All | Delegated | SharePoint |\n"
      ),
      Guide(
        "full-name-of-the-api",
        ["wrong-resource"],
        "Grant the application permission `Files.Read.All` of the Office 365 SharePoint Online API."
      ),
      Guide(
        "picked",
        ["wrong-resource"],
        "In Microsoft Entra, select **SharePoint** > **Application permissions** > `Files.Read.All`."
      ),
    ])
  }

  @Test func whereDataLiesIsNoAPI() async throws {
    var guides = ["Source", "Stored in", "Product", "Workload", "Where", "Data location", "Content"].enumerated().map {
      number, title in
      Guide(
        "column-\(number)",
        """
        In Microsoft Search:

        |Entity|Permission|\(title)|What|
        |---|---|---|---|
        |event|Calendars.Read, Calendars.ReadWrite| Exchange Online|Events|
        |drive|Files.Read.All, Sites.Read.All| SharePoint | Libraries.|
        |item|Files.Read.All, Sites.Read.All| Office 365 SharePoint Online | Libraries.|
        """
      )
    }
    guides += [
      Guide(
        "headings",
        """
        ## For the device management (Intune) provider

        Microsoft Graph:

        |Permission type|Permissions|
        |---|---|
        |Delegated|DeviceManagementRBAC.Read.All|
        """
      ),
      Guide(
        "product-heading",
        "Delegated permissions of Microsoft Graph\n\n### Connectors\n\nThe app calls `ExternalItem.ReadWrite.All` (delegated)."
      ),
      Guide(
        "product-in-a-sentence",
        "Grant the delegated permission `Files.Read.All`, which reads what lies in SharePoint and Exchange Online."
      ),
    ]
    try await check(guides)
  }

  // MARK: Promises

  @Test func promisesThatAreBrokenAreFound() async throws {
    try await check([
      Guide(
        "access",
        ["false-read-only-claim"],
        "Contoso gets read-only access: grant the delegated permission `Group.ReadWrite.All` of Microsoft Graph."
      ),
      Guide(
        "next-sentence",
        ["false-read-only-claim"],
        "All permissions are read-only. Grant the delegated permission `Group.ReadWrite.All` of Microsoft Graph."
      ),
      Guide(
        "never",
        ["false-read-only-claim"],
        "Contoso never modifies your tenant. It asks for the delegated permission `Mail.Send` of Microsoft Graph."
      ),
      Guide(
        "question",
        ["false-read-only-claim"],
        "Which access does Contoso get? Read-only. Grant the delegated permission `Mail.Send` of Microsoft Graph."
      ),
    ])
  }

  @Test func fieldsThatCannotBeWrittenPromiseNothing() async throws {
    let start = "Grant the delegated permission `Directory.AccessAsUser.All` of Microsoft Graph.\n\n"
    let texts = [
      "|Property|Type|Description|\n|---|---|---|\n|id|String|The directory object's id. Key. Read-only. Returned on request.|\n",
      "|Name|Meaning|\n|---|---|\n|`id`|Unique in the directory. Not nullable. Read-only.|\n",
      "- **id**: the identifier in your tenant. Read-only.",
      "The `id` property is read-only and is set by the directory.",
      "The **members** relationship is read-only in this request.",
      "This value is synchronized from the on-premises directory and is read only.",
      "The following properties are read-only: `id`, `createdDateTime`. They come back with every request.",
      "Members of the tenant that are read-only in the response are marked.",
    ]
    try await check(texts.enumerated().map { Guide("field-\($0.offset)", start + $0.element) })
  }
}
