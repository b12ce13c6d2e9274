import CodeWitness
import Diagnostics
import Permissions
import Testing

struct MislabelledIDTests {
  private func labels(_ path: String, _ text: String) async -> [String] {
    await CodeScan.report(on: [SourceFile(path: path, bytes: Array(text.utf8))], .embedded).mislabelledIDs.map {
      "\($0.label) is \($0.grants.first?.name ?? "")"
    }
  }

  @Test func findsACommentThatNamesAnotherPermission() async {
    let text = """
      resource_access {
        id   = "06da0dbc-49e2-44d2-8312-53f166ab848a" # User.Read
        type = "Scope"
      }
      """
    #expect(await labels("main.tf", text) == ["User.Read is Directory.Read.All"])
  }

  @Test func findsAVariableThatNamesAnotherPermission() async {
    #expect(
      await labels("a.ts", #"const userReadAllId = "7ab1d382-f21e-4acd-a863-ba3e13f7da61";"#)
        == ["User.Read.All is Directory.Read.All"]
    )
    #expect(
      await labels("a.py", #"IDS = {"Mail.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d"}"#) == [
        "Mail.Read is User.Read"
      ]
    )
  }

  @Test func findsAnEntryThatNamesAnotherPermission() async {
    let text =
      #"{"resourceAppId": "x", "list": [{"id": "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "value": "Mail.Send"}]}"#
    #expect(await labels("a.json", text) == ["Mail.Send is User.Read"])
  }

  @Test func trustsTheRightLabel() async {
    let text = """
      id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d' // User.Read, not Mail.Read
      // Directory.Read.All
      id: '7ab1d382-f21e-4acd-a863-ba3e13f7da61'
      var directoryReadAllRole = 'df021288-bdef-4463-88db-98f22de89214' // User.Read.All
      """
    #expect(await labels("a.bicep", text) == [])
  }
}
