import FihristAnswers

/// What queries took that were asked at a rate, for people and for programs.
struct SteadyReport {
  var rate: Double
  var duration: Double
  var threads: Int
  /// How many different queries there are.
  var queries: Int
  var documents: Int
  var latencies: RequestLatencies

  /// The latencies.
  var table: LatencyTable {
    LatencyTable(
      title: "class", rows: [LatencyTable.Row(name: "all", latencies: latencies)], isSteady: true)
  }

  /// What was measured, in one line.
  var heading: String {
    [
      Quantity.count(documents, "document"), Quantity.count(queries, "query", "queries"),
      "\(Quantity.decimal(rate, decimals: rate == rate.rounded() ? 0 : 2)) a second",
      Quantity.duration(seconds: duration), Quantity.count(threads, "thread"),
    ].joined(separator: ", ")
  }

  /// The same as one object; times of queries in milliseconds.
  var json: JSON {
    .object([
      JSON.Member("documents", .integer(documents)), JSON.Member("rate", .number(rate)),
      JSON.Member("duration", .number(duration)), JSON.Member("threads", .integer(threads)),
      JSON.Member("queries", .integer(queries)), JSON.Member("classes", table.json),
    ])
  }
}
