/// Documents that are like another, or like a text.
public struct SimilarDocuments: Sendable, Hashable, Codable {
  /// The words that were searched for, the most significant first.
  public var words: [Word]

  /// What was found for them.
  public var results: SearchResults

  /// A word of the text, and how significant it is.
  public struct Word: Sendable, Hashable, Codable {
    /// Its most frequent spelling in the text; the first by bytes of equal ones.
    public var text: String

    /// Its term in the index.
    public var term: String

    /// How often it is in the text.
    public var count: Int

    /// How many documents have it.
    public var documents: Int

    /// ``count`` · idf, with the idf of ranking.
    public var weight: Double
  }
}
