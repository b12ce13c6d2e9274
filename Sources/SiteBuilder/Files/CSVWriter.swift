/// Writes comma-separated values as RFC 4180 says, safe to open in a spreadsheet.
struct CSVWriter {
  private var bytes: [UInt8] = []

  mutating func row(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(field)
    }
    bytes += "\r\n".utf8
  }

  consuming func finish() -> [UInt8] { bytes }

  private mutating func write(_ field: String) {
    var field = field
    // Spreadsheets compute what begins like this; an apostrophe makes it text.
    if let first = field.utf8.first, "=+-@\t\r\n".utf8.contains(first) { field = "'" + field }
    guard field.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else {
      bytes += field.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
