/// The best hits of a query and how many documents match it.
public struct SearchResults: Sendable, Codable {
  /// Hits from the best on; equal scores in the order of their keys.
  public var hits: [Hit]

  /// How many documents match, as far as it was counted.
  public var total: Total

  /// How many more documents were ranked that do not match: they have words of the same roots. As
  /// exact as ``total``.
  public var related = 0

  /// What was assumed where the text of the query or of the filter is not a valid query.
  public var notes: [QueryNote]

  /// Why the search stopped early; `nil` for a complete result. Hits of a partial result match and
  /// have correct scores, but better ones may be missing.
  public var stopReason: StopReason?

  /// The work of ranking.
  public var counters: RankingCounters

  /// The facets that were asked for, in that order.
  public var facets: [Facet] = []

  /// The histograms that were asked for, in that order.
  public var histograms: [Histogram] = []

  /// The summaries that were asked for, in that order.
  public var summaries: [ColumnSummary] = []

  /// The groups, if they were asked for, in the order of their best hits; ``hits`` is empty then.
  public var groups: [HitGroup] = []

  /// Where the next page starts; `nil` after the last hit, or if none was shown.
  public var next: SearchCursor?

  /// Whether the search stopped early.
  public var isPartial: Bool { stopReason != nil }

  /// How many documents match.
  public struct Total: Sendable, Hashable, Codable {
    /// What a count means.
    public enum Relation: String, Sendable, Hashable, Codable {
      /// Exactly this many match.
      case equal = "eq"
      /// At least this many match.
      case atLeast = "gte"
    }

    /// The count.
    public var value: Int
    /// What it means.
    public var relation: Relation

    /// Makes a total.
    public init(value: Int, relation: Relation) {
      self.value = value
      self.relation = relation
    }
  }

  /// Makes results.
  public init(
    hits: [Hit], total: Total, notes: [QueryNote] = [], stopReason: StopReason? = nil,
    counters: RankingCounters = RankingCounters()
  ) {
    self.hits = hits
    self.total = total
    self.notes = notes
    self.stopReason = stopReason
    self.counters = counters
  }
}

extension SearchResults: Hashable {
  /// Whether the results are equal; the counters are not compared.
  public static func == (one: Self, other: Self) -> Bool {
    one.hits == other.hits && one.total == other.total && one.notes == other.notes
      && one.stopReason == other.stopReason && one.facets == other.facets
      && one.histograms == other.histograms && one.summaries == other.summaries
      && one.groups == other.groups && one.next == other.next && one.related == other.related
  }

  /// Hashes the results.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(hits)
    hasher.combine(total)
    hasher.combine(notes)
    hasher.combine(stopReason)
  }
}
