import Testing

@testable import CommandLineTool

struct UnifiedDifferenceTests {
  @Test func showsChangedLinesWithThoseAroundThem() {
    let before = (1...20).map { "\($0)\n" }.joined()
    let after = before.replacing("\n5\n", with: "\nfive\n").replacing("\n19\n", with: "\nnineteen\n")
    #expect(
      UnifiedDifference(from: Array(before.utf8), to: Array(after.utf8), path: "a.md").text == """
        --- a/a.md
        +++ b/a.md
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8
        @@ -16,5 +16,5 @@
         16
         17
         18
        -19
        +nineteen
         20

        """
    )
  }

  @Test func saysWhereTheLastLineHasNoEnd() {
    #expect(
      UnifiedDifference(from: Array("a".utf8), to: Array("b".utf8), path: "a.md").text == """
        --- a/a.md
        +++ b/a.md
        @@ -1,1 +1,1 @@
        -a
        \\ No newline at end of file
        +b
        \\ No newline at end of file

        """
    )
  }
}
