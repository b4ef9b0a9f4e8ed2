import Fihrist
import FihristAnswers

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
    return lines
      + terminal.hanging("", Self.summary(results, milliseconds), style: terminal.faint)
  }

  private static func summary(_ results: SearchResults, _ milliseconds: Double) -> String {
    let time = Quantity.decimal(milliseconds, decimals: milliseconds < 10 ? 1 : 0)
    let shown =
      results.groups.isEmpty
      ? Quantity.count(results.hits.count, "hit")
      : Quantity.count(results.groups.lazy.map(\.hits.count).reduce(0, +), "hit") + " in "
        + Quantity.count(results.groups.count, "group")
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
    var answer = SearchAnswer(
      results, query: query, readAs: readAs, filter: filter, milliseconds: milliseconds)
    answer.corrections = corrections
    answer.isGrouped = isGrouped
    answer.showsSnippets = showsSnippets
    answer.showsWork = showsWork
    return answer.json
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
