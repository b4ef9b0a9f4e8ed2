internal import FihristFormat
internal import FihristStorage

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

  /// Adds `documents` of segment `index` of a snapshot.
  ///
  /// - Complexity: O(documents · log(limit)); blocks of numbers of the first key that hold
  ///   nothing better than what is known are passed over.
  mutating func add(
    _ documents: DocumentBits, of segment: SegmentReader, index: Int
  ) throws(IndexError) {
    guard limit > 0 else { return }
    var columns: [SortColumn] = []
    for key in keys { columns.append(try SortColumn(key, of: segment)) }
    var best = BestDocuments(columns, limit: limit)
    let start = try after.map { (after) throws(IndexError) in
      try StartFilter(after, columns, segment)
    }
    try best.add(documents, behind: start)
    var hits: [SortedHit] = []
    for document in best.sorted() {
      var values: [SortValue] = []
      for column in columns { values.append(try column.value(of: document)) }
      hits.append(
        SortedHit(
          segment: index, document: UInt32(document), values: values,
          key: try segment.key(of: UInt32(document))))
    }
    found = Array((found + hits).sorted { precedes($0, $1) }.prefix(limit))
  }

  private func precedes(_ one: SortedHit, _ other: SortedHit) -> Bool {
    for (index, key) in keys.enumerated() {
      switch (one.values[index], other.values[index]) {
      case (.missing, .missing): continue
      case (.missing, _): return false
      case (_, .missing): return true
      case (.number(let a), .number(let b)):
        if a != b { return (a < b) != key.isDescending }
      case (.string(let a), .string(let b)):
        if a != b { return a.lexicographicallyPrecedes(b) != key.isDescending }
      default: continue
      }
    }
    return one.key.lexicographicallyPrecedes(other.key)
  }
}
