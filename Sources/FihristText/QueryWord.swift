/// A term of a query, with the information that a query parser needs.
package struct QueryWord: Sendable, Hashable {
  /// What to look up; `nil` if the index leaves the word out, so that nothing can match.
  package var term: String?

  /// Its form without the article; `nil` if the analyzer has no levels, or the word none.
  package var form: String?

  /// Its root; `nil` as ``form``, and for names of months and foreign names, which have none.
  package var root: String?

  /// The word's bytes in the query (UTF-8), never cut inside a character.
  package var range: Range<Int>

  /// The position in the sequence of words, from 0, as in the index: for phrases.
  package var position: Int

  /// Whether the word is on the analyzer's stop list.
  package var isStopWord: Bool

  /// Whether the word is written together with the one before it (`S-300`, `2024/05/18`, `محمدﷺ`):
  /// no white space between them, and nothing but a connecting sign. Best searched as a phrase.
  package var isJoinedToPrevious: Bool
}
