/// A passage of a text that shows why it was found.
///
/// ``text`` is a piece of the original, byte for byte (line breaks too): byte `n` of it is byte
/// `range.lowerBound + n` of the original. Bytes that are not UTF-8 show as U+FFFD.
public struct Snippet: Sendable, Hashable, Codable {
  /// The name of the field whose text it is.
  public var field: String

  /// The piece, of whole words where it can be; no white space at its ends.
  public var text: String

  /// The words that match, in ``text`` (UTF-8 bytes), ascending, without overlap, never cut inside
  /// a character.
  public var marks: [Range<Int>]

  /// The range of the piece in the original text (UTF-8 bytes).
  public var range: Range<Int>

  /// Whether the original has more before the piece: show an ellipsis.
  public var isCutBefore: Bool

  /// Whether the original has more after the piece.
  public var isCutAfter: Bool

  /// ``marks`` in the original text.
  public var originalMarks: [Range<Int>] {
    marks.map { range.lowerBound + $0.lowerBound..<range.lowerBound + $0.upperBound }
  }

  /// The direction of ``text``, by most of its letters.
  public var direction: TextDirection { TextDirection(of: text) }
}
