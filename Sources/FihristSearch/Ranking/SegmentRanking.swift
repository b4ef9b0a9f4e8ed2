/// A way to rank one segment.
protocol SegmentRanking: ~Copyable {
  /// The best hits so far.
  var top: TopHits { get set }

  /// How many matching documents were seen; all of them if they are counted.
  var matching: Int { get }

  /// The work done.
  var counters: RankingCounters { get }

  /// Ranks the segment.
  mutating func run() throws(DamagedPostings)
}
