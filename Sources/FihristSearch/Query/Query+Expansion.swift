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

  /// Words that must stand side by side in the stored text as they are written here.
  public struct ExactForm: Sendable, Hashable {
    /// The words as written. Hamzas, ة and ى count; the vowel marks of a word count if it has any.
    public var written: String

    /// The terms of the index that the words have.
    public var terms: [PhraseTerm]

    /// The UTF-8 bytes of their forms without the article, by which the documents are found whose
    /// texts are read; empty if they are not known.
    public var forms: [[UInt8]]

    /// Makes a form.
    ///
    /// - Parameters:
    ///   - written: The words as written.
    ///   - terms: Their terms, with distances as in a phrase.
    ///   - forms: Their forms without the article; every document with the words has each of them.
    public init(written: String, terms: [PhraseTerm], forms: [[UInt8]] = []) {
      self.written = written
      self.terms = terms
      self.forms = forms
    }

    /// What scores.
    var query: Query { .phrase(terms) }
  }
}
