import Foundation
import Preview
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A preview on a port of its own, and a client that sends whatever it likes.
@Suite(.ownThreads, .timeLimit(.minutes(10)))
struct PreviewServerTests {
  /// Calls with the port of a running server.
  private func serving(_ body: @escaping @Sendable (UInt16, Listeners) async throws -> Void) async throws {
    let listeners = Listeners()
    let port = UInt16.random(in: 20_000..<30_000)
    let server = PreviewServer(host: "127.0.0.1", port: port, listeners: listeners) { path, query in
      .init(contentType: "text/plain", bytes: Array("\(path) \(query)".utf8))
    }
    try server.probe()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      while Client(port: port) == nil { try await Task.sleep(for: .milliseconds(20)) }
      try await body(port, listeners)
      group.cancelAll()
    }
  }

  @Test func answersManyRequestsOnOneConnection() async throws {
    try await serving { port, _ in
      let client = try #require(Client(port: port))
      client.send(
        "GET /a?b HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\nHEAD /b HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"
      )
      client.send("GET /c HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n\r\n")
      let answers = await client.rest()
      #expect(answers.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
      #expect(answers.contains("\r\n\r\n/a bHTTP/1.1"))
      #expect(answers.hasSuffix("/c "))
      #expect(!answers.contains("/b "))
    }
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "403"),
    ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n", "405"),
    ("GET /" + String(repeating: "a", count: 20_000) + " HTTP/1.1\r\n\r\n", "414"),
    ("nonsense\r\n\r\n", "400"),
  ])
  func refuses(_ request: String, status: String) async throws {
    try await serving { port, _ in
      let client = try #require(Client(port: port))
      client.send(request)
      #expect(await client.rest().hasPrefix("HTTP/1.1 \(status) "))
    }
  }

  @Test func readsNoEndlessHeads() async throws {
    try await serving { port, _ in
      let client = try #require(Client(port: port))
      client.send("GET / HTTP/1.1\r\nA: ")
      var sent = 0
      while sent < 10_000_000, await client.sends(String(repeating: "a", count: 10_000)) { sent += 10_000 }
      #expect(sent < 10_000_000)
      // And still answers others.
      let other = try #require(Client(port: port))
      other.send("GET /x HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n\r\n")
      #expect(await other.rest().hasSuffix("/x "))
    }
  }

  @Test func answersOthersWhileManyDoNotReadTheirAnswers() async throws {
    try await serving { port, _ in
      let request = "GET /" + String(repeating: "a", count: 8_000) + " HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"
      var stalled: [Client] = []
      // As many as there are places, and more.
      for _ in 0..<310 {
        let client = try #require(Client(port: port, receives: 2_048))
        client.send(String(repeating: request, count: 4))
        stalled.append(client)
      }
      let client = try #require(Client(port: port))
      client.send("GET /new HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n\r\n")
      #expect(await client.rest().hasSuffix("/new "))
    }
  }

  @Test func noticesThatAPageHasGone() async throws {
    try await serving { port, listeners in
      do {
        let client = try #require(Client(port: port))
        client.send("GET \(PreviewServer.eventsPath) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
        #expect(await client.some().hasPrefix("HTTP/1.1 200 OK"))
        #expect(await listeners.count == 1)
      }
      while await listeners.count > 0 { try await Task.sleep(for: .milliseconds(10)) }
    }
  }
}

private final class Client: Sendable {
  private let descriptor: Int32

  /// - Parameter bytes: how many the system keeps for the client until it reads; as many as usual where it is nil.
  init?(port: UInt16, receives bytes: Int32? = nil) {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    if var bytes { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size)) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var limit = timeval(tv_sec: 300, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    guard connected == 0 else { return nil }
  }

  deinit { close(descriptor) }

  @discardableResult
  func send(_ text: String) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }

  /// Blocks a thread of its own: those of the test are the server's too.
  private func blocking<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: body()) }
    }
  }

  func sends(_ text: String) async -> Bool { await blocking { self.send(text) } }
  func some() async -> String { await blocking { self.receive() } }
  func rest() async -> String { await blocking { self.receiveAll() } }

  private func receive() -> String {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
  }

  private func receiveAll() -> String {
    var all = ""
    while true {
      let text = receive()
      if text.isEmpty { return all }
      all += text
    }
  }
}
