@testable import Templates

/// The data of a specification case, and the shape that it has.
indirect enum JSONValue: Decodable, Sendable {
  case null
  case bool(Bool)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let integer = try? container.decode(Int.self) {
      self = .text(String(integer))
    } else if let number = try? container.decode(Double.self) {
      self = .text(String(number))
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  var bytes: [UInt8] {
    if case .text(let text) = self { Array(text.utf8) } else { [] }
  }

  var elements: [JSONValue] {
    if case .list(let list) = self { list } else { [] }
  }

  var isTrue: Bool {
    if case .bool(true) = self { true } else { false }
  }

  subscript(name: String) -> JSONValue {
    if case .object(let members) = self { members[name] ?? .null } else { .null }
  }

  /// A shape that fits every one of `samples`.
  static func shape(of samples: [JSONValue]) -> Shape<JSONValue> {
    var members: [String: [JSONValue]] = [:]
    for case .object(let object) in samples {
      for (name, value) in object { members[name, default: []].append(value) }
    }
    if !members.isEmpty {
      return Shape(members.sorted { $0.key < $1.key }.map { name, values in field(name, values) { $0[name] } })
    }
    return Shape(samples.isEmpty || samples.contains(where: \.isObject) ? [] : [field(".", samples) { $0 }])
  }

  private static func field(
    _ name: String,
    _ samples: [JSONValue],
    _ value: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> Field<JSONValue> {
    if samples.contains(where: \.isList) {
      let elements = shape(of: samples.flatMap(\.elements))
      return .list(name, elements) { value($0).elements }
    }
    if samples.contains(where: \.isObject) {
      let members = shape(of: samples)
      return .optional(name, members) { value($0).isObject ? value($0) : nil }
    }
    if samples.contains(where: \.isBool) { return .flag(name) { value($0).isTrue } }
    return .text(name) { value($0).bytes }
  }

  private var isList: Bool { if case .list = self { true } else { false } }
  private var isObject: Bool { if case .object = self { true } else { false } }
  private var isBool: Bool { if case .bool = self { true } else { false } }
}
