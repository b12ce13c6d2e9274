import ArgumentParser
import Diagnostics
import SiteBuilder

/// One report that was asked for: what it is written as, and where it goes.
struct ReportTarget: Sendable, Equatable {
  let format: ReportFormat
  /// Nothing for the standard streams.
  let file: String?

  init(_ format: ReportFormat, file: String? = nil) {
    self.format = format
    self.file = file
  }

  /// As on the command line: `sarif`, or `sarif=reports/scopebook.sarif`.
  init(_ argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let format = ReportFormat(rawValue: parts[0]) else {
      let names = ReportFormat.allCases.map(\.rawValue)
      let meant = NearestMatch.find(parts[0], in: names).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError("there is no format \(parts[0]), only \(names.joined(separator: ", "))\(meant)")
    }
    guard parts.count == 1 || !parts[1].isEmpty else { throw ValidationError("a file has to follow \(argument)") }
    self.init(format, file: parts.count == 2 ? parts[1] : nil)
  }

  var usesStandardOutput: Bool { file == nil && format != .terminal }

  /// More than this nobody reads at once; programs take them all.
  var defaultLimit: Int { isForPeople && file == nil ? 100 : .max }

  /// How many findings to write, where the command line says `limit`.
  func mostFindings(_ limit: Int?) -> Int { min(limit ?? defaultLimit, format.mostFindings) }

  /// Such a report says by itself what is missing, where it is read.
  var isForPeople: Bool { format == .terminal }

  /// For messages about it.
  var name: String { file ?? "the \(format.rawValue) report" }

  func write(_ report: Report, console: Console) throws(FileSystem.Failure) {
    if let file {
      try Self.replace(file) { write throws(FileSystem.Failure) in try format.write(report, write) }
    } else if format == .terminal {
      console.writeError(TerminalReporter(console).text(of: report))
    } else {
      console.write(String(decoding: format.bytes(of: report), as: UTF8.self))
    }
  }

  static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  static func replace(_ file: String, with bytes: [UInt8]) throws(FileSystem.Failure) {
    try replace(file) { write throws(FileSystem.Failure) in try write(bytes) }
  }

  /// Whoever reads the file finds the old report or the new one, never half of one.
  ///
  /// - Parameter pieces: is given what writes the next piece.
  private static func replace(
    _ file: String,
    _ pieces: (_ write: ([UInt8]) throws(FileSystem.Failure) -> Void) throws(FileSystem.Failure) -> Void
  ) throws(FileSystem.Failure) {
    // A pipe or a device (/dev/stdout) is there to be written to; a link, to be kept.
    let target = FileSystem.realPath(file) ?? file
    if FileSystem.kind(of: target) == .other {
      try FileSystem.write(to: target, throughLinks: true, pieces)
      return
    }
    let temporary = target + ".scopebook-new"
    do {
      try FileSystem.write(to: temporary, pieces)
      try FileSystem.rename(temporary, to: target)
    } catch {
      try? FileSystem.removeFile(temporary)
      throw error
    }
  }
}
