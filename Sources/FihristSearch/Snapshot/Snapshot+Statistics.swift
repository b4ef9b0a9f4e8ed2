package import FihristStorage

extension Snapshot {
  /// The statistics that scoring `query` needs, of this snapshot alone.
  ///
  /// - Throws: ``IndexError``: `invalid` for a query that is too large; `damaged`.
  /// - Complexity: O(terms of the query · segments) look-ups; where documents were deleted, the
  ///   lists of the terms are read once.
  package func statistics(for query: Query) throws(IndexError) -> CollectionStatistics {
    try query.check("query")
    var memory = ArenaMemory()
    defer { memory.reset() }
    let plan = SearchPlan(query, in: memory.arena)
    try plan.check("query")
    let open = unsafe try OpenTerms(plan.items.terms, in: self, memory.arena)
    var frequencies: [CollectionStatistics.Term: UInt64] = [:]
    for term in unsafe plan.items.terms.indices {
      frequencies[CollectionStatistics.Term(unsafe Array(plan.items.terms[term]))] = UInt64(
        open.frequency(of: term))
    }
    return CollectionStatistics(
      documentCount: documentCount, totalLengths: [.first: totalLength],
      documentFrequencies: frequencies)
  }
}
