import Testing

@testable import SiteBuilder

/// What belongs to a site by its name.
struct ContentRulesTests {
  @Test(
    arguments: [
      "a.md~", "a.md.~1~", "#a.md#", "a.md.bak", "a.md.BAK", "a.md.bak1", "a.bak", "a.orig", "a.md.orig", "a.rej", "a.swp",
      "a.tmp", "Thumbs.db", "THUMBS.DB", "desktop.ini", "Icon\r", "a_BACKUP_1234.md", "a_BASE_1234.md", "a_LOCAL_1.md",
      "a_REMOTE_99.svg", "a.REMOTE.99.md", "~$plan.docx", "a.zip.part", "a.zip.crdownload", "a.md.old", "a.md.save",
      "a.md.mine", "a.md.r1204", "a.sync-conflict-20260101-101010-ABCDEFG.md", "a (Kim's conflicted copy).md",
      "a.md___jb_tmp___", "a.md___jb_old___", "a.md.backup", "a.md.swo",
    ]
  )
  func leavesOutWhatProgramsLeaveBehind(name: String) {
    for path in [name, "guides/" + name, ".well-known/" + name] {
      #expect(ContentRules().exclusion(of: path) == .leftover, "\(path)")
      #expect(ContentRules(exclude: ["!" + name]).exclusion(of: path) == nil, "\(path)")
    }
  }

  @Test(
    arguments: [
      "a.md", "index.md", "backup.md", "a-backup.md", "bak", "orig.md", "#1.md", "c#.md", "~tilde.md", "a~b.md", "old.txt",
      "a.old", "copy.txt", "sample.r", "a.r", "base_1.txt", "a_base_1.md", "BASE_1.md", "_BASE_1.md", "a_BASE_.md", "a_1234.md",
      "LOCAL_1234.md", "thumbs.db.md", "conflicted-copy.md", "tmp.md", "a.template", "a.temporary", "icon.png",
      "a.part1.rar", "a.original", "größe.md", "a.1.md", "r12.md", "swap.svg", "desktop.ini.md",
    ]
  )
  func keepsEverythingElse(name: String) {
    #expect(ContentRules().exclusion(of: name) == nil)
    #expect(ContentRules().exclusion(of: "guides/" + name) == nil)
    #expect(ContentRules().includes(name, at: name, isFolder: false, isAtTop: true))
  }

  @Test(
    arguments: [
      (".DS_Store", false), (".git", false), (".git/config", false), (".a.swp", false), ("guides/.#a.md", false),
      (".scopebook/record", false), ("guides/.scopebook/record", false), (".env", false), (".nojekyll", true),
      ("guides/.nojekyll", false), (".well-known/security.txt", true), ("guides/.well-known/security.txt", false),
      (".well-known/a/b", true), ("_redirects", true), (".nojekyll/a", true),
    ]
  )
  func leavesOutHiddenFilesThatNoHostAsksFor(path: String, isPublished: Bool) {
    #expect((ContentRules().exclusion(of: path) == nil) == isPublished)
  }

  @Test(
    arguments: [
      (["internal/**"], "internal/a.md", true), (["internal/**"], "internal/a/b.md", true), (["internal/"], "internal/a.md", true),
      (["internal"], "a/internal/b.md", true), (["/internal"], "a/internal/b.md", false), (["./internal"], "internal/b.md", true),
      (["content/internal/**"], "internal/a.md", true), (["*.psd"], "a/b.psd", true), (["*.psd"], "a/b.psd.md", false),
      (["a.md"], "a.md", true), (["a.md"], "b/a.md", true), (["/a.md"], "b/a.md", false), (["a/*.md"], "a/b/c.md", false),
      (["a/**/c.md"], "a/b/c.md", true), (["[ab].md"], "b.md", true), (["internal/"], "internal.md", false),
      (["*.txt", "!keep.txt"], "keep.txt", false), (["!keep.txt", "*.txt"], "keep.txt", true),
      (["a/**", "!a/b.md"], "a/b.md", false), (["!.env"], ".env", false), (["!.git"], ".git", true),
      (["!.git/**"], ".git/config", true), (["!.scopebook/**"], ".scopebook/record", true), (["content"], "content/a.md", true),
      ([""], "a.md", false), (["!"], "a.md", false), (["../a.md"], "a.md", false),
    ]
  )
  func obeysPatterns(exclude: [String], path: String, isExcluded: Bool) {
    #expect((ContentRules(exclude: exclude).exclusion(of: path) != nil) == isExcluded)
  }
}
