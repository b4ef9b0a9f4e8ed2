/// The best hits of a query and how many documents match it.
public struct SearchResults: Sendable, Hashable {
  /// Hits from the best on; equal scores in the order of their keys.
  public var hits: [Hit]

  /// How many documents match, as far as it was counted.
  public var total: Total

  /// How many documents match.
  public struct Total: Sendable, Hashable {
    /// What a count says.
    public enum Relation: String, Sendable, Hashable {
      /// Exactly so many match.
      case equal = "eq"
      /// At least so many match.
      case atLeast = "gte"
    }

    /// The count.
    public var value: Int
    /// What it says.
    public var relation: Relation
  }
}

/// Whether all matches are counted.
public enum MatchCounting: Sendable, Hashable {
  /// Documents that cannot be among the best are left out unseen.
  case asFarAsSeen
  /// The total is exact.
  case exact
}
