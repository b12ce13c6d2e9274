import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An HTTP server on this machine that answers as a test wants it to, also in ways that no decent server does.
final class TestServer: Sendable {
  struct Request: Sendable {
    var method: String
    var target: String
    var headers: [String]
    /// How many requests for the target came before, whatever their method.
    var count: Int
  }

  enum Answer: Sendable {
    case status(Int, [String: String] = [:], body: String = "")
    /// Bytes as they are, then the end of the connection.
    case raw(String)
    /// One byte at a time.
    case slowly(String)
    /// `text`, and then `more` for as long as somebody listens.
    case endless(String, more: String)
    /// Nothing until the client has enough.
    case silence
    case reset

    static func redirect(_ status: Int, _ location: String) -> Answer { .status(status, ["Location": location]) }
    static func html(_ body: String) -> Answer {
      .status(200, ["Content-Type": "text/html; charset=utf-8"], body: body)
    }
  }

  private struct State {
    var requests: [Request] = []
    var active = 0
    var mostActive = 0
  }

  let port: Int
  private let state = Mutex(State())
  private let answer: @Sendable (Request) -> Answer

  init(_ answer: @escaping @Sendable (Request) -> Answer) {
    self.answer = answer
    #if canImport(Darwin)
      let listener = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        _ = bind(listener, pointer, length)
        _ = listen(listener, 64)
        return getsockname(listener, pointer, &length)
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    // It serves for as long as the tests run: a test's last use of it may come long before the last request to it.
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { continue }
        Thread.detachNewThread { self.serve(connection) }
      }
    }
  }

  func url(_ target: String, host: String = "127.0.0.1") -> String { "http://\(host):\(port)\(target)" }

  /// `HEAD /page`, in the order received.
  var log: [String] { state.withLock { $0.requests.map { "\($0.method) \($0.target)" } } }
  var requests: [Request] { state.withLock { $0.requests } }
  /// The most connections at one time.
  var mostActive: Int { state.withLock { $0.mostActive } }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    guard let request = receive(connection) else { return }
    let head = request.method == "HEAD"
    state.withLock {
      $0.active += 1
      $0.mostActive = max($0.mostActive, $0.active)
    }
    // Before the client learns that it is over.
    func end() { state.withLock { $0.active -= 1 } }
    switch answer(request) {
    case .status(let status, var headers, let body):
      headers["Content-Length"] = headers["Content-Length"] ?? String(body.utf8.count)
      let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
      end()
      _ = send("HTTP/1.1 \(status) X\r\n\(lines)Connection: close\r\n\r\n\(head ? "" : body)", connection)
    case .raw(let text):
      end()
      _ = send(text, connection)
    case .slowly(let text):
      for byte in text { _ = send(String(byte), connection) }
      end()
    case .endless(let text, let more):
      var isHeard = send(text, connection)
      while isHeard { isHeard = send(more, connection) }
      end()
    case .silence:
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
      end()
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
      end()
    }
  }

  private func receive(_ connection: Int32) -> Request? {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard recv(connection, &byte, 1, 0) == 1 else { return nil }
      head.append(byte)
      // Somebody wants TLS.
      if head == [0x16] { return nil }
    }
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
    let words = lines[0].split(separator: " ").map(String.init)
    return state.withLock { state in
      let count = state.requests.count { $0.target == words[1] }
      let request = Request(method: words[0], target: words[1], headers: Array(lines.dropFirst()), count: count)
      state.requests.append(request)
      return request
    }
  }

  private func send(_ text: String, _ connection: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      #if canImport(Darwin)
        let flags: Int32 = 0x80000
      #else
        let flags = Int32(MSG_NOSIGNAL)
      #endif
      let count = bytes[sent...].withUnsafeBytes { systemSend(connection, $0.baseAddress!, $0.count, flags) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}

private func systemSend(_ socket: Int32, _ bytes: UnsafeRawPointer, _ count: Int, _ flags: Int32) -> Int {
  send(socket, bytes, count, flags)
}
