/// A way to rank one segment.
protocol SegmentRanking: ~Copyable {
  /// The best hits so far.
  var top: TopHits { get set }

  /// How many matching documents were met; all if they are counted.
  var matching: Int { get }

  /// What it took.
  var counters: RankingCounters { get }

  /// Looks at all documents.
  mutating func run() throws(DamagedPostings)
}
