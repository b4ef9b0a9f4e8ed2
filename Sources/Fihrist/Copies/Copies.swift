/// The copies among documents.
public struct Copies: Sendable, Hashable, Codable {
  /// The clusters, the largest first; equal ones by the key of their first document.
  public var clusters: [CopyCluster]

  /// How many documents were compared.
  public var documentCount: Int

  /// What was assumed where a text is not a valid query.
  public var notes: [QueryNote]
}
