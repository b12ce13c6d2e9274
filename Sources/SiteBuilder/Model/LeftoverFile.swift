/// Names that editors, merges, downloads and systems give to files of their own, beside those that people work on.
enum LeftoverFile {
  /// Whether a file or folder has such a name. Hidden files are not looked at here.
  static func isLeftover(_ name: String, isFolder: Bool = false) -> Bool {
    var name = name
    return name.withUTF8 { isLeftover($0, isFolder: isFolder) }
  }

  /// Endings of backups, of what merges and patches leave, of swap files and of downloads that are not complete.
  private static let endings = set(
    "bak", "backup", "orig", "rej", "swp", "swo", "swn", "swx", "tmp", "temp", "crdownload", "part", "partial"
  )

  /// Endings that say so only behind another one: `a.md.old`.
  private static let secondEndings = set("old", "save", "sav", "mine", "theirs", "bk", "copy")

  /// Files of systems.
  private static let names = set("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
  private static let folderNames = set("__macosx", "$recycle.bin", "system volume information")

  /// `a_BACKUP_1234.md`, and the same with dots: what a merge tool was shown.
  private static let mergeWords = ["BACKUP", "BASE", "LOCAL", "REMOTE"].map { Array($0.utf8) }

  /// `a.md___jb_tmp___`: a file that an editor was about to put in the place of another.
  private static let editorEndings = ["___jb_tmp___", "___jb_old___"].map { Array($0.utf8) }

  /// What file synchronization names its second copy.
  private static let conflictMarks = [".sync-conflict-", "conflicted copy"].map { Array($0.utf8) }

  private static func set(_ texts: String...) -> Set<[UInt8]> { Set(texts.map { Array($0.utf8) }) }

  private static func isLeftover(_ name: UnsafeBufferPointer<UInt8>, isFolder: Bool) -> Bool {
    guard let first = name.first, let last = name.last else { return false }
    // `a.md~`, and `a.md.~1~`.
    if last == UInt8(ascii: "~") { return true }
    // `#a.md#`
    if first == UInt8(ascii: "#"), last == UInt8(ascii: "#"), name.count > 1 { return true }
    // `~$plan.docx`: somebody has the document open.
    if first == UInt8(ascii: "~"), name.count > 1, name[1] == UInt8(ascii: "$") { return true }
    if (isFolder ? folderNames : names).contains(where: { isSame(name, $0) }) { return true }
    let dot = name.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 ? $0 : nil }
    let stem = UnsafeBufferPointer(rebasing: name[..<(dot ?? name.count)])
    if let dot, hasTellingEnding(UnsafeBufferPointer(rebasing: name[(dot + 1)...]), stem, isFolder) { return true }
    guard !isFolder else { return false }
    return isOfMerge(stem) || editorEndings.contains { name.count > $0.count && name.suffix($0.count).elementsEqual($0) }
      || conflictMarks.contains { holds($0, in: name) }
  }

  private static func hasTellingEnding(
    _ ending: UnsafeBufferPointer<UInt8>,
    _ stem: UnsafeBufferPointer<UInt8>,
    _ isFolder: Bool
  ) -> Bool {
    // Nearly all files are pages.
    if ending.elementsEqual("md".utf8) { return false }
    guard (2...10).contains(ending.count) else { return false }
    let lower = ending.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    if endings.contains(lower) { return true }
    // `a.md.bak2`
    if lower.starts(with: "bak".utf8), lower.dropFirst(3).allSatisfy(isDigit) { return true }
    guard !isFolder, stem.dropFirst().contains(UInt8(ascii: ".")) else { return false }
    // `a.md.r1204`: a revision that was to be merged.
    return secondEndings.contains(lower) || lower[0] == UInt8(ascii: "r") && lower.dropFirst().allSatisfy(isDigit)
  }

  private static func isOfMerge(_ stem: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = stem.count
    while end > 0, isDigit(stem[end - 1]) { end -= 1 }
    guard end < stem.count, end > 1 else { return false }
    let mark = stem[end - 1]
    guard mark == UInt8(ascii: "_") || mark == UInt8(ascii: ".") else { return false }
    let before = stem[..<(end - 1)]
    return mergeWords.contains { word in
      before.count > word.count + 1 && before.suffix(word.count).elementsEqual(word)
        && before[before.endIndex - word.count - 1] == mark
    }
  }

  private static func isSame(_ name: UnsafeBufferPointer<UInt8>, _ lower: [UInt8]) -> Bool {
    name.count == lower.count
      && zip(name, lower).allSatisfy { ($0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0) == $1 }
  }

  private static func holds(_ mark: [UInt8], in name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard name.count > mark.count else { return false }
    return (0...(name.count - mark.count)).contains { name[$0] == mark[0] && name[$0...].starts(with: mark) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
