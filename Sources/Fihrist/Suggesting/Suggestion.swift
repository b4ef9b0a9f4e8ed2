/// What a person who types may want to search for.
public struct Suggestion: Sendable, Hashable, Codable {
  /// The text, as the archive writes it.
  public var text: String

  /// What it is.
  public var kind: Kind

  /// How many documents have the word, or have it behind the word before it; of a title, how many
  /// of those looked at have it.
  public var documents: Int

  /// What a suggestion is.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// What was typed, with its last word completed.
    case word
    /// The title of a document.
    case title
  }
}
