/// The affixes that an archive analyzer cuts off folded words.
enum Stemming: Sendable {
  /// Nothing.
  case none
  /// The affixes of ``Light10Stemmer``.
  case light10
  /// The same, and clitics before words that are not Arabic.
  case arabic
}
