import TypedYAML

/// JSON Schemas (draft 2020-12) of the files that people write, for their editors.
package enum FileSchemas {
  package static var frontMatter: [UInt8] { schema(PageFrontMatter.type, title: "Front matter of a Scopebook page") }
  package static var configuration: [UInt8] { schema(SiteConfiguration.type, title: "Scopebook configuration") }
  package static var catalog: [UInt8] { schema(CatalogFile.type, title: "Scopebook permission catalog") }

  private static func schema(_ type: ObjectType, title: String) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      json.member("title", title)
      write(type, to: &json)
    }
    return json.finish()
  }

  private static func write(_ object: ObjectType, to json: inout JSONWriter) {
    json.member("type", "object")
    json.member("properties") { json in
      json.object { json in
        for field in object.fields {
          json.member(field.key) { json in
            json.object { json in
              json.member("description", field.summary)
              write(field.type, to: &json)
            }
          }
        }
      }
    }
    let required = object.fields.filter(\.isRequired).map(\.key)
    if !required.isEmpty {
      json.member("required") { $0.array(required) { $0.value($1) } }
    }
    json.member("additionalProperties", false)
  }

  private static func write(_ type: ValueType, to json: inout JSONWriter) {
    switch type {
    case .string(let format):
      json.member("type", "string")
      if let pattern = format.pattern { json.member("pattern", pattern) }
    case .integer: json.member("type", "integer")
    case .boolean: json.member("type", "boolean")
    case .oneOf(let values): json.member("enum") { $0.array(values) { $0.value($1) } }
    case .list(let element):
      json.member("type", "array")
      json.member("items") { json in json.object { write(element, to: &$0) } }
    case .mapping(let format, let element):
      json.member("type", "object")
      if let pattern = format.pattern {
        json.member("propertyNames") { json in json.object { $0.member("pattern", pattern) } }
      }
      json.member("additionalProperties") { json in json.object { write(element, to: &$0) } }
    case .object(let object): write(object, to: &json)
    case .either(let text, let mapping):
      json.member("anyOf") { $0.array([text, mapping]) { json, type in json.object { write(type, to: &$0) } } }
    }
  }
}
