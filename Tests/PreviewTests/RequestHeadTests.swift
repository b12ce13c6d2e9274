import Testing

@testable import Preview

struct RequestHeadTests {
  private func read(_ text: String) throws(RequestHead.Refusal) -> RequestHead {
    let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
    return try RequestHead(bytes[...])
  }

  @Test func takesAddressesApart() throws {
    let request = try read(
      "GET /a%20b/?path=%2Fx&text=%c3%A9 HTTP/1.1\nHost: \tlocalhost:4000 \nhost: evil.example\n\n"
    )
    #expect(request.path == "/a b/")
    #expect(request.query == "path=/x&text=é")
    #expect(request.headers == ["host": "localhost:4000"])
    #expect(request.keepsConnection)
    #expect(try read("GET /?100%&b=%2F HTTP/1.1\n\n").query == "100%&b=%2F")
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\nConnection: close\n\n", false), ("GET / HTTP/1.0\n\n", false),
    ("GET / HTTP/1.0\nConnection: Keep-Alive\n\n", true),
  ])
  func knowsWhetherThereIsMoreToCome(text: String, keeps: Bool) throws {
    #expect(try read(text).keepsConnection == keeps)
  }

  @Test(arguments: [
    "", "\n\n", "GET\n\n", "GET / HTTP/2\n\n", "GET  / HTTP/1.1\n\n", "GET a HTTP/1.1\n\n", "GET /../a HTTP/1.1\n\n",
    "GET /%2e%2e/a HTTP/1.1\n\n", "GET /%4 HTTP/1.1\n\n", "GET /%+1 HTTP/1.1\n\n", "GET /%00 HTTP/1.1\n\n",
    "GET /%FF HTTP/1.1\n\n", "GET / HTTP/1.1\nno colon\n\n",
    "GET / HTTP/1.1\n: nothing\n\n", "GET http://localhost/ HTTP/1.1\n\n",
  ])
  func refusesWhatIsNoRequest(_ text: String) {
    #expect(throws: RequestHead.Refusal.malformed) { try read(text) }
  }

  @Test func refusesBodiesAndOtherMethods() {
    #expect(throws: RequestHead.Refusal.method) { try read("POST / HTTP/1.1\n\n") }
    #expect(throws: RequestHead.Refusal.tooLarge) { try read("GET / HTTP/1.1\nContent-Length: 1\n\n") }
    #expect(throws: RequestHead.Refusal.tooLarge) { try read("GET / HTTP/1.1\nTransfer-Encoding: chunked\n\n") }
    let long = String(repeating: "a", count: 9000)
    #expect(throws: RequestHead.Refusal.longAddress) { try read("GET /\(long) HTTP/1.1\n\n") }
  }

  @Test func findsTheEndOfTheHeadInPieces() {
    let bytes = Array("GET / HTTP/1.1\r\nA: b\r\n\r\nmore".utf8)
    #expect(RequestHead.end(in: bytes, from: 0) == bytes.count - 4)
    for cut in 0..<(bytes.count - 4) {
      #expect(RequestHead.end(in: Array(bytes[..<cut]), from: 0) == nil)
      #expect(RequestHead.end(in: bytes, from: cut) == bytes.count - 4)
    }
  }
}
