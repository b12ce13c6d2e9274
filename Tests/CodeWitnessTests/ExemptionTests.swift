import CodeWitness
import Diagnostics
import Foundation
import Permissions
import Testing

/// What names permissions without asking for them is found too, with the reason.
struct ExemptionTests {
  private func exemption(_ path: String, _ text: String) async -> Exemption? {
    let report = await CodeScan.report(on: [SourceFile(path: path, bytes: Array(text.utf8))], .embedded)
    return report.findings.first?.exemption
  }

  @Test func commentsAskForNothing() async {
    #expect(await exemption("a.ts", "// scopes: Directory.Read.All of graph.microsoft.com") == .comment)
  }

  @Test func testsAskForNothing() async {
    let text = #"const request = { scopes: ["User.Read"] };"#
    #expect(await exemption("src/auth.test.ts", text) == .test)
    #expect(await exemption("tests/auth.ts", text) == .test)
    #expect(await exemption("src/__mocks__/auth.ts", text) == .mock)
    #expect(await exemption("third_party/auth.ts", text) == .vendored)
    #expect(await exemption("src/latest/auth.ts", text) == nil)
  }

  @Test func whatMayStandInForAPermissionIsNotRequested() async {
    #expect(await exemption("a.py", #"SCOPES = {"User.Read.All": ["Directory.Read.All"]}"#) == .substitutionMap)
    #expect(await exemption("a.py", #"equivalent_permissions = ["Directory.Read.All"]"#) == .substitutionMap)
  }

  @Test func listsOfWhatThereIsAreNotRequested() async {
    #expect(await exemption("a.go", #"var availableScopes = []string{"User.Read"}"#) == .dictionary)
  }

  @Test func whatIsOnlyLookedForIsNotRequested() async {
    let list = #"const CALENDAR_SCOPES = ["Calendars.Read"];"# + "\n"
    let search = "export const may = (all) => all.some((s) => CALENDAR_SCOPES.includes(s));"
    #expect(await exemption("a.ts", list + search) == .comparison)
    #expect(await exemption("a.ts", list + search + "\nawait ask(CALENDAR_SCOPES);") == nil)
    #expect(await exemption("a.py", "GRAPH_SCOPES = ['Mail.Read']\nok = scope in GRAPH_SCOPES") == .comparison)
    #expect(await exemption("a.py", "GRAPH_SCOPES = ['Mail.Read']\nfor scope in GRAPH_SCOPES: ask(scope)") == nil)
  }

  @Test func whoeverRegistersTheProductAsksForThemselves() async {
    let text = """
      Connect-MgGraph -Scopes "Application.ReadWrite.All"
      New-MgApplication -DisplayName x
      """
    #expect(await exemption("a.ps1", text) == .operatorScript)
  }

  @Test func includingAFileOverrulesItsPlace() async throws {
    let folder = WitnessCase.fixtures.appending(path: "typescript/not-requests").path
    let report = try await CodeScan(.init(paths: [folder], include: ["src/*.test.ts", "node_modules"]), .embedded).run()
    #expect(report.findings.filter(\.isRequest).map { $0.permission?.name } == ["User.Read", "User.Read"])
  }
}
