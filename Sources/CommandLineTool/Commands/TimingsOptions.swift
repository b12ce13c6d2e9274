import ArgumentParser
import SiteBuilder

/// How long the stages of a build took, and how much they had to do.
struct TimingsOptions: ParsableArguments {
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  @Option(
    name: .customLong("timings"),
    defaultAsFlag: .table,
    parsing: .next,
    help: ArgumentHelp(
      "Show how long each stage took and how much it had to do: as a table, or as one line of JSON.",
      valueName: "form"
    )
  )
  var form: Form?

  /// To standard error: standard output is for findings.
  func write(_ result: Build.Result, _ console: Console) {
    switch form {
    case .table: console.writeError(result.timings.table + result.counters.table)
    case .json: console.writeError(String(decoding: json(result), as: UTF8.self))
    case nil: return
    }
  }

  private func json(_ result: Build.Result) -> [UInt8] {
    var json = JSONWriter(isCompact: true)
    json.object { json in
      json.member("microseconds") { json in
        json.object { json in
          for (stage, duration) in result.timings.stages { json.member(stage.rawValue, duration.inMicroseconds) }
          json.member("total", result.timings.total.inMicroseconds)
        }
      }
      json.member("counters") { json in
        json.object { json in for (name, count) in result.counters.all { json.member(name, count) } }
      }
    }
    return json.finish()
  }
}

extension Counters {
  fileprivate var table: String {
    all.map { name, count in
      let (name, count) = (name.replacing("-", with: " "), String(count))
      return name + String(repeating: " ", count: max(1, 22 - name.count - count.count)) + count + "\n"
    }
    .joined()
  }
}

extension Timings {
  /// A line for each stage.
  var table: String {
    (stages.map { ($0.stage.rawValue, $0.duration) } + [("total", total)])
      .map { name, duration in
        name + String(repeating: " ", count: 10 - name.count) + duration.inMilliseconds + "\n"
      }
      .joined()
  }
}

extension Duration {
  /// `0.16 s`
  var inSeconds: String {
    let hundredths = Int(self / .milliseconds(10))
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
  }

  fileprivate var inMicroseconds: Int { Int(self / .microseconds(1)) }

  fileprivate var inMilliseconds: String {
    let tenths = Int(self / .microseconds(100))
    let text = "\(tenths / 10).\(tenths % 10) ms"
    return String(repeating: " ", count: max(0, 12 - text.count)) + text
  }
}
