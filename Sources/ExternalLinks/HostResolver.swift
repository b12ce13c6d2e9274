import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the numbers that a name stands for, once each, so that what was judged is what is asked.
struct HostResolver: Sendable {
  /// Numbers as ``HostKind`` takes them; nil if there is no such name, or nobody to ask.
  typealias LookUp = @Sendable (_ host: String) async -> [String]?

  private let lookUp: LookUp
  private let known = Shared<[String: [String]?]>([:])

  init(_ lookUp: @escaping LookUp = system) { self.lookUp = lookUp }

  func numbers(of host: String) async -> [String]? {
    if let known = known.value.withLock({ $0[host] }) { return known }
    let found = await lookUp(host)
    // Of two that asked at the same time, both take the first answer.
    return known.value.withLock { known in
      if let first = known[host] { return first }
      known[host] = .some(found)
      return found
    }
  }

  /// What curl takes in place of an answer of its own.
  static func pin(_ numbers: [String], for host: String, port: Int) -> String {
    "\(host):\(port):\(numbers.joined(separator: ","))"
  }

  /// The system's own way to find a name. It blocks, so it has a thread of its own.
  static let system: LookUp = { host in
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: blocking(host)) }
    }
  }

  private static func blocking(_ host: String) -> [String]? {
    var hints = addrinfo()
    #if canImport(Darwin)
      hints.ai_socktype = SOCK_STREAM
    #else
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #endif
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &first) == 0 else { return nil }
    defer { freeaddrinfo(first) }
    var numbers: [String] = []
    var next = first
    while let entry = next {
      next = entry.pointee.ai_next
      var text = [CChar](repeating: 0, count: 1025)
      guard
        getnameinfo(
          entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST
        ) == 0
      else { continue }
      let number = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      numbers.append(number.contains(":") ? "[\(number)]" : number)
    }
    return numbers
  }
}
