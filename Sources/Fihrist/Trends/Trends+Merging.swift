extension Trends {
  /// The trends of several indexes as those of one with all documents.
  ///
  ///     let request = TrendRequest(["نفط"], by: .year)
  ///     let trends = Trends.merged(try indexes.map { try $0.trends(request) }, for: request)
  ///
  /// All counts are integers that add up, and the shares of a million words are computed from the
  /// sums. So they are those of one index, to the last bit.
  ///
  /// - Parameters:
  ///   - parts: What each index answers to `request`; no two of them have a document in common.
  ///   - request: What was asked for.
  /// - Complexity: O(n · log n) for n periods of all parts, for each series.
  public static func merged(_ parts: [Trends], for request: TrendRequest) -> Trends {
    let name = parts.first?.field ?? request.field ?? ""
    let histogram = request.histogram(of: name)
    var counts: [Int64: Int] = [:]
    for part in parts {
      for (start, count) in zip(part.starts, part.documentCounts) where count > 0 {
        counts[start, default: 0] &+= count
      }
    }
    // Dates have all periods of a request.
    let table = (try? histogram.resolved()).map { TrendTable(counts, $0, named: histogram) }
    var merged = Trends(
      field: name, unit: request.unit, calendar: request.calendar, periods: table?.periods ?? [],
      starts: table?.starts ?? [], documentCounts: table?.documentCounts ?? [], series: [],
      notes: [], stopReason: parts.lazy.compactMap(\.stopReason).first)
    for part in parts {
      for note in part.notes where !merged.notes.contains(note) { merged.notes.append(note) }
    }
    for index in request.queries.indices {
      var series = Series(
        query: parts.lazy.compactMap { $0.series.at(index)?.query }.first ?? "", points: [],
        undated: Point())
      var points: [Int64: Point] = [:]
      for part in parts {
        guard let own = part.series.at(index) else { continue }
        for (start, point) in zip(part.starts, own.points) {
          points[start, default: Point()].add(point)
        }
        series.undated.add(own.undated)
      }
      series.points = table?.points(of: points) ?? []
      merged.series.append(series)
    }
    return merged
  }
}
