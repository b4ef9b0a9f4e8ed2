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

  /// For each segment all documents that match, where groups are made of them; see
  /// ``TopHits/numbers``.
  private(set) var matches: [[Column<UInt64>]]?

  private var hits: [RankedHit] = []
  private var segmentCount = 0

  init(limit: Int) { self.limit = limit }

  /// Makes a collection of all documents that match in `snapshot`, in no order.
  init(allOf snapshot: Snapshot) {
    limit = max(1, Int(clamping: snapshot.documentCount))
    matches = snapshot.segments.map { _ in [] }
  }

  /// Adds the best hits of a segment, at most ``limit``.
  mutating func add(_ top: inout TopHits, segment: Int) {
    if matches != nil {
      matches?[segment].append(top.numbers)
      return
    }
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
    try HitOrder(snapshot).sort(&hits) { $0 }
    hits.removeLast(max(0, hits.count - limit))
    return hits
  }
}
