import FihristAnswers

/// What came of a run, for people and for programs.
struct LoadReport {
  var url: String
  var plan: LoadPlan
  /// How many different requests there are.
  var queries: Int
  var record: LoadRecord

  /// The latencies by outcome.
  var table: LatencyTable {
    LatencyTable(title: "answer", rows: record.rows, isSteady: plan.rate != nil)
  }

  /// What was done, in one line.
  var heading: String {
    let connections = Quantity.count(plan.connections, "connection")
    let seconds = Quantity.duration(seconds: plan.duration)
    let pace =
      plan.rate.map { "\(Self.number($0)) requests a second, at most \(connections)" }
      ?? connections
    return "\(url): \(pace), \(seconds), \(Quantity.count(queries, "query", "queries"))"
  }

  /// How many requests succeeded, and whether the connections sufficed, in one line.
  var summary: String {
    let total = Quantity.count(record.all.intended.count, "request")
    var text = "\(total), \(Self.number(successesPerSecond)) answered as asked a second"
    if plan.rate != nil {
      text += "; \(Quantity.count(record.connections, "connection")) open at most"
      if record.delayed > 0 {
        text += ", \(Quantity.count(record.delayed, "request")) waited for one"
      }
    }
    return text
  }

  private var successesPerSecond: Double {
    record.seconds > 0 ? Double(record.succeeded) / record.seconds : 0
  }

  private static func number(_ value: Double) -> String {
    value >= 1000 || value == value.rounded()
      ? Quantity.count(Int(value.rounded())) : Quantity.decimal(value, decimals: 1)
  }

  /// The same as one object; times of requests in milliseconds.
  var json: JSON {
    .object([
      JSON.Member("url", .string(url)),
      JSON.Member("rate", plan.rate.map(JSON.number) ?? .null),
      JSON.Member("connections", .integer(plan.connections)),
      JSON.Member("duration", .number(plan.duration)),
      JSON.Member("warmup", .number(plan.warmup)),
      JSON.Member("queries", .integer(queries)),
      JSON.Member("requests", .integer(record.all.intended.count)),
      JSON.Member("succeeded", .integer(record.succeeded)),
      JSON.Member("succeeded_per_second", .number((successesPerSecond * 10).rounded() / 10)),
      JSON.Member("open", .integer(record.connections)),
      JSON.Member("delayed", .integer(record.delayed)),
      JSON.Member("answers", table.json),
    ])
  }
}
