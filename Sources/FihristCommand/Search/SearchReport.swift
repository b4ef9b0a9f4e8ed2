import Fihrist

/// What was found, for people and for programs.
struct SearchReport {
  private let results: SearchResults
  private let query: String
  private let readAs: String
  private let filter: String?
  private let milliseconds: Double
  private let corrections: [Correction]
  private let isGrouped: Bool
  private let showsSnippets: Bool
  private let showsWork: Bool

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - query: The text of the query.
  ///   - readAs: How it was understood.
  ///   - filter: The text of the filter.
  ///   - milliseconds: How long the search took.
  ///   - corrections: Other queries that may be meant.
  ///   - isGrouped: Whether groups were asked for.
  ///   - showsSnippets: Whether formats for programs have snippets.
  ///   - showsWork: Whether JSON has the work of ranking.
  init(
    _ results: SearchResults, query: String, readAs: String, filter: String?,
    milliseconds: Double, corrections: [Correction] = [], isGrouped: Bool = false,
    showsSnippets: Bool, showsWork: Bool
  ) {
    self.results = results
    self.query = query
    self.readAs = readAs
    self.filter = filter
    self.milliseconds = milliseconds
    self.corrections = corrections
    self.isGrouped = isGrouped
    self.showsSnippets = showsSnippets
    self.showsWork = showsWork
  }

  /// The text in a format for programs, in pieces.
  ///
  /// - Parameter fields: The names of the fields that hits have.
  func pieces(_ format: HitFormat, fields: [String]) -> [String] {
    guard format != .json else { return [json.text + "\n"] }
    let heading = HitText.heading(format, fields: fields, showsSnippets: showsSnippets)
    let hits = results.groups.isEmpty ? results.hits : results.groups.flatMap(\.hits)
    return (heading.map { [$0] } ?? [])
      + HitText.records(of: hits, format, fields: fields, showsSnippets: showsSnippets)
  }

  /// The hits, each followed by an empty line, and how many there are.
  func lines(for terminal: Terminal) -> [String] {
    var lines: [String] = []
    for hit in results.hits {
      lines += HitLines(hit).lines(for: terminal)
      lines.append("")
    }
    for group in results.groups {
      let name = group.value?.displayed ?? "(missing)"
      lines.append(terminal.bold(name) + terminal.faint("  " + Quantity.count(group.total)))
      lines.append("")
      for hit in group.hits {
        lines += HitLines(hit).lines(for: terminal)
        lines.append("")
      }
    }
    lines += CollectedLines.lines(results, for: terminal)
    guard results.total.value + results.related > 0 else { return lines }
    lines.append(terminal.faint(Self.summary(results, milliseconds)))
    return lines
  }

  private static func summary(_ results: SearchResults, _ milliseconds: Double) -> String {
    let time = Quantity.decimal(milliseconds, decimals: milliseconds < 10 ? 1 : 0)
    let shown =
      results.groups.isEmpty
      ? Quantity.count(results.hits.count, "hit") : Quantity.count(results.groups.count, "group")
    switch results.total.relation {
    case .equal:
      let related =
        results.related > 0
        ? " with these words, \(Quantity.count(results.related)) more with related ones" : ""
      return "\(shown) of \(Quantity.count(results.total.value))\(related) in \(time) ms"
    case .atLeast:
      return "\(shown) in \(time) ms; there may be more, and --count counts them"
    }
  }

  /// The same as one object, with the filter if there was one, and with the work of ranking if it
  /// was requested.
  var json: JSON {
    var total = [
      JSON.Member("value", .integer(results.total.value)),
      JSON.Member("relation", .string(results.total.relation.rawValue)),
    ]
    if results.related > 0 { total.append(JSON.Member("related", .integer(results.related))) }
    var members = [
      JSON.Member("query", .string(query)), JSON.Member("read_as", .string(readAs)),
    ]
    if let filter { members.append(JSON.Member("filter", .string(filter))) }
    members += [
      JSON.Member("took_ms", .number((milliseconds * 1000).rounded() / 1000)),
      JSON.Member("total", .object(total)),
    ]
    if showsWork { members.append(JSON.Member("stats", CounterReport.json(results.counters))) }
    if !results.notes.isEmpty {
      members.append(JSON.Member("notes", .array(results.notes.map(Self.object))))
    }
    if !corrections.isEmpty {
      members.append(JSON.Member("corrections", .array(corrections.map(\.json))))
    }
    if let reason = results.stopReason {
      members.append(JSON.Member("stopped", .string(reason.rawValue)))
    }
    let hits = results.hits.map { Self.object($0, showsSnippets: showsSnippets) }
    members.append(JSON.Member("hits", .array(hits)))
    members += Self.collected(results, isGrouped: isGrouped, showsSnippets: showsSnippets)
    if let next = results.next { members.append(JSON.Member("next", .string(next.text))) }
    return .object(members)
  }

  /// What was collected of all matches, as far as it was asked for.
  private static func collected(
    _ results: SearchResults, isGrouped: Bool, showsSnippets: Bool
  ) -> [JSON.Member] {
    var members: [JSON.Member] = []
    if isGrouped {
      let groups = results.groups.map { object($0, showsSnippets: showsSnippets) }
      members.append(JSON.Member("groups", .array(groups)))
    }
    if !results.facets.isEmpty {
      let facets = results.facets.map { JSON.Member($0.field, object($0)) }
      members.append(JSON.Member("facets", .object(facets)))
    }
    if !results.histograms.isEmpty {
      let histograms = results.histograms.map { JSON.Member($0.field, object($0)) }
      members.append(JSON.Member("histograms", .object(histograms)))
    }
    if !results.summaries.isEmpty {
      let summaries = results.summaries.map { JSON.Member($0.field, object($0)) }
      members.append(JSON.Member("summaries", .object(summaries)))
    }
    return members
  }

  private static func object(_ group: HitGroup, showsSnippets: Bool) -> JSON {
    [
      "value": JSON(group.value), "total": .integer(group.total),
      "hits": .array(group.hits.map { object($0, showsSnippets: showsSnippets) }),
    ]
  }

  private static func object(_ facet: Facet) -> JSON {
    [
      "values": .array(facet.values.map { .array([.string($0.value), .integer($0.count)]) }),
      "other": .integer(facet.other), "missing": .integer(facet.missing),
    ]
  }

  private static func object(_ histogram: Histogram) -> JSON {
    var members: [JSON.Member] = []
    switch histogram.buckets {
    case .dates(let unit, let calendar):
      members.append(JSON.Member("unit", .string(unit.rawValue)))
      if calendar != .gregorian {
        members.append(JSON.Member("calendar", .string(calendar.rawValue)))
      }
    case .numbers(let width): members.append(JSON.Member("width", .number(width)))
    }
    let buckets = histogram.values.map { JSON.array([.string($0.name), .integer($0.count)]) }
    members.append(JSON.Member("buckets", .array(buckets)))
    members.append(JSON.Member("missing", .integer(histogram.missing)))
    return .object(members)
  }

  private static func object(_ summary: ColumnSummary) -> JSON {
    [
      "least": JSON(summary.least), "greatest": JSON(summary.greatest),
      "sum": summary.sum.map(JSON.number) ?? .null,
      "mean": summary.mean.map(JSON.number) ?? .null, "count": .integer(summary.count),
      "missing": .integer(summary.missing),
    ]
  }

  /// A hit as an object.
  static func object(_ hit: Hit, showsSnippets: Bool) -> JSON {
    var members = [
      JSON.Member("rank", .integer(hit.rank)), JSON.Member("key", .string(hit.key)),
    ]
    if let score = hit.score { members.append(JSON.Member("score", .single(score))) }
    if hit.isRelated { members.append(JSON.Member("related", .bool(true))) }
    if !hit.copies.isEmpty {
      members.append(JSON.Member("copies", .array(hit.copies.map { .string($0) })))
    }
    if !hit.sortedValues.isEmpty {
      let values = hit.sortedValues.map { JSON.Member($0.field, JSON($0.text)) }
      members.append(JSON.Member("sort", .object(values)))
    }
    members += [
      JSON.Member("title", JSON(hit.title)), JSON.Member("date", JSON(hit.date)),
      JSON.Member("source", JSON(hit.source)),
    ]
    if showsSnippets {
      members.append(JSON.Member("snippets", .array(hit.snippets.map(object))))
    }
    members.append(
      JSON.Member(
        "fields", .object(hit.fields.map { JSON.Member($0.name, .string($0.text)) })))
    return .object(members)
  }

  private static func object(_ snippet: Snippet) -> JSON {
    [
      "field": .string(snippet.field), "dir": .string(snippet.direction.rawValue),
      "parts": .array(
        snippet.parts.map { .array([.string($0.text), .integer($0.isMarked ? 1 : 0)]) }),
    ]
  }

  private static func object(_ note: QueryNote) -> JSON {
    [
      "code": .string(note.code.rawValue), "text": .string(note.text),
      "column": .integer(note.column),
    ]
  }
}

extension HitLines {
  /// The lines of `hit`.
  init(_ hit: Hit) {
    self.init(
      rank: hit.rank,
      title: hit.wholes.first.map(MarkedText.init) ?? MarkedText(hit.title ?? ""),
      source: hit.source, date: hit.date, snippets: hit.snippets.map(MarkedText.init),
      key: hit.key,
      sortedValues: hit.sortedValues.map { $0.text ?? "(missing)" }, score: hit.score,
      isRelated: hit.isRelated, copyCount: hit.copies.count)
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
