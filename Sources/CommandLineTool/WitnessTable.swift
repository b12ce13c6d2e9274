import Diagnostics
import Permissions
import SiteBuilder

/// For each consent: what docs, catalog, code and provider say of every permission.
struct WitnessTable {
  let rows: [WitnessRow]

  private var consents: [(id: String, rows: [WitnessRow])] {
    var consents: [(id: String, rows: [WitnessRow])] = []
    for row in rows {
      if consents.last?.id == row.consent.id {
        consents[consents.count - 1].rows.append(row)
      } else {
        consents.append((row.consent.id, [row]))
      }
    }
    return consents
  }

  func text(_ console: Console) -> String {
    let names = rows.map { label(of: $0) }
    let width = max(12, names.map(\.count).max() ?? 0)
    return consents.map { id, rows in
      var text = console.styled(id, .bold) + String(repeating: " ", count: max(2, width - id.count + 4))
      text += console.styled("docs  catalog  code  provider", .dim) + "\n"
      for row in rows {
        let name = label(of: row)
        text += "  " + name + String(repeating: " ", count: width - name.count + 2)
        text += mark(row.docs, console) + "     " + mark(row.catalog, console) + "        " + mark(row.code, console)
        text += "     " + mark(row.provider, console) + "\n"
      }
      return text
    }.joined(separator: "\n")
  }

  private func label(of row: WitnessRow) -> String {
    let permission = row.permission
    return "\(permission.name) (\(permission.kind.rawValue), \(permission.resource.name))"
  }

  private func mark(_ word: WitnessRow.Word, _ console: Console) -> String {
    switch word {
    case .yes: console.styled("✓", .green)
    case .no: console.styled("✗", .red)
    case .unknown: console.styled("?", .dim)
    }
  }

  /// `{"version": 1, "consents": [{"id": …, "permissions": [{"name": …, "docs": "yes", …}]}]}`
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("version", 1)
      json.member("consents") { json in
        json.array(consents) { json, consent in
          json.object { json in
            json.member("id", consent.id)
            json.member("permissions") { json in json.array(consent.rows) { $0.write($1) } }
          }
        }
      }
    }
    return json.finish()
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ row: WitnessRow) {
    object { json in
      json.member("name", row.permission.name)
      json.member("resource", row.permission.resource.name)
      json.member("kind", row.permission.kind.rawValue)
      json.member("id", row.permission.id.description)
      json.member("docs", row.docs.rawValue)
      json.member("catalog", row.catalog.rawValue)
      json.member("code", row.code.rawValue)
      json.member("provider", row.provider.rawValue)
      json.member("requestedIn", row.requestedAt?.path)
    }
  }
}
