package import Diagnostics
package import Permissions

/// Reads source trees and says which of the provider's permissions the code in them requests.
package struct CodeScan: Sendable {
  package struct Options: Sendable {
    /// Files and folders, as a user would type them.
    package var paths: [String]
    /// If there are any, only files that one of them covers are read, wherever they lie.
    package var include: [String]
    package var exclude: [String]

    package init(paths: [String], include: [String] = [], exclude: [String] = []) {
      self.paths = paths
      self.include = include
      self.exclude = exclude
    }
  }

  /// A path that is not there.
  package struct MissingPath: Error, CustomStringConvertible, Sendable {
    package let path: String
    package var description: String { "cannot read \(path): no such file or folder" }
  }

  private let options: Options
  private let microsoft: MicrosoftPermissions

  /// - Parameter microsoft: what the provider offers; others' names are not requests.
  package init(_ options: Options, _ microsoft: MicrosoftPermissions) {
    self.options = options
    self.microsoft = microsoft
  }

  package func run() async throws(MissingPath) -> CodeReport {
    let files = try list()
    var (sources, users) = await read(files)
    await addUsers(of: users, to: &sources)
    return await Self.report(sources, microsoft)
  }

  /// Reads files that are in memory already, as if they lay in one folder.
  package static func report(on files: [SourceFile], _ microsoft: MicrosoftPermissions) async -> CodeReport {
    await report(
      files.compactMap {
        Candidate(SourceFile(path: $0.path, bytes: $0.bytes), PlaceJudgement.exemption(for: $0.path))
      },
      microsoft
    )
  }

  // MARK: Stages

  private struct Candidate: Sendable {
    var file: SourceFile
    var exemption: Exemption?
    var form: Form

    init?(_ file: SourceFile, _ exemption: Exemption?) {
      guard let form = Form.form(of: file.path, file.bytes) else { return nil }
      self.file = file
      self.exemption = exemption
      self.form = form
    }
  }

  private func list() throws(MissingPath) -> [TreeFile] {
    var tree = SourceTree(
      include: options.include.map { Glob($0) },
      exclude: options.exclude.map { Glob($0) },
      accepts: Form.accepts(fileName:)
    )
    var files: [TreeFile] = []
    for path in options.paths {
      guard let found = tree.files(below: path) else { throw MissingPath(path: path) }
      files += found
    }
    return files
  }

  /// The files that may hold something, and those that may use names from them.
  private func read(_ files: [TreeFile]) async -> ([Candidate], [TreeFile]) {
    enum Outcome: Sendable {
      case candidate(Candidate)
      case user(TreeFile)
    }
    let filter = CandidateFilter.of(microsoft)
    let outcomes = await concurrentMap(files, batch: 256) { batch in
      var buffer = FileBuffer()
      var outcomes: [Outcome] = []
      for file in batch {
        guard buffer.read(file.path, limit: FileKind.limit) else { continue }
        let bytes = buffer.bytes
        switch filter.answer(bytes) {
        case .no: continue
        case .mayUseNames: outcomes.append(.user(file))
        case .mayCompute where !CandidateFilter.hasProviderEvidence(bytes): outcomes.append(.user(file))
        case .mayCompute, .yes:
          if FileKind.isBinary(bytes) || FileKind.isMinified(bytes, path: file.path) { continue }
          if let candidate = Self.candidate(file, Array(bytes)) { outcomes.append(.candidate(candidate)) }
        }
      }
      return outcomes
    }
    var candidates: [Candidate] = []
    var users: [TreeFile] = []
    for outcome in outcomes {
      switch outcome {
      case .candidate(let candidate): candidates.append(candidate)
      case .user(let file): users.append(file)
      }
    }
    return (candidates, users)
  }

  private static func candidate(_ file: TreeFile, _ bytes: [UInt8]) -> Candidate? {
    let exemption = file.isIncluded ? nil : PlaceJudgement.exemption(for: file.relativePath)
    return Candidate(SourceFile(path: file.path, bytes: bytes), exemption)
  }

  /// Files without any permission still matter where they ask for what a constant elsewhere stands for.
  private func addUsers(of users: [TreeFile], to candidates: inout [Candidate]) async {
    guard !users.isEmpty else { return }
    let known = candidates
    let names = await concurrentMap(known, batch: 16) { batch in
      batch.map { candidate in Self.constantNames(in: candidate, microsoft) }
    }
    let words = Array(Set(names.flatMap { $0 })).sorted().prefix(5000).map { Array($0.utf8) }
    guard !words.isEmpty else { return }
    let search = ByteSearch(words)
    let found = await concurrentMap(users, batch: 256) { batch in
      var buffer = FileBuffer()
      var found: [Candidate] = []
      for file in batch where buffer.read(file.path, limit: FileKind.limit) {
        let bytes = buffer.bytes
        guard search.findsWord(in: bytes), !FileKind.isBinary(bytes),
          !FileKind.isMinified(bytes, path: file.path)
        else {
          continue
        }
        if let candidate = Self.candidate(file, Array(bytes)) { found.append(candidate) }
      }
      return found
    }
    candidates += found
  }

  /// Names that permissions are given to and that do not say by themselves that these are asked for.
  private static func constantNames(in candidate: Candidate, _ microsoft: MicrosoftPermissions) -> [String] {
    let source = SourceText(candidate.file.bytes, candidate.form.syntax)
    var names: Set<String> = []
    for index in source.tokens.indices where source.kind(index) == .string {
      guard let scope = ScopeName(source.content(index), microsoft), scope.isKnown, !scope.isOpenIDConnect else {
        continue
      }
      guard
        case .named(let name, let container, let isOfScopes) = Verdict.of(
          IntroducerWalk.introducers(of: index, in: source),
          microsoft
        )
      else { continue }
      // Names of one word are everywhere; who uses them is seen only in files that are read anyway.
      for name in [name, isOfScopes ? container ?? name : name] where NameWords.of(name).count > 1 {
        names.insert(name)
      }
    }
    return Array(names)
  }

  private static func report(_ candidates: [Candidate], _ microsoft: MicrosoftPermissions) async -> CodeReport {
    let read = await concurrentMap(candidates, batch: 16) { batch in
      batch.map { candidate in
        let text = SourceText(candidate.file.bytes, candidate.form.syntax)
        let file = SourceModule.File(path: candidate.file.path, form: candidate.form.name, text: text)
        return (file, ModuleFacts(text, microsoft))
      }
    }
    let module = SourceModule(files: read.map(\.0), facts: read.map(\.1), microsoft)
    let results = await concurrentMap(Array(candidates.enumerated()), batch: 16) { batch in
      batch.map { index, candidate in findings(in: candidate, index, module) }
    }
    var report = CodeReport()
    for ((findings, mislabelled), candidate) in zip(results, candidates) where !findings.isEmpty || !mislabelled.isEmpty
    {
      report.findings += findings
      report.mislabelledIDs += mislabelled
      report.sources.append(candidate.file)
    }
    report.dropComputedThatSettingsAnswer()
    report.findings.sort {
      ($0.path, $0.span.start, $0.span.end, $0.written) < ($1.path, $1.span.start, $1.span.end, $1.written)
    }
    report.mislabelledIDs.sort { ($0.path, $0.span.start) < ($1.path, $1.span.start) }
    return report
  }

  private static func findings(in candidate: Candidate, _ index: Int, _ module: SourceModule) -> (
    [CodeFinding], [MislabelledID]
  ) {
    var reading = FormReading(
      module: module,
      file: index,
      hasProviderEvidence: CandidateFilter.hasProviderEvidence(candidate.file.bytes)
    )
    candidate.form.read(&reading)
    reading.readComments()
    var findings = reading.finish()
    for index in findings.indices { findings[index].exemption = findings[index].exemption ?? candidate.exemption }
    var seen: Set<CodeFinding> = []
    findings = findings.filter { seen.insert($0).inserted }
    return (findings, MislabelledIDReading.read(module.files[index].text, path: candidate.file.path, module.microsoft))
  }
}
