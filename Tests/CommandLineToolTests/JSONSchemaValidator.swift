import Foundation

/// As much of JSON Schema as our schemas use. A keyword that it does not know is a failure, not an oversight.
struct JSONSchemaValidator {
  private let root: JSONValue

  init(_ schema: some Sequence<UInt8>) throws { root = try JSONValue(schema) }

  /// What is wrong with the value, with its path; empty when it is valid.
  func problems(with value: JSONValue) -> [String] { check(value, root, at: "") }

  private func check(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    schema.members.flatMap { keyword, rule -> [String] in
      switch keyword {
      case "$schema", "$defs", "title", "description": return []
      case "$ref": return check(value, resolve(rule.text ?? ""), at: path)
      case "type":
        let types = rule.items.isEmpty ? [rule] : rule.items
        return types.contains { Self.has(value, type: $0.text ?? "") } ? [] : ["\(path): is not of type \(rule)"]
      case "const": return value == rule ? [] : ["\(path): is not \(rule)"]
      case "enum": return rule.items.contains(value) ? [] : ["\(path): \(value) is none of those allowed"]
      case "required":
        return rule.items.compactMap(\.text).filter { value.members[$0] == nil }.map { "\(path): has no \($0)" }
      case "properties":
        return rule.members.flatMap { name, rule in
          value.members[name].map { check($0, rule, at: path + "/" + name) } ?? []
        }
      case "additionalProperties":
        let others = value.members.filter { schema["properties"].members[$0.key] == nil }
        if rule == .boolean(false) { return others.keys.map { "\(path): \($0) is unknown" } }
        return others.flatMap { check($0.value, rule, at: path + "/" + $0.key) }
      case "items": return value.items.enumerated().flatMap { check($1, rule, at: "\(path)/\($0)") }
      case "minItems": return value.items.count >= rule.integer! ? [] : ["\(path): has too few items"]
      case "uniqueItems":
        let isUnique = value.items.enumerated().allSatisfy { index, item in !value.items[..<index].contains(item) }
        return isUnique ? [] : ["\(path): has equal items"]
      case "minLength": return (value.text?.count ?? .max) >= rule.integer! ? [] : ["\(path): is too short"]
      case "minimum": return (value.integer ?? .max) >= rule.integer! ? [] : ["\(path): is too small"]
      case "pattern":
        guard let text = value.text else { return [] }
        let isMatch = text.range(of: rule.text!, options: .regularExpression) != nil
        return isMatch ? [] : ["\(path): \(text) does not match \(rule.text!)"]
      case "anyOf", "oneOf":
        let found = rule.items.map { check(value, $0, at: path) }
        let count = found.count(where: \.isEmpty)
        return count == 1 || count > 1 && keyword == "anyOf" ? [] : ["\(path): \(count) of \(keyword)"] + found.joined()
      default: return ["\(path): the validator does not know \(keyword)"]
      }
    }
  }

  private func resolve(_ reference: String) -> JSONValue {
    reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] }
  }

  private static func has(_ value: JSONValue, type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.boolean, "boolean"), (.integer, "integer"), (.integer, "number"), (.number, "number"),
      (.string, "string"), (.array, "array"), (.object, "object"):
      true
    default: false
    }
  }
}
