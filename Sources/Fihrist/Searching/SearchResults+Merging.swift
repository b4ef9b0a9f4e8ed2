extension SearchResults {
  /// The results of several indexes as those of one.
  ///
  /// Scores compare only if all searches had the same ``SearchRequest/statistics``.
  ///
  ///     var request = SearchRequest("نفط", limit: 10)
  ///     request.facets = [FacetRequest("source")]
  ///     request.counting = .exact
  ///     request.statistics = try indexes.map { try $0.statistics(for: request) }
  ///       .reduce(CollectionStatistics(), +)
  ///     let results = SearchResults.merged(
  ///       try indexes.map { try $0.search(request.part) }, for: request)
  ///
  /// Hits, their order, facets, histograms, summaries, groups and ``next`` are then those of one
  /// index with all documents, to the last bit; so is the total if all matches were counted. Copies
  /// are not folded, whatever ``SearchRequest/collapsesCopies`` is: ``FoldedSearch`` does that.
  ///
  /// - Parameters:
  ///   - parts: The results of each index for the ``SearchRequest/part`` of `request`; no two of
  ///     the indexes have a key in common.
  ///   - request: What was asked for.
  /// - Complexity: O(n · log n) for n hits, values of facets, and groups.
  public static func merged(
    _ parts: [SearchResults], for request: SearchRequest
  ) -> SearchResults {
    let merging = ResultMerging(parts, for: request)
    let isExact = parts.allSatisfy { $0.total.relation == .equal }
    var merged = SearchResults(
      hits: [],
      total: Total(
        value: parts.reduce(0) { $0 + $1.total.value }, relation: isExact ? .equal : .atLeast),
      stopReason: parts.lazy.compactMap(\.stopReason).first)
    for part in parts {
      merged.counters.add(part.counters)
      for note in part.notes where !merged.notes.contains(note) { merged.notes.append(note) }
    }
    if request.group == nil {
      (merged.hits, merged.next) = merging.hits()
      merged.related = merging.related()
    } else {
      merged.groups = merging.groups()
    }
    merged.facets = merging.facets()
    merged.histograms = merging.histograms()
    merged.summaries = request.summaries.indices.compactMap { index in
      ColumnSummary.merged(parts.compactMap { $0.summaries.at(index) })
    }
    return merged
  }
}

extension SearchRequest {
  /// The request for each of several indexes whose results ``SearchResults/merged(_:for:)`` puts
  /// together.
  ///
  /// It asks for more than this one: all hits before the offset, all values of facets, and all
  /// groups. So a part of a result grows with the distinct values of the fields that are counted or
  /// grouped by: some 20 bytes a value, and for groups a few hits, with what they show.
  public var part: SearchRequest {
    var part = self
    part.collapsesCopies = false
    let (end, isPastAll) = max(0, limit).addingReportingOverflow(max(0, offset))
    part.limit = isPastAll || group != nil && end > 0 ? .max : end
    if case .offset = start { part.start = .offset(0) }
    for index in part.facets.indices { part.facets[index].limit = .max }
    return part
  }
}
