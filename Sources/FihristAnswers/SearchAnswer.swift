public import Fihrist

/// The answer to a search for programs: what was asked, how it was understood, and what was found.
public struct SearchAnswer: Sendable {
  /// What was found.
  public var results: SearchResults

  /// The text of the query.
  public var query: String

  /// How it was understood.
  public var readAs: String

  /// The text of the filter; nil if there was none.
  public var filter: String?

  /// How long the search took.
  public var milliseconds: Double

  /// Other queries that may be meant.
  public var corrections: [Correction] = []

  /// Whether groups were asked for.
  public var isGrouped = false

  /// Whether hits have snippets.
  public var showsSnippets = false

  /// Whether the work of ranking is shown.
  public var showsWork = false

  /// Makes an answer without corrections, groups, snippets and work.
  public init(
    _ results: SearchResults, query: String, readAs: String, filter: String? = nil,
    milliseconds: Double
  ) {
    self.results = results
    self.query = query
    self.readAs = readAs
    self.filter = filter
    self.milliseconds = milliseconds
  }

  /// One object, as `fihrist search --json` prints it.
  public var json: JSON {
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
    if showsWork { members.append(JSON.Member("stats", results.counters.json)) }
    if !results.notes.isEmpty {
      members.append(JSON.Member("notes", .array(results.notes.map(\.json))))
    }
    if !corrections.isEmpty {
      members.append(JSON.Member("corrections", .array(corrections.map(\.json))))
    }
    if let reason = results.stopReason {
      members.append(JSON.Member("stopped", .string(reason.rawValue)))
    }
    let hits = results.hits.map { $0.json(showsSnippets: showsSnippets) }
    members.append(JSON.Member("hits", .array(hits)))
    members += collected
    if let next = results.next { members.append(JSON.Member("next", .string(next.text))) }
    return .object(members)
  }

  /// What was collected of all matches, as far as it was asked for.
  private var collected: [JSON.Member] {
    var members: [JSON.Member] = []
    if isGrouped {
      let groups = results.groups.map { $0.json(showsSnippets: showsSnippets) }
      members.append(JSON.Member("groups", .array(groups)))
    }
    if !results.facets.isEmpty {
      let facets = results.facets.map { JSON.Member($0.field, $0.json) }
      members.append(JSON.Member("facets", .object(facets)))
    }
    if !results.histograms.isEmpty {
      let histograms = results.histograms.map { JSON.Member($0.field, $0.json) }
      members.append(JSON.Member("histograms", .object(histograms)))
    }
    if !results.summaries.isEmpty {
      let summaries = results.summaries.map { JSON.Member($0.field, $0.json) }
      members.append(JSON.Member("summaries", .object(summaries)))
    }
    return members
  }
}
