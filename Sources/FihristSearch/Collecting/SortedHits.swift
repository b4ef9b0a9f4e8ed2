internal import FihristFormat
package import FihristStorage

/// The first documents of a set in an order by columns; equal ones by key.
package struct SortedHits {
  private let keys: [SortKey]
  private let limit: Int
  private let after: SortPosition?
  private var found: [SortedHit] = []

  /// Makes an empty collection of at most `limit` documents that come behind `after`.
  package init(by keys: [SortKey], limit: Int, after: SortPosition? = nil) {
    self.keys = keys
    self.limit = limit
    self.after = after
  }

  /// The documents, the first first.
  package var hits: [SortedHit] { found }

  /// Adds `documents` of segment `index` of a snapshot; no key is the score.
  ///
  /// - Complexity: O(documents · log(limit)); blocks of numbers of the first key that hold
  ///   nothing better than what is known are passed over.
  mutating func add(
    _ documents: DocumentBits, of segment: SegmentReader, index: Int
  ) throws(IndexError) {
    guard limit > 0 else { return }
    var best = BestDocuments(try columns(of: segment), limit: limit)
    try best.add(documents, behind: try start(best.columns, segment))
    try take(best, of: segment, index: index)
  }

  /// Adds documents of `snapshot` with their scores.
  ///
  /// - Complexity: O(documents of the segments + hits · log(limit)).
  package mutating func add(_ ranked: some Sequence<RankedHit>, in snapshot: Snapshot)
    throws(IndexError)
  {
    guard limit > 0 else { return }
    var hits = [[RankedHit]](repeating: [], count: snapshot.segments.count)
    for hit in ranked { hits[hit.segment].append(hit) }
    for index in hits.indices where !hits[index].isEmpty {
      let segment = snapshot.segments[index]
      var scores = [Float](repeating: 0, count: segment.documentCount)
      for hit in hits[index] { scores[Int(hit.document)] = hit.score }
      var best = BestDocuments(try columns(of: segment, scores: scores), limit: limit)
      let start = try start(best.columns, segment)
      // Columns are read in the order of documents.
      for document in hits[index].map(\.document).sorted() {
        try best.add(Int(document), behind: start)
      }
      try take(best, of: segment, index: index)
    }
  }

  private func columns(
    of segment: SegmentReader, scores: [Float] = []
  ) throws(IndexError) -> [SortColumn] {
    var columns: [SortColumn] = []
    for key in keys { columns.append(try SortColumn(key, of: segment, scores: scores)) }
    return columns
  }

  private func start(
    _ columns: [SortColumn], _ segment: SegmentReader
  ) throws(IndexError) -> StartFilter? {
    guard let after else { return nil }
    return try StartFilter(after, columns, segment)
  }

  private mutating func take(
    _ best: BestDocuments, of segment: SegmentReader, index: Int
  ) throws(IndexError) {
    var hits: [SortedHit] = []
    for document in best.sorted() {
      var values: [SortValue] = []
      for column in best.columns { values.append(try column.value(of: document)) }
      hits.append(
        SortedHit(
          segment: index, document: UInt32(document), values: values,
          key: try segment.key(of: UInt32(document))))
    }
    found = Array((found + hits).sorted { precedes($0, $1) }.prefix(limit))
  }

  private func precedes(_ one: SortedHit, _ other: SortedHit) -> Bool {
    for (index, key) in keys.enumerated() {
      let precedes = one.values[index].precedes(
        other.values[index], isDescending: key.isDescending)
      if let precedes { return precedes }
    }
    return one.key.lexicographicallyPrecedes(other.key)
  }
}
