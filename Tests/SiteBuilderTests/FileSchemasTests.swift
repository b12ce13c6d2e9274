import Foundation
import Testing

@testable import SiteBuilder

struct FileSchemasTests {
  @Test(arguments: [FileSchemas.catalog, FileSchemas.configuration, FileSchemas.frontMatter])
  func writesValidJSON(_ bytes: [UInt8]) throws {
    let json = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(json["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(json["additionalProperties"] as? Bool == false)
    let properties = try #require(json["properties"] as? [String: [String: Any]])
    for (key, property) in properties { #expect((property["description"] as? String)?.isEmpty == false, "\(key)") }
  }

  @Test func saysWhatIsRequired() throws {
    let json = try JSONSerialization.jsonObject(with: Data(FileSchemas.frontMatter)) as? [String: Any]
    #expect(json?["required"] as? [String] == ["title"])
  }

  @Test func escapesJSON() {
    var json = JSONWriter()
    json.object { json in
      json.member("a\"b", "line\nback\\slash\u{1}ü")
      json.member("none", nil as String?)
      json.member("list") { $0.array([] as [String]) { $0.value($1) } }
      json.member("yes", true)
    }
    #expect(
      json.finish().text == #"""
        {
          "a\"b": "line\nback\\slash\u0001ü",
          "none": null,
          "list": [],
          "yes": true
        }

        """#
    )
  }

  @Test func writesJSONOnOneLine() {
    var json = JSONWriter(isCompact: true)
    json.object { json in
      json.member("text", "a: b, c\n")
      json.member("list") { json in
        json.array([1, 2]) { json, number in json.object { $0.member("number", number) } }
      }
      json.member("none") { $0.null() }
      json.member("empty") { $0.object { _ in } }
    }
    #expect(
      json.finish().text
        == #"{"text":"a: b, c\n","list":[{"number":1},{"number":2}],"none":null,"empty":{}}"# + "\n"
    )
  }
}
