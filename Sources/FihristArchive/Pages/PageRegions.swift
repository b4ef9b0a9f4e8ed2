/// Which elements of a page the text that comes next is in.
///
/// Elements are counted by name, and not kept in a tree: so a page whose elements are not closed,
/// or closed twice, is still read, as browsers do.
struct PageRegions {
  /// A region: an element that was opened and not closed yet.
  private struct Region {
    var name: String
    var kind: Kind
    /// How many elements of this name were opened in it and not closed yet, itself included.
    var depth: Int
  }

  /// What a region is.
  enum Kind: Hashable {
    /// Something that surrounds articles.
    case surrounding
    /// What the page calls its article.
    case article
    /// Something that is not read: pictures as text, menus of forms.
    case hidden
    /// A caption.
    case caption
    /// A heading.
    case heading
    /// A link.
    case link
  }

  private var open: [Region] = []

  /// More regions inside of each other than this are not told apart.
  private static let limit = 100

  /// Whether the text is in a region of this kind.
  func isIn(_ kind: Kind) -> Bool { open.contains { $0.kind == kind } }

  /// Notes the start of an element.
  mutating func start(_ name: String, _ attributes: MarkupAttributes?) {
    // Links are not in links, nor across the cells of a table, whether they are closed or not.
    if name == "a" || Self.cellElements.contains(name) { open.removeAll { $0.kind == .link } }
    for index in open.indices where open[index].name == name { open[index].depth += 1 }
    guard open.count < Self.limit, let kind = kind(name, attributes) else { return }
    open.append(Region(name: name, kind: kind, depth: 1))
  }

  /// Notes the end of an element.
  mutating func end(_ name: String) {
    for index in open.indices where open[index].name == name { open[index].depth -= 1 }
    let endsLinks = Self.cellElements.contains(name)
    open.removeAll { $0.depth <= 0 || endsLinks && $0.kind == .link }
  }

  private func kind(_ name: String, _ attributes: MarkupAttributes?) -> Kind? {
    if let kind = Self.elements[name] { return kind }
    if name == "header" { return isIn(.article) ? nil : .surrounding }
    guard let attributes, Self.mayBeNamed.contains(name) else { return nil }
    if attributes["itemprop"].lowercased() == "articlebody" { return .article }
    return Self.isSurrounding(attributes) ? .surrounding : nil
  }

  private static let cellElements: Set<String> = ["td", "th", "tr", "table"]

  private static let elements: [String: Kind] = [
    "nav": .surrounding, "footer": .surrounding, "aside": .surrounding, "form": .surrounding,
    "article": .article,
    "svg": .hidden, "select": .hidden, "button": .hidden, "template": .hidden, "object": .hidden,
    "math": .hidden, "noscript": .hidden, "audio": .hidden, "video": .hidden,
    "figcaption": .caption, "caption": .caption, "a": .link,
    "h1": .heading, "h2": .heading, "h3": .heading, "h4": .heading, "h5": .heading,
    "h6": .heading,
  ]

  /// Elements that stand for anything, so that only their classes say what they are.
  private static let mayBeNamed: Set<String> = ["div", "section", "ul", "ol", "table", "span"]

  /// Whether the names that a page gave to an element say that it surrounds articles: the first
  /// word of one of its classes, or of its identifier, is among ``surroundingWords``.
  private static func isSurrounding(_ attributes: MarkupAttributes) -> Bool {
    let names = (attributes["class"] + " " + attributes["id"]).split(separator: " ")
    return names.contains { name in
      let word = name.prefix { $0.isLetter }.lowercased()
      return surroundingWords.contains(word)
    }
  }

  private static let surroundingWords: Set<String> = [
    "comment", "comments", "related", "share", "sharing", "social", "sidebar", "menu", "nav",
    "navbar", "navigation", "breadcrumb", "breadcrumbs", "footer", "widget", "widgets", "popular",
    "newsletter", "subscribe", "pagination", "advert", "ads", "banner", "cookie", "tags", "disqus",
    "login", "search", "copyright", "addthis", "sharethis", "jp",
  ]
}
