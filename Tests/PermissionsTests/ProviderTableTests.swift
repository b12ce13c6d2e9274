import EmbeddedFiles
import Permissions
import Testing

struct ProviderTableTests {
  private let graph = MicrosoftPermissions.resource(appID: MicrosoftPermissions.graphAppID)!

  @Test func writesTheFactsAsTheyWereRead() {
    var embedded: [UInt8] = []
    for position in 0..<Int(embedded_files_count) {
      let file = embedded_file_at(position)
      if String(cString: file.path) == "providers/microsoft.txt" {
        embedded = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
      }
    }
    #expect(!embedded.isEmpty)
    #expect(Array(ProviderTable.current.text.utf8) == embedded)
  }

  @Test func tellsWhatAnExportChanges() throws {
    var table = ProviderTable.current
    var permissions = MicrosoftPermissions.permissions(of: graph)
    let gone = permissions.removeFirst()
    let new = Permission(
      resource: graph,
      name: "Larkspur.Read.All",
      kind: .application,
      id: try #require(GUID("aaaaaaaa-0000-0000-0000-000000000001")),
      adminConsent: .required
    )
    table.update(graph, permissions + [new])
    #expect(Set(table.changes(since: .current)) == [.added(new), .removed(gone)])
    #expect(table.removed.contains { $0.name == gone.name && $0.kind == gone.kind })
    #expect(table.changes(since: table).isEmpty)
  }

  @Test func keepsWhatAnExportDoesNotKnow() {
    var table = ProviderTable.current
    let permissions = MicrosoftPermissions.permissions(of: graph).map {
      Permission(resource: graph, name: $0.name, kind: $0.kind, id: $0.id, adminConsent: .unknown)
    }
    table.update(graph, permissions)
    #expect(table == .current)
  }

  @Test func refusesWhatIsNoTable() {
    #expect(!MicrosoftPermissions.use(Array("{}".utf8)))
  }

  @Test func refusesOtherFactsOnceSomeHaveBeenGiven() {
    #expect(MicrosoftPermissions.resources.count > 200)
    var table = ProviderTable.current
    table.date = CalendarDate(year: 2030, month: 1, day: 1)!
    #expect(!MicrosoftPermissions.use(Array(table.text.utf8)))
  }
}
