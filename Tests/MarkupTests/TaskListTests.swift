import Diagnostics
import Testing

@testable import Markup

struct TaskListTests {
  @Test func marksItemsAsOpenAndDone() {
    let sample = Sample("- [ ] a\n- [x] b\n- [X] c\n- d")
    #expect(sample.document.nodes.filter { $0.kind == .item }.map(\.level) == [1, 2, 2, 0])
    #expect(sample.texts(of: .text) == ["a", "b", "c", "d"])
    #expect(sample.sources(of: .text) == ["a", "b", "c", "d"])
  }

  @Test(arguments: ["- [ ]a", "- \\[ ] a", "- [y] a", "[ ] a", "- a [ ] b", "- [ ](b) c", "- `[ ]` a"])
  func leavesOtherBracketsAlone(text: String) {
    #expect(!Sample(text).document.nodes.contains { $0.kind == .item && $0.level > 0 })
  }

  @Test func mayHoldMarkupOnly() {
    let sample = Sample("- [ ] **a**")
    #expect(sample.html == "<ul>\n<li><input type=\"checkbox\" disabled=\"\" /> <strong>a</strong></li>\n</ul>\n")
  }
}
