internal import Fihrist

/// The hits of queries that follow each other.
struct HitBlock {
  /// The number of the first query.
  var first: Int
  /// For each query, how many hits all up to it have.
  var hitEnds: [Int64] = []
  var totals: [Int64] = []
  var scores: [Float] = []
  /// For each hit, where its key ends in ``keys``.
  var keyEnds: [Int64] = []
  var keys: [UInt8] = []

  init(first: Int) { self.first = first }

  /// Adds what was found for the next query.
  mutating func append(_ results: SearchResults) {
    for hit in results.hits {
      scores.append(hit.score ?? .nan)
      keys.append(contentsOf: hit.key.utf8)
      keyEnds.append(Int64(keys.count))
    }
    hitEnds.append(Int64(scores.count))
    totals.append(Int64(results.total.value))
  }

  /// Adds the queries of `next`, which follow.
  mutating func append(_ next: HitBlock) {
    let (hits, bytes) = (Int64(scores.count), Int64(keys.count))
    hitEnds.append(contentsOf: next.hitEnds.lazy.map { $0 + hits })
    keyEnds.append(contentsOf: next.keyEnds.lazy.map { $0 + bytes })
    totals.append(contentsOf: next.totals)
    scores.append(contentsOf: next.scores)
    keys.append(contentsOf: next.keys)
  }
}
