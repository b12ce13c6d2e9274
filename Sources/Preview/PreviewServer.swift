import FlyingFox
import FlyingSocks
import Foundation

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
    let server = HTTPServer(address: address, timeout: 3600, logger: .disabled)
    await server.appendRoute("*") { request in await respond(to: request) }
    try await withTaskCancellationHandler {
      try await server.run()
    } onCancel: {
      Task { await server.stop(timeout: 0) }
    }
  }

  private func respond(to request: HTTPRequest) async -> HTTPResponse {
    let guardian = RequestGuard(host: host, port: port)
    guard guardian.admits(host: request.headers[.host], origin: request.headers[HTTPHeader("Origin")]) else {
      return HTTPResponse(statusCode: .forbidden, body: Data("This preview answers to its own address only.\n".utf8))
    }
    guard request.method == .GET || request.method == HTTPMethod("HEAD") else {
      return HTTPResponse(statusCode: .methodNotAllowed)
    }
    // As it was sent: the server's own path has lost the slash at its end.
    let path = request.target.path(percentEncoded: false)
    guard path.utf8.count <= 4096, path.hasPrefix("/"), !path.split(separator: "/").contains(".."),
      !path.utf8.contains(0)
    else { return HTTPResponse(statusCode: .badRequest) }
    if path == Self.eventsPath { return await events() }
    let answer = await answer(path, request.target.query(percentEncoded: false))
    var headers: HTTPHeaders = [:]
    headers[.contentType] = answer.contentType
    headers[.cacheControl] = "no-store"
    headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
    if let location = answer.location { headers[.location] = location }
    return HTTPResponse(
      statusCode: HTTPStatusCode(answer.status, phrase: answer.status == 200 ? "OK" : "-"),
      headers: headers,
      body: Data(answer.bytes)
    )
  }

  private func events() async -> HTTPResponse {
    guard let messages = await listeners.join() else {
      return HTTPResponse(statusCode: .serviceUnavailable, body: Data("Too many pages are open.\n".utf8))
    }
    var headers: HTTPHeaders = [:]
    headers[.contentType] = "text/event-stream"
    headers[.cacheControl] = "no-store"
    return HTTPResponse(statusCode: .ok, headers: headers, body: HTTPBodySequence(from: EventBytes(messages: messages)))
  }
}

/// Server-sent events as the bytes that a response is made of.
private struct EventBytes: AsyncBufferedSequence {
  typealias Element = UInt8

  let messages: AsyncStream<String>

  func makeAsyncIterator() -> Iterator { Iterator(messages: messages.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var messages: AsyncStream<String>.Iterator
    private var rest: ArraySlice<UInt8> = []

    init(messages: AsyncStream<String>.Iterator) { self.messages = messages }

    mutating func next() async -> UInt8? {
      while rest.isEmpty {
        guard let message = await messages.next() else { return nil }
        rest = Array(message.utf8)[...]
      }
      return rest.removeFirst()
    }

    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? {
      if !rest.isEmpty {
        defer { rest = [] }
        return Array(rest)
      }
      return await messages.next().map { Array($0.utf8) }
    }
  }
}
