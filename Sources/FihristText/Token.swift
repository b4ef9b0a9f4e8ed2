/// A term and where in the text it came from.
public struct Token: Sendable, Hashable {
  /// The position in the sequence of words, from 0. Words that the index leaves out take positions
  /// too.
  public var position: Int

  /// The word's bytes in the original text (UTF-8), never cut inside a character.
  ///
  /// Several tokens have the same range if one written sign means several words (`ﷺ`).
  public var range: Range<Int>

  /// What the index holds for the word.
  public var term: String
}
