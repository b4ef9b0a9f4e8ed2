import Fihrist

/// Facets, histograms and summaries for people.
enum CollectedLines {
  /// The lines of everything that was collected, each part ended by an empty line.
  static func lines(_ results: SearchResults, for terminal: Terminal) -> [String] {
    var lines: [String] = []
    for facet in results.facets { lines += self.lines(facet, for: terminal) + [""] }
    for histogram in results.histograms { lines += self.lines(histogram, for: terminal) + [""] }
    for summary in results.summaries { lines += self.lines(summary, for: terminal) + [""] }
    return lines
  }

  private static func lines(_ facet: Facet, for terminal: Terminal) -> [String] {
    var rows = facet.values.map { (name: $0.value.displayed, count: $0.count) }
    if facet.other > 0 { rows.append(("(other)", facet.other)) }
    if facet.missing > 0 { rows.append(("(missing)", facet.missing)) }
    return [terminal.bold(facet.field)] + bars(rows, for: terminal)
  }

  private static func lines(_ histogram: Histogram, for terminal: Terminal) -> [String] {
    var rows = histogram.values.map { (name: $0.name, count: $0.count) }
    if histogram.missing > 0 { rows.append(("(missing)", histogram.missing)) }
    return [terminal.bold(histogram.field)] + bars(rows, for: terminal)
  }

  private static func lines(_ summary: ColumnSummary, for terminal: Terminal) -> [String] {
    var rows: [(String, String)] = []
    if let least = summary.least { rows.append(("least", least)) }
    if let greatest = summary.greatest { rows.append(("greatest", greatest)) }
    if let sum = summary.sum { rows.append(("sum", "\(sum)")) }
    if let mean = summary.mean { rows.append(("mean", "\(mean)")) }
    rows.append(("documents", Quantity.count(summary.count)))
    if summary.missing > 0 { rows.append(("(missing)", Quantity.count(summary.missing))) }
    return [terminal.bold(summary.field)]
      + rows.map { "  " + $0.0.padded(to: 10) + "  " + $0.1 }
  }

  private static func bars(
    _ rows: [(name: String, count: Int)], for terminal: Terminal
  ) -> [String] {
    let most = max(1, rows.map(\.count).max() ?? 1)
    let nameWidth = min(32, rows.map { $0.name.columnCount }.max() ?? 0)
    let countWidth = rows.map { Quantity.count($0.count).count }.max() ?? 0
    let barWidth = terminal.barWidth(beside: nameWidth + countWidth + 6)
    return rows.map { row in
      let count = Quantity.count(row.count)
      let bar = String(
        repeating: "█", count: row.count == 0 ? 0 : max(1, row.count * barWidth / most))
      // Otherwise the number behind a name from right to left would stand before it.
      return "  " + terminal.isolated(row.name.padded(to: nameWidth)) + "  "
        + count.padded(to: countWidth, atEnd: false) + "  " + bar
    }
  }
}
