/// The periods of several series: from the first with a document to the last, without gaps.
struct TrendTable {
  /// The starts of the periods, in order.
  let starts: [Int64]
  /// Their names, in that order.
  let periods: [String]
  /// How many documents each period has.
  let documentCounts: [Int]

  /// - Parameters:
  ///   - counts: How many documents the periods have, by their starts.
  ///   - buckets: The periods.
  ///   - histogram: What names them.
  init(
    _ counts: [Int64: Int], _ buckets: HistogramCounts.Buckets, named histogram: HistogramBuckets
  ) {
    let filled = HistogramCounts(counts, buckets: buckets, missing: 0)
      .filled(limit: Histogram.maximumCount)
    starts = filled.map(\.start)
    periods = starts.map(histogram.name)
    documentCounts = filled.map(\.count)
  }

  /// The points of a series for the periods.
  ///
  /// - Parameter counts: The counts of the series, by the starts of periods.
  func points(of counts: [Int64: Trends.Point]) -> [Trends.Point] {
    starts.map { counts[$0] ?? Trends.Point() }
  }
}
