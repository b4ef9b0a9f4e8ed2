internal import Fihrist

/// The hits of queries that follow each other.
struct HitBlock {
  /// The number of the first query.
  var first: Int
  /// For each query, how many hits all before it have; then how many there are.
  var hitOffsets: [Int64] = [0]
  var totals: [Int64] = []
  var scores: [Float] = []
  /// For each hit, where its key starts in ``keys``; then where the last ends.
  var keyOffsets: [Int64] = [0]
  var keys: [UInt8] = []

  init(first: Int) { self.first = first }

  /// Adds what was found for the next query.
  mutating func append(_ results: SearchResults) {
    for hit in results.hits {
      scores.append(hit.score ?? .nan)
      keys.append(contentsOf: hit.key.utf8)
      keyOffsets.append(Int64(keys.count))
    }
    hitOffsets.append(Int64(scores.count))
    totals.append(Int64(results.total.value))
  }

  /// Adds the queries of `next`, which follow.
  mutating func append(_ next: HitBlock) {
    let (hits, bytes) = (Int64(scores.count), Int64(keys.count))
    hitOffsets.append(contentsOf: next.hitOffsets.dropFirst().lazy.map { $0 + hits })
    keyOffsets.append(contentsOf: next.keyOffsets.dropFirst().lazy.map { $0 + bytes })
    totals.append(contentsOf: next.totals)
    scores.append(contentsOf: next.scores)
    keys.append(contentsOf: next.keys)
  }
}
