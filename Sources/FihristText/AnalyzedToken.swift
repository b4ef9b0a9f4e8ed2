/// A word, its term and the rules that made it: what `fihrist analyze` shows.
public struct AnalyzedToken: Sendable, Hashable {
  /// The word as written.
  public var text: String

  /// The word's bytes in the original text (UTF-8), never cut inside a character.
  public var range: Range<Int>

  /// The position in the sequence of words, from 0.
  public var position: Int

  /// What the index holds for the word; `nil` if the index leaves the word out.
  public var term: String?

  /// The names of the rules that changed something, in the order in which they first did.
  ///
  /// Names are stable: `fold-hamza-alef`, `strip-marks`, `stem-prefix-ال`, `stop-word`…
  public var rules: [String]

  /// Whether the word is on the analyzer's stop list. With ``Analyzer/arabic`` such a word still
  /// has a term: only queries leave it out.
  public var isStopWord: Bool
}
