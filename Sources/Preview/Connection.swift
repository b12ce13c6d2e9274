import FlyingSocks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One browser's connection: reads heads of requests, within limits, and writes answers.
///
/// The requests of a preview are short and have no body. Whoever sends more is refused as soon as that is seen. A
/// browser that sends or reads nothing for too long is cut off.
struct Connection {
  let socket: AsyncSocket
  private let table: ConnectionTable
  private let id: Int
  /// Bytes that came with the last request and belong to the next.
  private var rest: [UInt8] = []

  /// Of an answer, which goes out in parts so that it can be seen how it gets on.
  private static let partLength = 16_384

  /// - Parameter id: its place in the table.
  init(_ socket: AsyncSocket, _ table: ConnectionTable, _ id: Int) {
    (self.socket, self.table, self.id) = (socket, table, id)
  }

  /// The next request; nothing where the browser has gone.
  mutating func next() async throws -> RequestHead? {
    table.set(.reading, id)
    defer { table.set(.busy, id) }
    var bytes = rest
    rest = []
    var seen = 0
    while true {
      if let end = RequestHead.end(in: bytes, from: seen) {
        rest = Array(bytes[end...])
        return try RequestHead(bytes[..<end])
      }
      guard bytes.count < RequestHead.limit else { throw RequestHead.Refusal.longHeaders }
      seen = bytes.count
      do { bytes += try await socket.read(atMost: 4096) } catch { return nil }
    }
  }

  func send(_ status: Int, _ phrase: String, _ headers: [(String, String)], _ body: [UInt8], isHead: Bool = false)
    async throws
  {
    var data = Data(head(status, phrase, headers + [("Content-Length", "\(body.count)")]).utf8)
    if !isHead { data.append(contentsOf: body) }
    try await write(data)
  }

  private func write(_ data: Data) async throws {
    defer { table.set(.busy, id) }
    var rest = data[...]
    while !rest.isEmpty {
      table.set(.writing, id)
      let part = rest.prefix(Self.partLength)
      try await socket.write(Data(part))
      rest = rest.dropFirst(part.count)
    }
  }

  /// Sends messages as they come, until there are no more or the browser has gone.
  func stream(_ messages: AsyncStream<String>, _ headers: [(String, String)]) async throws {
    try await write(Data(head(200, "OK", headers + [("Connection", "close")]).utf8))
    let socket = socket
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for await message in messages {
          do { try await write(Data(message.utf8)) } catch { return }
        }
      }
      // A browser says nothing more on this connection, but that it has gone.
      group.addTask { _ = try? await socket.read(atMost: 1) }
      await group.next()
      group.cancelAll()
    }
  }

  private func head(_ status: Int, _ phrase: String, _ headers: [(String, String)]) -> String {
    "HTTP/1.1 \(status) \(phrase)\r\n" + headers.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
  }
}
