import Fihrist

/// What was found, for people and for programs.
enum SearchReport {
  /// The hits, each followed by an empty line, and how many there are.
  static func lines(
    _ results: SearchResults, milliseconds: Double, for terminal: Terminal
  ) -> [String] {
    var lines: [String] = []
    for hit in results.hits {
      lines += HitLines(hit).lines(for: terminal)
      lines.append("")
    }
    guard results.total.value > 0 else { return lines }
    lines.append(terminal.faint(summary(results, milliseconds)))
    return lines
  }

  private static func summary(_ results: SearchResults, _ milliseconds: Double) -> String {
    let time = Quantity.decimal(milliseconds, decimals: milliseconds < 10 ? 1 : 0)
    let shown = Quantity.count(results.hits.count, "hit")
    switch results.total.relation {
    case .equal:
      return "\(shown) of \(Quantity.count(results.total.value)) in \(time) ms"
    case .atLeast:
      return "\(shown) in \(time) ms; there may be more, and --count counts them"
    }
  }

  /// The same as one object, with the filter if there was one, and with the work of ranking if it
  /// was requested.
  static func json(
    _ results: SearchResults, query: String, readAs: String, filter: String?, milliseconds: Double,
    counters: RankingCounters?
  ) -> JSON {
    let total: JSON = [
      "value": .integer(results.total.value),
      "relation": .string(results.total.relation.rawValue),
    ]
    var members = [
      JSON.Member("query", .string(query)), JSON.Member("read_as", .string(readAs)),
    ]
    if let filter { members.append(JSON.Member("filter", .string(filter))) }
    members += [
      JSON.Member("took_ms", .number((milliseconds * 1000).rounded() / 1000)),
      JSON.Member("total", total),
    ]
    if let counters { members.append(JSON.Member("stats", CounterReport.json(counters))) }
    if !results.notes.isEmpty {
      members.append(JSON.Member("notes", .array(results.notes.map(object))))
    }
    if let reason = results.stopReason {
      members.append(JSON.Member("stopped", .string(reason.rawValue)))
    }
    members.append(JSON.Member("hits", .array(results.hits.map(object))))
    return .object(members)
  }

  private static func object(_ hit: Hit) -> JSON {
    [
      "rank": .integer(hit.rank),
      "key": .string(hit.key),
      "score": .single(hit.score),
      "title": JSON(hit.title),
      "date": JSON(hit.date),
      "source": JSON(hit.source),
      "snippet": JSON(hit.snippet?.text),
      "marks": .array((hit.snippet?.marks ?? []).map(range)),
      "fields": .object(hit.fields.map { JSON.Member($0.name, .string($0.text)) }),
    ]
  }

  private static func object(_ note: QueryNote) -> JSON {
    [
      "code": .string(note.code.rawValue), "text": .string(note.text),
      "column": .integer(note.column),
    ]
  }

  private static func range(_ bytes: Range<Int>) -> JSON {
    ["start": .integer(bytes.lowerBound), "end": .integer(bytes.upperBound)]
  }
}

extension HitLines {
  /// The lines of `hit`.
  init(_ hit: Hit) {
    self.init(
      rank: hit.rank, title: hit.title, source: hit.source, date: hit.date,
      snippet: hit.snippet.map(MarkedText.init) ?? MarkedText(""), key: hit.key, score: hit.score)
  }
}

extension MarkedText {
  /// `snippet`, with an ellipsis where the text goes on.
  init(_ snippet: Snippet) {
    let lead = snippet.isCutBefore ? "… " : ""
    let shift = lead.utf8.count
    self.init(
      lead + snippet.text + (snippet.isCutAfter ? " …" : ""),
      marks: snippet.marks.map { $0.lowerBound + shift..<$0.upperBound + shift })
  }
}
