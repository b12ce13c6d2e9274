import Foundation

/// JSON as Foundation reads it, for looking at what was written.
enum JSONValue: Decodable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(_ bytes: some Sequence<UInt8>) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let boolean = try? value.decode(Bool.self) {
      self = .boolean(boolean)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSONValue].self))
    }
  }

  subscript(_ key: String) -> JSONValue { if case .object(let members) = self { members[key] ?? .null } else { .null } }

  subscript(_ index: Int) -> JSONValue {
    if case .array(let items) = self, items.indices.contains(index) { items[index] } else { .null }
  }

  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }
}
