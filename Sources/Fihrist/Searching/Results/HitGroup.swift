/// The best hits of one value of a field.
public struct HitGroup: Sendable, Hashable, Codable {
  /// The value; nil for documents that have none.
  public var value: String?

  /// How many documents of the group match.
  public var total: Int

  /// Its best hits, the best first. Their ranks count within the group.
  public var hits: [Hit]
}
