import Templates

/// The navigation of one section, as the theme's `navigation` template sees it.
struct NavigationView: Sendable {
  var items: [Item]
  /// The window before and after this one, in a section too large to be listed whole.
  var earlier: LinkView?
  var later: LinkView?

  struct Item: Sendable {
    var title: [UInt8]
    var url: [UInt8]
    /// Stands for ` aria-current="page"`, which is put in for one page at a time.
    var current: [UInt8]
    /// It lies on the way to the pages of this navigation.
    var isOpen: Bool
    var children: [Item]
    /// Of the title, where the page has not been translated into the language around it.
    var language: [UInt8]? = nil

    static let shape: Shape<Item> = Shape([
      .text("title", at: \.title),
      .text("url", at: \.url),
      .text("language", at: \.language),
      .html("current", at: \.current),
      .flag("isOpen", at: \.isOpen),
      .flag("hasChildren") { !$0.children.isEmpty },
      .list("children", shape, at: \.children),
    ])
  }

  static let shape = Shape<NavigationView>([
    .list("items", Item.shape, at: \.items),
    .optional("earlier", LinkView.shape, at: \.earlier),
    .optional("later", LinkView.shape, at: \.later),
  ])
}
