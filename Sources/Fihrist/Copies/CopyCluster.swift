/// Articles with much the same text, such as one agency story in several papers.
public struct CopyCluster: Sendable, Hashable, Codable {
  /// Two or more documents, the earliest first; those without a date come last, equal ones by key.
  public var documents: [Document]

  /// One of the articles.
  public struct Document: Sendable, Hashable, Codable {
    /// What identifies it.
    public var key: String

    /// How much of its text is that of the first document: 1 for that itself. It may be less than
    /// was asked for, if a third document is like both.
    public var overlap: Double

    /// The stored fields that were asked for.
    public var fields: [StoredField]
  }
}
