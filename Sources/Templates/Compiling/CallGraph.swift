import Diagnostics

/// Which bodies call which, and whether that can ever come to an end.
struct CallGraph {
  /// A section around a call.
  struct Descent {
    let kind: FrameAccess.Kind
    /// The slot it takes its frames from.
    let from: Int
  }

  struct Call {
    let from: Int
    let to: Int
    let descents: [Descent]
    let name: String
    let location: SourceLocation
  }

  private var calls: [Call] = []
  private var pushed: Set<Int> = []

  mutating func add(_ call: Call) { calls.append(call) }

  mutating func notePush(to slot: Int) { pushed.insert(slot) }

  /// Calls that lead back to themselves with nothing on the way that could run out.
  ///
  /// What can run out is what comes from a frame that changes from one round to the next: a list of the root is the same
  /// in every round, and so is a condition. What passes here can still be endless when the values themselves are; the
  /// interpreter's limit is for those.
  func endless() -> [Call] {
    var edges: [Int: [Call]] = [:]
    for call in calls where !canRunOut(call) { edges[call.from, default: []].append(call) }

    enum Mark { case open, done }
    var marks: [Int: Mark] = [:]
    var found: [Call] = []
    for start in edges.keys.sorted() where marks[start] == nil {
      marks[start] = .open
      var path = [(body: start, next: 0)]
      while let (body, next) = path.last {
        guard let call = edges[body].flatMap({ next < $0.count ? $0[next] : nil }) else {
          marks[body] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        switch marks[call.to] {
        case .open: found.append(call)
        case .done: continue
        case nil:
          marks[call.to] = .open
          path.append((call.to, 0))
        }
      }
    }
    return found
  }

  private func canRunOut(_ call: Call) -> Bool {
    call.descents.contains { $0.kind != .text && pushed.contains($0.from) }
  }
}
