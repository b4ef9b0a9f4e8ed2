internal import FihristText

extension Query {
  /// A word with its levels, as an analyzer with levels makes them. A word that is not Arabic has
  /// none: it is a ``term(_:)-([UInt8])``.
  ///
  /// Documents match by the stem. In a query that ranks documents with any of its words, those that
  /// have only the root are found too, below the others.
  public struct Word: Sendable, Hashable {
    /// The UTF-8 bytes of its stem, a term of the index.
    public var stem: [UInt8]

    /// Those of its form without the article.
    public var form: [UInt8]

    /// Those of its root.
    public var root: [UInt8]

    /// Makes a word of its levels.
    public init(stem: [UInt8], form: [UInt8], root: [UInt8]) {
      self.stem = stem
      self.form = form
      self.root = root
    }
  }

  /// The documents that have a word; scored at each of its levels that the index has.
  public static func word(_ word: Word) -> Query { Query(.word(word)) }

  /// The documents that have any word of the root with these UTF-8 bytes; none if the index keeps
  /// no roots.
  public static func root(_ bytes: [UInt8]) -> Query { Query(.root(bytes)) }
}

extension Query {
  /// The query for a word of a text; nil if the index leaves it out.
  init?(_ word: QueryWord) {
    guard let term = word.term else { return nil }
    guard let form = word.form, let root = word.root else {
      self = .term(term)
      return
    }
    self = .word(
      Word(stem: Array(term.utf8), form: Array(form.utf8), root: Array(root.utf8)))
  }
}
