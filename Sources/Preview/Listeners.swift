/// The open pages, waiting to be told of changes.
package actor Listeners {
  /// More than these are refused, so that a page that reloads itself for ever cannot use up the machine.
  private static let most = 200

  private var continuations: [Int: AsyncStream<String>.Continuation] = [:]
  private var last = 0
  private var version = 0

  package init() {}

  package var count: Int { continuations.count }

  /// Nothing when too many are listening.
  func join() -> AsyncStream<String>? {
    guard continuations.count < Self.most else { return nil }
    last += 1
    let id = last
    let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(4))
    continuation.onTermination = { _ in Task { await self.leave(id) } }
    continuations[id] = continuation
    // The first message opens the stream, and tells a page that it has missed something meanwhile.
    continuation.yield("retry: 500\nevent: hello\ndata: \(version)\n\n")
    return stream
  }

  /// Tells every page that there is something new.
  package func announce(_ event: String) {
    version += 1
    for continuation in continuations.values { continuation.yield("event: \(event)\ndata: \(version)\n\n") }
  }

  /// Closes all streams.
  package func close() {
    for continuation in continuations.values { continuation.finish() }
    continuations = [:]
  }

  private func leave(_ id: Int) { continuations[id] = nil }
}
