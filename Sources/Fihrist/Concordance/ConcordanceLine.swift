/// One occurrence with the text around it.
///
/// ``left``, ``match`` and ``right`` joined are a piece of the stored text, byte for byte.
public struct ConcordanceLine: Sendable, Hashable, Codable {
  /// The key of the document.
  public var key: String

  /// The name of the field.
  public var field: String

  /// The text before the occurrence: whole words.
  public var left: String

  /// The occurrence: whole words as they are written.
  public var match: String

  /// The text behind it: whole words.
  public var right: String

  /// Where ``match`` is in the stored text, in bytes of UTF-8.
  public var range: Range<Int>

  /// The fields of the document that were asked for, as far as it has them.
  public var fields: [StoredField]

  /// By what the line is sorted: the words before or behind the occurrence as they are compared,
  /// the nearest first; empty in the order of documents.
  public var sortKey = ""
}
