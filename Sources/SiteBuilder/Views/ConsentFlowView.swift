import Templates

/// `consent-flow`: a diagram, and the same in words.
struct ConsentFlowView: Sendable {
  struct Item: Sendable {
    var who: [UInt8]
    var text: [UInt8]

    static let shape = Shape<Item>([
      .text("who") { $0.who },
      .text("text") { $0.text },
    ])
  }

  var id: [UInt8]
  var title: [UInt8]
  var description: [UInt8]
  var diagram: Diagram
  var before: [Item]
  var after: [Item]

  static let shape = Shape<ConsentFlowView>([
    .text("id") { $0.id },
    .text("title") { $0.title },
    .text("description") { $0.description },
    .text("width") { _ in number(Diagram.width) },
    .text("height") { number($0.diagram.height) },
    .text("direction") { ($0.diagram.isRightToLeft ? "rtl" : "ltr").bytes },
    .text("headHeight") { number($0.diagram.headHeight) },
    .list("heads", Diagram.Head.shape) { $0.diagram.heads },
    .list("drawing", Diagram.Step.shape) { $0.diagram.steps },
    .text("acceptance") { number($0.diagram.acceptance) },
    .text("acceptanceLine") { number($0.diagram.acceptance - 4) },
    .text("acceptanceLeft") { number((Diagram.width - $0.diagram.acceptanceWidth) / 2) },
    .text("acceptanceWidth") { number($0.diagram.acceptanceWidth) },
    .text("acceptanceTop") { number($0.diagram.acceptance - 15) },
    .list("before", Item.shape) { $0.before },
    .text("afterStart") { number($0.before.count + 1) },
    .list("after", Item.shape) { $0.after },
  ])
}

extension Diagram.Text {
  static let shape = Shape<Diagram.Text>([
    .text("x") { number($0.x) },
    .text("y") { number($0.y) },
    .text("text") { $0.text },
  ])
}

extension Diagram.Head {
  static let shape = Shape<Diagram.Head>([
    .text("centre") { number($0.x) },
    .text("left") { number($0.x - 48) },
    .list("lines", Diagram.Text.shape) { $0.lines },
  ])
}

extension Diagram.Step {
  static let shape = Shape<Diagram.Step>([
    .text("number") { Diagram.Step.text($0.number) },
    .text("numberX") { Diagram.Step.text($0.numberX) },
    .text("top") { Diagram.Step.text($0.top) },
    .text("height") { Diagram.Step.text($0.height) },
    .text("numberMiddle") { Diagram.Step.text($0.top + 10) },
    .text("numberBase") { Diagram.Step.text($0.top + 14) },
    .list("lines", Diagram.Text.shape) { $0.lines },
    .text("arrow") { $0.arrow.bytes },
    .text("point") { $0.point.bytes },
  ])

  // A member is called `number`.
  private static func text(_ value: Int) -> [UInt8] { String(value).bytes }
}

private func number(_ value: Int) -> [UInt8] { String(value).bytes }
