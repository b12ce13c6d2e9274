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
    table.update(graph, permissions)
    #expect(table == ProviderTable(.embedded))
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
