internal import FihristFormat
internal import FihristStorage

/// How many documents of a set have a number in each bucket.
package struct HistogramCounts {
  /// Which numbers belong together.
  package struct Buckets: Sendable {
    /// The start of the bucket of a number.
    package var start: @Sendable (Int64) -> Int64
    /// The start of the bucket after the one with this start.
    package var next: @Sendable (Int64) -> Int64

    /// Makes buckets.
    package init(
      start: @escaping @Sendable (Int64) -> Int64, next: @escaping @Sendable (Int64) -> Int64
    ) {
      self.start = start
      self.next = next
    }
  }

  private let field: Int
  private let buckets: Buckets
  /// By the starts of the buckets.
  private var counts: [Int64: Int] = [:]

  /// How many documents have no value.
  package private(set) var missingCount = 0

  /// Makes counts of nothing.
  package init(field: Int, buckets: Buckets) {
    self.field = field
    self.buckets = buckets
  }

  /// Makes the counts of buckets that are known.
  ///
  /// - Parameter counts: By the starts of the buckets.
  package init(_ counts: [Int64: Int], buckets: Buckets, missing: Int) {
    field = 0
    self.buckets = buckets
    self.counts = counts
    missingCount = missing
  }

  /// Adds `documents` of a segment.
  ///
  /// - Complexity: O(documents + buckets · log(buckets)).
  mutating func add(_ documents: DocumentBits, of segment: SegmentReader) throws(IndexError) {
    guard case .number(let column)? = try segment.columns?.column(field) else { return }
    guard let bounds = column.bounds else {
      missingCount += documents.count
      return
    }
    var walk = NumberWalk(column)
    var found = BucketTable(buckets, bounds)
    try documents.forEachDocument { (document) throws(IndexError) in
      guard let value = try walk.value(of: document) else {
        missingCount += 1
        return
      }
      found.add(value)
    }
    for (start, count) in found.counts { counts[start, default: 0] += count }
  }

  /// The buckets from the first with a document to the last, in order, with those between them that
  /// have none.
  ///
  /// - Parameter limit: Gaps are filled up to so many buckets in all.
  package func filled(limit: Int) -> [(start: Int64, count: Int)] {
    guard var start = counts.keys.min(), let last = counts.keys.max() else { return [] }
    var filled: [(start: Int64, count: Int)] = []
    while start <= last, filled.count < limit {
      filled.append((start, counts[start] ?? 0))
      let next = buckets.next(start)
      guard next > start else { break }
      start = next
    }
    guard filled.count >= limit, start <= last else { return filled }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
