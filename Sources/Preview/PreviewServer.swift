import FlyingSocks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Serves a site to the browsers of this machine, and tells them when it has changed.
///
/// Knows addresses, bytes and listeners; what stands at an address is for the caller to say.
package struct PreviewServer: Sendable {
  package struct Answer: Sendable {
    package var status: Int
    package var contentType: String
    package var bytes: [UInt8]
    /// Another address to go to.
    package var location: String?

    package init(status: Int = 200, contentType: String, bytes: [UInt8], location: String? = nil) {
      self.status = status
      self.contentType = contentType
      self.bytes = bytes
      self.location = location
    }
  }

  package enum Failure: Error, CustomStringConvertible {
    case portTaken(UInt16, next: UInt16?)
    case noAddress(String)

    package var description: String {
      switch self {
      case .portTaken(let port, let next):
        "port \(port) is taken" + (next.map { "; try --port \($0)" } ?? "")
      case .noAddress(let host): "\(host) is no address of this machine; use 127.0.0.1"
      }
    }
  }

  package static let eventsPath = "/_scopebook/events"

  private let host: String
  private let port: UInt16
  private let listeners: Listeners
  private let answer: @Sendable (_ path: String, _ query: String) async -> Answer

  /// - Parameters:
  ///   - host: an IPv4 address of this machine.
  ///   - answer: what stands at a path, which is decoded and has no `..` in it.
  package init(
    host: String,
    port: UInt16,
    listeners: Listeners,
    answer: @escaping @Sendable (_ path: String, _ query: String) async -> Answer
  ) {
    self.host = host
    self.port = port
    self.listeners = listeners
    self.answer = answer
  }

  /// Throws where the address cannot be listened on, before anything is started.
  package func probe() throws(Failure) {
    guard PortProbe.isAddress(host) else { throw .noAddress(host) }
    guard PortProbe.isFree(port, on: host) else { throw .portTaken(port, next: PortProbe.next(after: port, on: host)) }
  }

  /// Serves until the task is cancelled.
  package func run() async throws {
    guard let address = try? sockaddr_in.inet(ip4: host, port: port) else { throw Failure.noAddress(host) }
    let socket = try Socket(domain: Int32(AF_INET))
    defer { try? socket.close() }
    try socket.setValue(true, for: .localAddressReuse)
    #if canImport(Darwin)
      try socket.setValue(true, for: .noSIGPIPE)
    #endif
    try socket.bind(to: address)
    try socket.listen()
    let pool = SocketPool.make()
    try await pool.prepare()
    let listening = try AsyncSocket(socket: socket, pool: pool)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      group.addTask { try await accept(on: listening) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Pages that listen, and what they load meanwhile.
  private static let mostConnections = 300

  private func accept(on listening: AsyncSocket) async throws {
    let connections = ConnectionTable(most: Self.mostConnections)
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask { await connections.watch() }
      for try await socket in listening.sockets {
        guard let id = connections.begin(socket.socket.file.rawValue) else {
          try? socket.close()
          continue
        }
        group.addTask {
          await serve(Connection(socket, connections, id))
          connections.end(id)
          try? socket.close()
        }
      }
    }
  }

  private func serve(_ connection: Connection) async {
    var connection = connection
    do {
      while let request = try await connection.next() {
        guard try await answer(request, on: connection), request.keepsConnection else { return }
      }
    } catch let refusal as RequestHead.Refusal {
      try? await connection.send(
        refusal.rawValue,
        refusal.phrase,
        [("Connection", "close"), ("Allow", "GET, HEAD")],
        Array("\(refusal.phrase).\n".utf8)
      )
    } catch {
      // The browser has gone.
    }
  }

  /// False where nothing more can be said on the connection.
  private func answer(_ request: RequestHead, on connection: Connection) async throws -> Bool {
    let isHead = request.method == "HEAD"
    func say(_ status: Int, _ phrase: String, _ text: String) async throws {
      try await connection.send(status, phrase, [("Content-Type", "text/plain")], Array(text.utf8), isHead: isHead)
    }
    let guardian = RequestGuard(host: host, port: port)
    guard guardian.admits(host: request.headers["host"], origin: request.headers["origin"]) else {
      try await say(403, "Forbidden", "This preview answers to its own address only.\n")
      return true
    }
    if request.path == Self.eventsPath, !isHead {
      guard let messages = await listeners.join() else {
        try await say(503, "Service Unavailable", "Too many pages are open.\n")
        return true
      }
      try await connection.stream(messages, [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")])
      return false
    }
    let answer = await answer(request.path, request.query)
    var headers = [
      ("Content-Type", answer.contentType), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ]
    if let location = answer.location { headers.append(("Location", location)) }
    try await connection.send(
      answer.status,
      Self.phrases[answer.status] ?? "Error",
      headers,
      answer.bytes,
      isHead: isHead
    )
    return true
  }

  private static let phrases = [200: "OK", 302: "Found", 404: "Not Found", 500: "Internal Server Error"]
}
