/// A block of text of a page: a paragraph, a heading, a cell, an entry of a list.
struct PageBlock: Hashable {
  /// What kind of block it is.
  enum Kind: Hashable {
    case text
    case heading
    case caption
  }

  /// Its text, in the text of the page.
  var range: Range<Int>

  /// What kind of block it is.
  var kind: Kind

  /// How many letters are in links.
  var linkLetters: Int

  /// How many letters there are, those in links included.
  var letters: Int

  /// Whether it is in something that surrounds articles: navigation, comments, a footer.
  var isSurrounding: Bool

  /// Whether it is in the element that the page calls its article.
  var isInArticle: Bool

  /// Whether it goes on after a line break (`br`), so that it is a line of the block before.
  var isContinued: Bool

  /// Whether it is an item of a list, or a cell of a table.
  var isItem: Bool

  /// Whether it is a paragraph (`p`).
  var isParagraph: Bool

  /// How many elements that hold blocks were opened or closed before it: consecutive blocks with
  /// the same number are children of the same element.
  var container: Int

  /// Whether it is mostly a link.
  var isLink: Bool { linkLetters * 2 > letters }

  /// What the block adds to a main text that it is part of: its letters, those in links counted
  /// against it, less a cost that short blocks do not bring in.
  var worth: Int { isSurrounding ? -Self.cost : letters - 2 * linkLetters - ownCost }

  /// Blocks of fewer letters than this do not make a text: buttons, dates, names of sections.
  private static let cost = 15

  /// The cost of short items of lists, and of all blocks where the page says what its article is.
  private static let lowCost = 5

  private var ownCost: Int {
    isContinued ? 0 : isItem || isInArticle ? Self.lowCost : Self.cost
  }
}
