internal import FihristFormat
package import FihristStorage

/// What is collected of all documents that match, beside the best of them.
package struct MatchCollector {
  /// Something that is collected, and further conditions that apply to it alone.
  package struct Part<Value> {
    /// What is collected.
    package var value: Value
    /// Only documents that pass count.
    package var tests: [ColumnTest]

    /// Makes a part.
    package init(_ value: Value, tests: [ColumnTest] = []) {
      self.value = value
      self.tests = tests
    }
  }

  /// Values of keyword columns.
  package var facets: [Part<FacetCounts>] = []
  /// Buckets of columns of numbers.
  package var histograms: [Part<HistogramCounts>] = []
  /// Summaries of columns of numbers.
  package var summaries: [Part<NumberSummary>] = []
  /// The first documents in an order by columns.
  package var sorted: Part<SortedHits>?
  /// The conditions that the total depends on.
  package var totalTests: [ColumnTest] = []
  /// How many documents match.
  package internal(set) var total = 0
  /// Why not everything was looked at; `nil` for a whole result.
  package internal(set) var stopReason: StopReason?

  /// The expansions that stand for more terms than were looked at.
  package internal(set) var cutExpansions: [Query.Expansion] = []

  /// Makes a collector of nothing but the total.
  package init() {}
}

extension Ranker {
  /// Collects from all documents that match `query` and `filter`.
  ///
  /// - Throws: ``IndexError``: `invalid` for a query that is too large, a phrase where the index
  ///   keeps no positions, or a condition that does not fit its column; `damaged`.
  /// - Complexity: O(postings of the terms + documents / 64 + matches) for each part.
  package func collect(
    _ collector: inout MatchCollector, from query: Query, filter: Query? = nil,
    until deadline: SearchDeadline? = nil
  ) throws(IndexError) {
    defer { endQuery() }
    let scratch = startQuery(deadline)
    try query.check("query")
    let spaced = SpacedQuery(query, in: snapshot)
    let plan = SearchPlan(filter: spaced, in: scratch.arena)
    try plan.check("query")
    let terms = try OpenTerms(plan.items.terms, in: snapshot, scratch.arena, stop: scratch.stop)
    try plan.conditions?.open(
      in: snapshot, limit: expansionLimit, until: scratch.stop)
    var restriction = try Restriction(filter: filter, tests: [], of: self, scratch)
    for index in snapshot.segments.indices where snapshot.segments[index].documentCount > 0 {
      if scratch.stop.isReached() { break }
      guard let segment = try restriction.restricted(view(index)) else { continue }
      var matcher = SegmentMatcher(
        plan.items, conditions: plan.conditions, terms: terms, in: segment,
        reader: snapshot.segments[index], scratch: scratch)
      if let documents = try matcher.documents(matching: plan.matching ?? .all) {
        try add(documents, of: index, to: &collector, scratch)
      }
      add(matcher.counters)
    }
    collector.stopReason = scratch.stop.reason
    collector.cutExpansions = (plan.conditions?.cutExpansions ?? []) + restriction.cutExpansions
  }

  private func add(
    _ documents: DocumentBits, of index: Int, to collector: inout MatchCollector,
    _ scratch: RankingScratch
  ) throws(IndexError) {
    let segment = snapshot.segments[index]
    let spare = DocumentBits(documentCount: segment.documentCount, in: scratch.arena)
    func passing(_ tests: [ColumnTest]) throws(IndexError) -> DocumentBits {
      if tests.isEmpty { return documents }
      spare.copy(documents)
      for test in tests {
        spare.keep(
          words: try snapshot.filters.words(
            passing: test, of: segment, segment: index, in: scratch.arena))
      }
      return spare
    }
    collector.total += try passing(collector.totalTests).count
    for part in collector.facets.indices {
      let documents = try passing(collector.facets[part].tests)
      try collector.facets[part].value.add(documents, of: segment)
    }
    for part in collector.histograms.indices {
      let documents = try passing(collector.histograms[part].tests)
      try collector.histograms[part].value.add(documents, of: segment)
    }
    for part in collector.summaries.indices {
      let documents = try passing(collector.summaries[part].tests)
      try collector.summaries[part].value.add(documents, of: segment)
    }
    if let tests = collector.sorted?.tests {
      try collector.sorted?.value.add(try passing(tests), of: segment, index: index)
    }
  }
}
