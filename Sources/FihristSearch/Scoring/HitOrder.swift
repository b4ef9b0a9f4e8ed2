internal import FihristFormat
internal import FihristStorage

/// The order of hits: by score, the greatest first, then by key.
struct HitOrder {
  private let snapshot: Snapshot

  /// The order of hits in `snapshot`.
  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// Sorts what hits belong to. Keys are read only of hits with equal scores in several segments:
  /// within one, documents are in the order of their keys.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  func sort<Element>(
    _ elements: inout [Element], by hit: (Element) -> RankedHit
  ) throws(IndexError) {
    elements.sort {
      let (one, other) = (hit($0), hit($1))
      if one.score != other.score { return one.score > other.score }
      return (one.segment, one.document) < (other.segment, other.document)
    }
    var first = 0
    while first < elements.count {
      let start = hit(elements[first])
      var end = first + 1
      while end < elements.count, hit(elements[end]).score == start.score { end += 1 }
      if end - first > 1, hit(elements[end - 1]).segment != start.segment {
        try sortByKey(first..<end, of: &elements, by: hit)
      }
      first = end
    }
  }

  private func sortByKey<Element>(
    _ range: Range<Int>, of elements: inout [Element], by hit: (Element) -> RankedHit
  ) throws(IndexError) {
    var keyed: [(key: [UInt8], element: Element)] = []
    for element in elements[range] {
      let hit = hit(element)
      keyed.append((try snapshot.segments[hit.segment].key(of: hit.document), element))
    }
    keyed.sort { $0.key.lexicographicallyPrecedes($1.key) }
    elements.replaceSubrange(range, with: keyed.map(\.element))
  }
}
