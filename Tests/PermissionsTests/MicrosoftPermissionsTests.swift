import Foundation
import Permissions
import Testing

/// The embedded facts against the tables that they were made from.
struct MicrosoftPermissionsTests {
  /// Rows of a table in the folder `data` of the shared data beside this repository.
  private func rows(_ name: String) throws -> [[String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.deletingLastPathComponent().appending(path: "shared/data/" + name)
    let text = try #require(
      try? String(contentsOf: file, encoding: .utf8),
      "\(name) is missing: it is read from ../shared/data"
    )
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func knowsEveryRowOfTheTables() throws {
    let table = try rows("microsoft-permissions.tsv").filter { !$0[2].isEmpty }
    #expect(table.count == 3381)
    for row in table {
      let id = try #require(GUID(row[4]))
      let found = MicrosoftPermissions.embedded.permissions(withID: id).first {
        $0.resource.appID.description == row[0] && $0.kind.rawValue == row[3] && $0.name == row[2]
      }
      let permission = try #require(found, "\(row)")
      let consent: AdminConsent =
        row[5] == "true" || row[3] == "application" ? .required : row[5] == "false" ? .notRequired : .unknown
      #expect(permission.adminConsent == consent, "\(row)")
      #expect(permission.privilegeLevel == (row.count > 6 ? Int(row[6]) : nil), "\(row)")
      #expect(MicrosoftPermissions.embedded.permissions(named: row[2].uppercased()).contains(permission))
    }
    #expect(
      MicrosoftPermissions.embedded.resources.reduce(0) { $0 + MicrosoftPermissions.embedded.permissions(of: $1).count }
        == table.count
    )
    print(
      "Microsoft: \(table.count) permissions of \(MicrosoftPermissions.embedded.resources.count) APIs as in the tables"
    )
  }

  @Test func findsEveryResourceByIDNameAndURI() throws {
    for row in try rows("microsoft-resources.tsv") {
      let id = try #require(GUID(row[0]))
      #expect(MicrosoftPermissions.embedded.resource(appID: id)?.name == row[1])
      #expect(
        MicrosoftPermissions.embedded.resource(named: row[1].lowercased())?.name.lowercased() == row[1].lowercased()
      )
      for uri in row[2].split(separator: " ") {
        let found = try #require(
          MicrosoftPermissions.embedded.resource(identifierURI: String(uri) + (uri.hasSuffix("/") ? "" : "/"))
        )
        #expect(found.identifierURIs.contains { $0.lowercased().hasPrefix(uri.lowercased().trimmingSuffix("/")) })
      }
    }
  }

  @Test func keepsRemovedAndResourceSpecificNames() throws {
    #expect(MicrosoftPermissions.embedded.allRemoved.count == (try rows("microsoft-graph-removed.tsv")).count)
    #expect(
      MicrosoftPermissions.embedded.allResourceSpecific.count == (try rows("microsoft-rsc-permissions.tsv")).count
    )
    #expect(
      MicrosoftPermissions.embedded.removed(named: "directory.write.restricted").contains {
        $0.lastSeen.description == "2024-08-30"
      }
    )
  }

  @Test func namesAreNotUnique() {
    let graph = MicrosoftPermissions.embedded.resource(appID: MicrosoftPermissions.graphAppID)!
    let all = MicrosoftPermissions.embedded.permissions(of: graph)
    let delegated = Set(all.filter { $0.kind == .delegated }.map(\.name))
    let application = Set(all.filter { $0.kind == .application }.map(\.name))
    #expect((delegated.count, application.count) == (807, 716))
    #expect(delegated.intersection(application).count == 572)
    #expect(Set(MicrosoftPermissions.embedded.permissions(named: "User.Read.All").map(\.resource.appID)).count == 12)
  }

  @Test func putsTheCopilotStudioScopeOnOneAPI() {
    let found = MicrosoftPermissions.embedded.permissions(named: "CopilotStudio.Copilots.Invoke")
    #expect(Set(found.map(\.resource.name)) == ["Power Platform API"])
    #expect(
      Set(found.map { "\($0.kind) \($0.id)" }) == [
        "delegated 204440d3-c1d0-4826-b570-99eb6f5e2aeb", "application 38c13204-7d79-4d83-bdbb-b770e28400df",
      ]
    )
    #expect(
      found.first { $0.kind == .delegated }?.scope == "https://api.powerplatform.com/CopilotStudio.Copilots.Invoke"
    )
    let powerApps = MicrosoftPermissions.embedded.resource(named: "PowerApps Service")!
    #expect(MicrosoftPermissions.embedded.permissions(of: powerApps).map(\.name) == ["User"])
  }

  @Test func answersQuickly() {
    _ = MicrosoftPermissions.embedded.permissions(named: "User.Read")
    let names = Array(MicrosoftPermissions.embedded.permissionNames.prefix(1000))
    let ids = names.compactMap { MicrosoftPermissions.embedded.permissions(named: $0).first?.id }
    let clock = ContinuousClock()
    let byName = clock.measure {
      for name in names { _ = MicrosoftPermissions.embedded.permissions(named: name).count }
    }
    let byID = clock.measure { for id in ids { _ = MicrosoftPermissions.embedded.permissions(withID: id).count } }
    print("look-up: \(byName / names.count) by name, \(byID / ids.count) by id (debug build unless told otherwise)")
    #expect(ids.count == names.count)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
