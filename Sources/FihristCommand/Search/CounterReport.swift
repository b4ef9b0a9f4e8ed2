import Fihrist

/// The work of ranking a query, for people.
enum CounterReport {
  /// A line for each count, the numbers under each other.
  static func lines(_ counters: RankingCounters) -> [String] {
    let rows = rows(counters).map { (count: Quantity.count($0.count), text: $0.text) }
    let width = rows.map(\.count.count).max() ?? 0
    return rows.map { row in
      String(repeating: " ", count: width - row.count.count) + "\(row.count)  \(row.text)"
    }
  }

  /// For each count what people read, and the number.
  private static func rows(
    _ counters: RankingCounters
  ) -> [(text: String, count: Int)] {
    [
      ("postings decoded", counters.decodedPostings),
      ("documents scored exactly", counters.scoredDocuments),
      ("documents whose positions were compared", counters.comparedPositions),
      ("windows of documents read", counters.windows),
      ("windows skipped", counters.skippedWindows),
    ]
  }
}
