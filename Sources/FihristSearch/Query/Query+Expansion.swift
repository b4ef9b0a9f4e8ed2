extension Query {
  /// What stands for any number of terms of the index: a pattern, or a word and those like it.
  ///
  /// Patterns are compared with the terms of the index, which most analyzers cut affixes off; their
  /// letters are folded as the analyzer folds those of words, before they come here.
  public enum Expansion: Sendable, Hashable {
    /// The terms that start with the text.
    case prefix(String)
    /// The terms that fit the pattern as a whole: `*` stands for any characters, `?` for one, and
    /// `\` takes the meaning of the character behind it away.
    case wildcard(String)
    /// The terms that fit the regular expression as a whole. It has characters, `.`, `[…]`, `[^…]`,
    /// groups, `|`, `*`, `+`, `?`, `{m,n}` and `\` before a character that is meant as it is.
    case regularExpression(String)
    /// The terms that `edits` edits make of the term: a character inserted, left out or changed, or
    /// two neighbors swapped. If it is weighted, a change between two letters that Arabic typists
    /// confuse counts half.
    case fuzzy(String, edits: Int, isWeighted: Bool)
  }

  /// A word that must stand in the stored text as it is written here.
  public struct ExactForm: Sendable, Hashable {
    /// The word as written. Hamzas, ة and ى count; vowel marks count if it has any.
    public var written: String

    /// The terms of the index that the word has.
    public var terms: [PhraseTerm]

    /// Makes a form.
    public init(written: String, terms: [PhraseTerm]) {
      self.written = written
      self.terms = terms
    }

    /// What scores.
    var query: Query { .phrase(terms) }

    var leaf: Leaf { terms.count == 1 ? .term(terms[0].term) : .phrase(terms) }
  }
}
