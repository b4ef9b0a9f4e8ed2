internal import FihristFormat
internal import FihristStorage

/// The best hits of the segments so far, and the threshold that they set for the next segments.
struct CollectedHits {
  /// How many hits are wanted; at least 1.
  let limit: Int
  /// A score that the hits wanted are known to reach.
  var threshold: Float = 0
  /// How many documents match, where they are counted.
  var total = 0

  private var hits: [RankedHit] = []
  private var segmentCount = 0

  init(limit: Int) { self.limit = limit }

  /// Adds the best hits of a segment, at most ``limit``.
  mutating func add(_ top: inout TopHits, segment: Int) {
    let before = hits.count
    top.drain(segment: segment, into: &hits)
    if hits.count > before { segmentCount += 1 }
    guard segmentCount > 1, hits.count >= limit else {
      if hits.count >= limit { threshold = max(threshold, hits[limit - 1].score) }
      return
    }
    // Hits with the score of the last one wanted all stay: keys have not been compared.
    hits.sort { $0.score > $1.score }
    let last = hits[limit - 1].score
    threshold = max(threshold, last)
    while let hit = hits.last, hit.score < last { hits.removeLast() }
  }

  /// The hits wanted, best first; equal scores by key.
  consuming func best(in snapshot: Snapshot) throws(IndexError) -> [RankedHit] {
    guard segmentCount > 1 else { return hits }
    hits.sort { $0.score > $1.score }
    var first = 0
    while first < min(limit, hits.count) {
      var end = first + 1
      while end < hits.count, hits[end].score == hits[first].score { end += 1 }
      if end - first > 1 { try sortByKey(first..<end, in: snapshot) }
      first = end
    }
    hits.removeLast(max(0, hits.count - limit))
    return hits
  }

  private mutating func sortByKey(
    _ range: Range<Int>, in snapshot: Snapshot
  ) throws(IndexError) {
    var keyed: [(key: [UInt8], hit: RankedHit)] = []
    for hit in hits[range] {
      keyed.append((try snapshot.segments[hit.segment].key(of: hit.document), hit))
    }
    keyed.sort { $0.key.lexicographicallyPrecedes($1.key) }
    hits.replaceSubrange(range, with: keyed.map(\.hit))
  }
}
