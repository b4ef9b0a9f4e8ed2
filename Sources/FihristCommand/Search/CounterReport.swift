import Fihrist

/// The work of ranking a query, for people and for programs.
enum CounterReport {
  /// One object.
  static func json(_ counters: RankingCounters) -> JSON {
    .object(rows(counters).map { JSON.Member($0.name, .integer($0.count)) })
  }

  /// A line for each count, the numbers under each other.
  static func lines(_ counters: RankingCounters) -> [String] {
    let rows = rows(counters).map { (count: Quantity.count($0.count), text: $0.text) }
    let width = rows.map(\.count.count).max() ?? 0
    return rows.map { row in
      String(repeating: " ", count: width - row.count.count) + "\(row.count)  \(row.text)"
    }
  }

  /// For each count its name in JSON, what people read, and the number.
  private static func rows(
    _ counters: RankingCounters
  ) -> [(name: String, text: String, count: Int)] {
    [
      ("postings_decoded", "postings decoded", counters.decodedPostings),
      ("documents_scored", "documents scored exactly", counters.scoredDocuments),
      ("positions_compared", "documents whose positions were compared", counters.comparedPositions),
      ("windows", "windows of documents read", counters.windows),
      ("windows_skipped", "windows skipped", counters.skippedWindows),
    ]
  }
}
