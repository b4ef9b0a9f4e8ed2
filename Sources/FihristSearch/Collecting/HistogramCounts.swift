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
  /// The buckets with a document, in order.
  private var counts: [(start: Int64, count: Int)] = []

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
    self.counts = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
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
    var found = BucketTable(buckets, bounds)
    for block in 0..<column.blockCount where documents.hasDocument(inBlock: block) {
      missingCount += try found.add(documents, ofBlock: block, column)
    }
    counts = Self.joined(counts, found.counts)
  }

  private static func joined(
    _ one: [(start: Int64, count: Int)], _ other: [(start: Int64, count: Int)]
  ) -> [(start: Int64, count: Int)] {
    if one.isEmpty { return other }
    var sums: [(start: Int64, count: Int)] = []
    for bucket in (one + other).sorted(by: { $0.start < $1.start }) {
      if let last = sums.last, last.start == bucket.start {
        sums[sums.count - 1].count += bucket.count
      } else {
        sums.append(bucket)
      }
    }
    return sums
  }

  /// The buckets from the first with a document to the last, in order, with those between them that
  /// have none.
  ///
  /// - Parameter limit: Gaps are filled up to so many buckets in all.
  package func filled(limit: Int) -> [(start: Int64, count: Int)] {
    guard var start = counts.first?.start, let last = counts.last?.start else { return [] }
    var filled: [(start: Int64, count: Int)] = []
    var index = 0
    while start <= last, filled.count < limit {
      if counts[index].start == start {
        filled.append(counts[index])
        index += 1
      } else {
        filled.append((start, 0))
      }
      let next = buckets.next(start)
      guard next > start else { break }
      start = next
    }
    return filled.count >= limit && start <= last ? counts : filled
  }
}
