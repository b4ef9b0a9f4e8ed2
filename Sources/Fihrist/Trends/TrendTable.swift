/// The periods of several series: from the first with a document to the last, without gaps.
struct TrendTable {
  /// The starts of the periods, in order.
  let starts: [Int64]
  /// How many documents each period has.
  let documentCounts: [Int]

  /// - Parameter counts: How many documents the periods have, by their starts.
  init(_ counts: [Int64: Int], _ buckets: HistogramCounts.Buckets) {
    let filled = HistogramCounts(counts, buckets: buckets, missing: 0)
      .filled(limit: Histogram.maximumCount)
    starts = filled.map(\.start)
    documentCounts = filled.map(\.count)
  }

  /// The points of a series for the periods.
  func points(of count: TrendCount) -> [Trends.Point] {
    starts.map { count.points[$0] ?? Trends.Point() }
  }
}
