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
  /// Whether ``hits`` are in their order.
  private var isSorted = true
  /// Whether hits may come from several segments.
  private let isSplit: Bool
  /// The best so far, without their documents; `nil` before the first segment.
  private var best: TopHits?

  /// Makes an empty collection of the best `limit` documents of `snapshot`.
  init(limit: Int, of snapshot: Snapshot) {
    self.limit = limit
    isSplit = snapshot.segments.count > 1
  }

  /// Makes a collection of all documents that match in `snapshot`, in no order.
  init(allOf snapshot: Snapshot) {
    limit = max(1, Int(clamping: snapshot.documentCount))
    matches = snapshot.segments.map { _ in [] }
    isSplit = true
  }

  /// A heap for the next segment, which has `documentCount` documents; ``add(_:segment:)`` takes it
  /// back.
  ///
  /// It starts with the scores of the best hits so far, so that a document which they exceed is not
  /// kept, and the threshold of the segment is that of all segments before it.
  func top(documentCount: Int, in arena: Arena) -> TopHits {
    if matches != nil { return TopHits(limit: min(limit, documentCount), in: arena) }
    return best ?? TopHits(limit: limit, in: arena)
  }

  /// Adds the best hits of a segment.
  mutating func add(_ top: inout TopHits, segment: Int) {
    guard isSplit, matches == nil else { return addAll(of: &top, segment: segment) }
    isSorted = false
    top.moveHits(segment: segment, to: &hits)
    best = top
    guard top.isFull else { return }
    threshold = max(threshold, top.threshold)
    // Those that better ones of later segments have displaced.
    if hits.count / 4 > limit { dropDisplaced() }
  }

  /// Adds hits of a segment without effect on the threshold.
  mutating func addAll(of top: inout TopHits, segment: Int) {
    if matches != nil {
      matches?[segment].append(top.numbers)
      return
    }
    let before = hits.count
    top.drain(segment: segment, into: &hits)
    isSorted = isSorted && before == 0
    if before == 0, hits.count >= limit { threshold = max(threshold, hits[limit - 1].score) }
  }

  /// Drops what is below the best. Hits with the score of the last one wanted all stay: keys have
  /// not been compared.
  private mutating func dropDisplaced() {
    guard let best, best.isFull else { return }
    let least = best.threshold
    hits.removeAll { $0.score < least }
  }

  /// The hits wanted, best first; equal scores by key.
  consuming func best(in snapshot: Snapshot) throws(IndexError) -> [RankedHit] {
    guard !isSorted else { return hits }
    dropDisplaced()
    try HitOrder(snapshot).sort(&hits) { $0 }
    hits.removeLast(max(0, hits.count - limit))
    return hits
  }
}
