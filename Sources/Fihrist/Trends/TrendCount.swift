internal import FihristStoredDocuments

/// Counts one query by the periods of a column of numbers.
struct TrendCount {
  /// The counts by the starts of periods.
  private(set) var points: [Int64: Trends.Point] = [:]
  /// Those of documents without a date.
  private(set) var undated = Trends.Point()

  private let buckets: HistogramCounts.Buckets
  /// The period of the last number, as most documents are near those before.
  private var last: (numbers: Range<Int64>, start: Int64)?

  /// So many documents are counted between two looks at the clock.
  private static let documentsPerLook = 64

  init(_ buckets: HistogramCounts.Buckets) { self.buckets = buckets }

  /// Adds what documents of a segment have.
  ///
  /// - Parameters:
  ///   - passing: The documents that count at all.
  ///   - matches: Those of them that match the query.
  ///   - deadline: When to stop.
  /// - Returns: Why it stopped; nil if all documents are counted.
  mutating func add(
    segment index: Int, of commit: OpenCommit, field: Int, query: Query,
    passing: MatchingDocuments, matches: MatchingDocuments, until deadline: SearchDeadline
  ) throws(IndexError) -> StopReason? {
    let segment = commit.snapshot.segments[index]
    guard case .number(let column)? = try segment.columns?.column(field) else { return nil }
    var stopReason: StopReason?
    var looked = 0
    var walk = NumberWalk(column)
    var words = try WordCounter(fields: query.occurrenceFields, in: segment)
    var occurrences = try DocumentOccurrences(query, in: segment, commit)
    try passing.forEach(segment: index) { document throws(IndexError) in
      if looked % Self.documentsPerLook == 0 { stopReason = stopReason ?? deadline.reason }
      looked += 1
      guard stopReason == nil else { return }
      var point = Trends.Point()
      point.words = try words.count(in: document)
      if matches.contains(document, segment: index) {
        point.documents = 1
        point.occurrences = try occurrences.count(in: document)
      }
      add(point, at: try walk.value(of: Int(document)))
    }
    return stopReason
  }

  private mutating func add(_ point: Trends.Point, at number: Int64?) {
    guard let number else { return undated.add(point) }
    if last?.numbers.contains(number) != true {
      let start = buckets.start(number)
      last = (start..<max(buckets.next(start), start), start)
    }
    points[last?.start ?? number, default: Trends.Point()].add(point)
  }
}

extension Trends.Point {
  /// Adds other counts. Those of an index have no overflow, and those that another machine sent
  /// must not stop this one.
  mutating func add(_ other: Self) {
    documents &+= other.documents
    occurrences &+= other.occurrences
    words &+= other.words
  }
}
