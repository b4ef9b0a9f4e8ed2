import FihristAnswers

/// Latencies of several kinds of requests, for people and for programs.
struct LatencyTable {
  /// One kind, and what its requests took.
  struct Row {
    var name: String
    var latencies: RequestLatencies
  }

  /// What the first column is.
  var title: String
  /// In the order in which they are shown.
  var rows: [Row]
  /// Whether requests were sent at a rate; otherwise they have no time at which they were due.
  var isSteady: Bool

  /// A table in milliseconds, with a line for each way to count.
  func table() -> Table {
    var table = Table(
      [(title, .left), ("requests", .right), ("ms from", .left)]
        + ["mean", "p50", "p90", "p99", "p99.9", "max"].map { ($0, .right) })
    for row in rows {
      var cells = [row.name.displayed, Quantity.count(row.latencies.intended.count)]
      if isSteady {
        table.append(cells + ["due time"] + figures(row.latencies.intended))
        cells = ["", ""]
      }
      table.append(cells + ["sending"] + figures(row.latencies.sent))
    }
    return table
  }

  private func figures(_ latencies: Latencies) -> [String] {
    latencies.figures.map { figure in
      guard latencies.count > 0 else { return "" }
      let decimals = figure.value < 10 ? 3 : figure.value < 100 ? 2 : 1
      return Quantity.decimal(figure.value, decimals: decimals)
    }
  }

  /// The rows as objects; times in milliseconds.
  var json: JSON {
    .array(
      rows.map { row in
        var members = [
          JSON.Member(title, .string(row.name)),
          JSON.Member("requests", .integer(row.latencies.intended.count)),
        ]
        if isSteady { members.append(JSON.Member("due_ms", object(row.latencies.intended))) }
        return .object(members + [JSON.Member("sent_ms", object(row.latencies.sent))])
      })
  }

  /// Rounded to microseconds.
  private func object(_ latencies: Latencies) -> JSON {
    .object(
      latencies.figures.map {
        JSON.Member(
          $0.name, latencies.count == 0 ? .null : .number(($0.value * 1000).rounded() / 1000))
      })
  }
}
