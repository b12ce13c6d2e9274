import EmbeddedFiles
import Permissions
import Testing

struct ProviderTableTests {
  private let graph = MicrosoftPermissions.embedded.resource(appID: MicrosoftPermissions.graphAppID)!

  @Test func writesTheFactsAsTheyWereRead() {
    var embedded: [UInt8] = []
    for position in 0..<Int(embedded_files_count) {
      let file = embedded_file_at(position)
      if String(cString: file.path) == "providers/microsoft.txt" {
        embedded = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
      }
    }
    #expect(!embedded.isEmpty)
    #expect(Array(ProviderTable(.embedded).text.utf8) == embedded)
  }

  @Test func tellsWhatAnExportChanges() throws {
    var table = ProviderTable(.embedded)
    var permissions = MicrosoftPermissions.embedded.permissions(of: graph)
    let gone = permissions.removeFirst()
    let new = Permission(
      resource: graph,
      name: "Larkspur.Read.All",
      kind: .application,
      id: try #require(GUID("aaaaaaaa-0000-0000-0000-000000000001")),
      adminConsent: .required
    )
    table.update(graph, permissions + [new])
    #expect(Set(table.changes(since: ProviderTable(.embedded))) == [.added(new), .removed(gone)])
    #expect(table.removed.contains { $0.name == gone.name && $0.kind == gone.kind })
    #expect(table.changes(since: table).isEmpty)
  }

  @Test func keepsWhatAnExportDoesNotKnow() {
    var table = ProviderTable(.embedded)
    let permissions = MicrosoftPermissions.embedded.permissions(of: graph).map {
      Permission(resource: graph, name: $0.name, kind: $0.kind, id: $0.id, adminConsent: .unknown)
    }
    // An export says no more of the API than its name.
    let bare = Resource(provider: .microsoft, appID: graph.appID, name: graph.name, identifierURIs: [], notes: nil)
    table.update(bare, permissions)
    let uris = graph.identifierURIs.dropFirst().map { "uri \($0)\n" }.joined()
    #expect(table.text == ProviderTable(.embedded).text.replacing(uris, with: ""))
  }

  @Test func takesOverLabels() throws {
    var table = ProviderTable(.embedded)
    let permissions = MicrosoftPermissions.embedded.permissions(of: graph).map { permission in
      permission.name == "User.Read" && permission.kind == .delegated
        ? Permission(
          resource: graph,
          name: permission.name,
          kind: permission.kind,
          id: permission.id,
          adminConsent: .unknown,
          labels: PermissionLabels(administrators: "Sign in", people: "Sign you in")
        ) : permission
    }
    table.update(graph, permissions)
    let read = try #require(MicrosoftPermissions(table: Array(table.text.utf8)))
    let userRead = try #require(read.permissions(named: "User.Read").first { $0.resource == graph })
    #expect(userRead.labels?.administrators == "Sign in")
    #expect(userRead.labels?.people == "Sign you in")
    #expect(read.permissions(of: graph).count { $0.labels == nil } == 171)
  }

  /// A site may still have a table of the form that held names, ids and admin consent only.
  @Test func completesTheOlderForm() throws {
    let newer: Set<Substring> = ["managed", "label", "people", "retired", "replacement", "host"]
    let lines = ProviderTable(.embedded).text.split(separator: "\n").dropFirst().filter {
      !newer.contains($0.prefix { $0 != " " })
    }
    .map { $0.hasPrefix("scope ") ? "uri " + $0.dropFirst("scope ".count) : $0[...] }
    let older = ["scopebook provider facts 1"] + lines.filter { !$0.hasSuffix(" User.Read.All") }
    let table = try #require(MicrosoftPermissions(table: Array((older.joined(separator: "\n") + "\n").utf8)))
    #expect(table.permissions(named: "User.Read.All").isEmpty)
    let text = ProviderTable(table).text
    #expect(text.hasPrefix("scopebook provider facts 2\n"))
    let before = Set(ProviderTable(.embedded).text.split(separator: "\n"))
    let added = Set(text.split(separator: "\n")).subtracting(before)
    #expect(added.isEmpty, "\(added.prefix(5))")
    #expect(text.contains("\nmanaged 2025-11\n"))
    #expect(text.contains("\nscope https://management.azure.com/\n"))
    #expect(text.contains("\nhost https://contoso.sharepoint.com\n"))
  }

  @Test func refusesWhatIsNoTable() {
    #expect(MicrosoftPermissions(table: Array("{}".utf8)) == nil)
  }

  @Test func tablesStandBesideEachOther() throws {
    var table = ProviderTable(.embedded)
    table.date = try #require(CalendarDate(year: 2030, month: 1, day: 1))
    let new = Permission(
      resource: graph,
      name: "Larkspur.Read.All",
      kind: .application,
      id: try #require(GUID("aaaaaaaa-0000-0000-0000-000000000001")),
      adminConsent: .required
    )
    table.update(graph, MicrosoftPermissions.embedded.permissions(of: graph) + [new])
    let later = try #require(MicrosoftPermissions(table: Array(table.text.utf8)))
    #expect(later.permissions(named: "larkspur.read.all") == [new])
    #expect(MicrosoftPermissions.embedded.permissions(named: "larkspur.read.all").isEmpty)
    #expect(later.dataDate == table.date)
    #expect(later.dataDate != MicrosoftPermissions.embedded.dataDate)
    #expect(ProviderTable(later) == table)
  }
}
