/// What a request asks of columns, resolved for the schema of a commit.
struct ColumnPlan {
  private let schema: Schema
  private let request: SearchRequest

  /// The conditions of what readers have chosen in facets; hits must meet all of them.
  let tests: [ColumnTest]

  /// For each facet the condition of what was chosen in it.
  private let facetTests: [ColumnTest?]

  /// By what hits are ordered; empty for the score alone, the best first.
  let sortKeys: [SortKey]

  /// The field whose values make groups.
  let groupField: Int?

  /// - Throws: ``IndexError`` of kind `invalid` for a field without a column, or of another kind
  ///   than what is asked of it.
  init(_ request: SearchRequest, _ schema: Schema) throws(IndexError) {
    self.request = request
    self.schema = schema
    var facetTests: [ColumnTest?] = []
    for facet in request.facets {
      _ = try ColumnUse.facets.column(facet.field, of: schema)
      facetTests.append(
        facet.selected.isEmpty
          ? nil : try ColumnTest.isAny(of: facet.selected, in: facet.field, of: schema).first)
    }
    self.facetTests = facetTests
    tests = facetTests.compactMap(\.self)
    var keys: [SortKey] = []
    for order in request.sort {
      if let fault = order.directionFault(in: schema) { throw fault }
      let field = order.isByScore ? nil : try ColumnTest.column(order.field, of: schema).field
      keys.append(SortKey(field: field, isDescending: order.isDescending))
    }
    sortKeys = keys == [.bestFirst] ? [] : keys
    groupField = try request.group.map { (group) throws(IndexError) in
      try ColumnUse.groups.column(group.field, of: schema)
    }
  }

  /// Whether anything is wanted of all documents that match.
  var wantsAllMatches: Bool {
    !request.facets.isEmpty || !request.histograms.isEmpty || !request.summaries.isEmpty
      || !sortKeys.isEmpty && !sortsByScore
  }

  /// Whether the score is one of several keys, or the least comes first.
  var sortsByScore: Bool { sortKeys.contains { $0.field == nil } }

  /// What a hit that is ordered by `values` has in the columns among them.
  func sortedValues(_ values: [SortValue]) -> [SortedValue] {
    zip(sortKeys, values).compactMap { key, value in
      key.field.map { SortedValue(value, of: schema.fields[$0]) }
    }
  }

  /// What to collect.
  func collector(sorted: SortedHits?) throws(IndexError) -> MatchCollector {
    var collector = MatchCollector()
    collector.totalTests = tests
    for (index, facet) in request.facets.enumerated() {
      let field = try ColumnUse.facets.column(facet.field, of: schema)
      // What was chosen in a facet does not narrow the facet's own counts.
      var others = facetTests
      others[index] = nil
      collector.facets.append(
        MatchCollector.Part(
          FacetCounts(field: field, prefix: Array(facet.prefix.utf8)),
          tests: others.compactMap(\.self)))
    }
    for histogram in request.histograms {
      let field = try ColumnUse.histograms.column(histogram.field, of: schema)
      let buckets = try HistogramBuckets(histogram, schema.fields[field].type).resolved()
      collector.histograms.append(
        MatchCollector.Part(HistogramCounts(field: field, buckets: buckets), tests: tests))
    }
    for name in request.summaries {
      let field = try ColumnUse.summaries.column(name, of: schema)
      collector.summaries.append(MatchCollector.Part(NumberSummary(field: field), tests: tests))
    }
    collector.sorted = sorted.map { MatchCollector.Part($0, tests: tests) }
    return collector
  }

  /// Puts what was collected into `results`.
  func fill(_ results: inout SearchResults, from collector: MatchCollector) throws(IndexError) {
    for (facet, part) in zip(request.facets, collector.facets) {
      let (values, other) = try part.value.top(facet.limit)
      results.facets.append(
        Facet(
          field: facet.field,
          values: values.map {
            Facet.Value(String(decoding: $0.bytes, as: UTF8.self), count: $0.count)
          }, other: other, missing: part.value.missingCount))
    }
    for (histogram, part) in zip(request.histograms, collector.histograms) {
      let type = try ColumnTest.column(histogram.field, of: schema).type
      results.histograms.append(HistogramBuckets(histogram, type).histogram(part.value))
    }
    for (name, part) in zip(request.summaries, collector.summaries) {
      let type = try ColumnTest.column(name, of: schema).type
      results.summaries.append(ColumnSummary(name, type, part.value))
    }
  }
}
