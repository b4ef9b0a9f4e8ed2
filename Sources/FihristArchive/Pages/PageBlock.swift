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

  /// What the block adds to a main text that it is part of: its letters, those in links
  /// counted against it twice, less ``cost``.
  var worth: Int { isSurrounding ? -Self.cost : letters - 3 * linkLetters - Self.cost }

  /// Shorter blocks than this, in letters, do not make a text: buttons, dates, names of sections.
  private static let cost = 25
}
