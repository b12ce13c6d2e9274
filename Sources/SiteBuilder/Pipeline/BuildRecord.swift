import Diagnostics
import Permissions

/// What the last build read, and what it said: where nothing of it has changed, the next one says the same.
///
/// Kept in a ``BuildState``, and valid only for the ledger that it names. Everything that a build depends on is compared:
/// the program itself, the options, every file that was read, which files there are. A file counts as unchanged where
/// the disk says that nobody has touched it since, or else where it holds the same bytes.
struct BuildRecord {
  /// A file that was read.
  struct Input {
    var path: String
    var stamp: InputStamp
    var hash: UInt64
  }

  /// The program, the options, and what else is the same for all files.
  var circumstances: [String]
  var inputs: [Input]
  /// The files that are published as they are; their bytes are not read.
  var assets: [Input]
  /// Of the bytes of the ledger that the build wrote.
  var ledger: UInt64
  var counts: [Int]
  /// By permission of each consent, in the catalog's order, whether some page names it.
  var documented: [Bool]
  var diagnostics: [Diagnostic]
  var known: [String]
  /// The days on which pages say they were updated, as far as they matter.
  var updates: UpdateDays
  /// Names the output folder of the build.
  var owner = ""
  /// Of the bytes of what else was kept, for builds in which little has changed; nothing where none of it was.
  var facts: Facts?

  struct Facts: Equatable {
    var site: UInt64
    /// Nothing where the site cannot be searched.
    var search: UInt64?
  }

  private static let header = "scopebook record 6"
  static let name = "record"

  // MARK: Bytes

  /// All but what is known only when the site has been published: ledger and facts.
  var encoded: ByteWriter {
    var writer = ByteWriter()
    writer.write(Self.header)
    writer.write(circumstances) { $0.write($1) }
    for files in [inputs, assets] {
      writer.write(files) { writer, input in
        writer.write(input.path)
        writer.write(input.stamp)
        writer.write(input.hash)
      }
    }
    writer.write(counts) { $0.write($1) }
    writer.write(documented) { $0.write($1) }
    writer.write(diagnostics) { $0.write($1) }
    writer.write(known) { $0.write($1) }
    for day in [updates.past, updates.future] { writer.write(day?.description) { $0.write($1) } }
    return writer
  }

  static func bytes(_ encoded: ByteWriter, owner: String, ledger: UInt64, _ facts: Facts?) -> [UInt8] {
    var writer = encoded
    writer.write(owner)
    writer.write(ledger)
    writer.write(facts) { writer, facts in
      writer.write(facts.site)
      writer.write(facts.search) { $0.write($1) }
    }
    // Whatever happens to the file, half of it is not taken for the whole.
    writer.seal()
    return writer.bytes
  }

  /// Nothing when the bytes are not a record of this version, or are damaged.
  init?(_ bytes: [UInt8]) {
    guard var reader = ByteReader(sealed: bytes) else { return nil }
    do {
      guard try reader.text() == Self.header else { return nil }
      circumstances = try reader.elements { reader throws(ByteReader.Damage) in try reader.text() }
      inputs = try reader.elements(Self.input)
      assets = try reader.elements(Self.input)
      counts = try reader.elements { reader throws(ByteReader.Damage) in try reader.integer() }
      documented = try reader.elements { reader throws(ByteReader.Damage) in try reader.flag() }
      var last = LastTexts()
      diagnostics = try reader.elements { reader throws(ByteReader.Damage) in try reader.diagnostic(&last) }
      known = try reader.elements { reader throws(ByteReader.Damage) in try reader.text() }
      updates = UpdateDays(past: try Self.day(&reader), future: try Self.day(&reader))
      owner = try reader.text()
      ledger = try reader.number()
      facts = try reader.optional { reader throws(ByteReader.Damage) in
        Facts(
          site: try reader.number(),
          search: try reader.optional { reader throws(ByteReader.Damage) in try reader.number() }
        )
      }
      guard reader.isAtEnd else { return nil }
    } catch {
      return nil
    }
  }

  private static func day(_ reader: inout ByteReader) throws(ByteReader.Damage) -> CalendarDate? {
    guard let text = try reader.optional({ reader throws(ByteReader.Damage) in try reader.text() }) else { return nil }
    guard let day = CalendarDate(text) else { throw ByteReader.Damage() }
    return day
  }

  init(
    circumstances: [String],
    inputs: [Input],
    assets: [Input],
    ledger: UInt64,
    counts: [Int],
    documented: [Bool],
    diagnostics: [Diagnostic],
    known: [String],
    updates: UpdateDays,
    facts: Facts?
  ) {
    self.circumstances = circumstances
    self.inputs = inputs
    self.assets = assets
    self.ledger = ledger
    self.counts = counts
    self.documented = documented
    self.diagnostics = diagnostics
    self.known = known
    self.updates = updates
    self.facts = facts
  }

  private static func input(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Input {
    Input(path: try reader.text(), stamp: try reader.inputStamp(), hash: try reader.number())
  }
}

extension BuildRecord {
  /// The inputs that do not hold any more what they held; nothing where there are other files than there were, or an asset
  /// has been touched. `paths` are those of the same folders now.
  func changes(_ paths: [String], assets assetPaths: [String], _ reader: Reader) async -> [Int]? {
    guard paths == inputs.map(\.path), assetPaths == assets.map(\.path) else { return nil }
    guard let root = FileSystem.Folder(reader.root.isEmpty ? "." : reader.root) else { return nil }
    let same = await concurrentMap(inputs) { input in
      if let now = root.inputStamp(of: input.path), input.stamp.proves(now) { return true }
      return (try? FileSystem.read(reader.absolute(input.path))).map { contentHash($0) } == input.hash
    }
    let areSame = assets.allSatisfy { asset in
      InputStamp(of: reader.absolute(asset.path)).map(asset.stamp.proves) ?? false
    }
    return areSame ? same.indices.filter { !same[$0] } : nil
  }
}

// MARK: Diagnostics as bytes

extension ByteWriter {
  fileprivate mutating func write(_ stamp: InputStamp) {
    for number in [stamp.size, stamp.modified, stamp.changed] { write(UInt64(bitPattern: number)) }
    write(stamp.inode)
    write(stamp.device)
    write(UInt64(bitPattern: stamp.taken))
  }

  mutating func write(_ span: SourceSpan) {
    write(UInt64(span.start))
    write(UInt64(span.end))
  }

  fileprivate mutating func write(_ location: SourceLocation) {
    write(location.path)
    write(location.span) { $0.write($1) }
  }

  fileprivate mutating func write(_ diagnostic: Diagnostic) {
    write(diagnostic.id)
    write(diagnostic.severity.rawValue)
    write(diagnostic.message)
    write(diagnostic.location) { $0.write($1) }
    write(diagnostic.notes) { writer, note in
      writer.write(note.message)
      writer.write(note.location) { $0.write($1) }
    }
    write(diagnostic.help) { $0.write($1) }
    write(diagnostic.fix) { writer, fix in
      writer.write(fix.title)
      writer.write(fix.path)
      writer.write(fix.edits) { writer, edit in
        writer.write(edit.span)
        writer.write(edit.replacement)
      }
    }
  }
}

extension ByteReader {
  fileprivate mutating func inputStamp() throws(Damage) -> InputStamp {
    let numbers = (Int64(try integer()), Int64(try integer()), Int64(try integer()))
    return InputStamp(
      size: numbers.0,
      modified: numbers.1,
      changed: numbers.2,
      inode: try number(),
      device: try number(),
      taken: Int64(try integer())
    )
  }

  mutating func span() throws(Damage) -> SourceSpan {
    SourceSpan(start: UInt32(truncatingIfNeeded: try number()), end: UInt32(truncatingIfNeeded: try number()))
  }

  private mutating func location() throws(Damage) -> SourceLocation {
    let path = try text()
    guard let span = try optional({ reader throws(Damage) in try reader.span() }) else {
      return SourceLocation(path: path)
    }
    return SourceLocation(path: path, span: span)
  }

  fileprivate mutating func diagnostic(_ last: inout LastTexts) throws(Damage) -> Diagnostic {
    let id = try text()
    guard let severity = Diagnostic.Severity(rawValue: try text()) else { throw Damage() }
    let message = last.message.text(try content())
    let location = try optional { reader throws(Damage) in try reader.location() }
    let notes = try elements { reader throws(Damage) in
      Diagnostic.Note(
        try reader.text(),
        at: try reader.optional { reader throws(Damage) in try reader.location() }
      )
    }
    let help = try optional { reader throws(Damage) in last.help.text(try reader.content()) }
    let fix = try optional { reader throws(Damage) in
      Diagnostic.Fix(
        try reader.text(),
        path: try reader.text(),
        edits: try reader.elements { reader throws(Damage) in
          Diagnostic.Edit(try reader.span(), Array(try reader.content()))
        }
      )
    }
    return Diagnostic(id, severity, message, at: location, notes: notes, help: help, fix: fix)
  }
}

/// What the finding before said: where a thousand findings say the same, they share it.
private struct LastTexts {
  var message = LastText()
  var help = LastText()
}

private struct LastText {
  private var bytes: ArraySlice<UInt8> = []
  private var text = ""

  mutating func text(_ bytes: ArraySlice<UInt8>) -> String {
    if self.bytes != bytes { (self.bytes, text) = (bytes, String(decoding: bytes, as: UTF8.self)) }
    return text
  }
}
