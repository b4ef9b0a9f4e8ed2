internal import FihristFormat
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
    let spaced = SpacedQuery(query, in: self)
    let plan = SearchPlan(spaced, in: memory.arena)
    try plan.check("query")
    let open = try OpenTerms(plan.items.terms, in: self, memory.arena)
    var frequencies: [CollectionStatistics.Term: UInt64] = [:]
    for term in plan.items.terms.indices {
      frequencies[plan.items.key(of: term)] = UInt64(open.frequency(of: term))
    }
    let space = spaced.spaces.words
    return CollectionStatistics(
      documentCount: documentCount,
      totalLengths: [TermSpaceOrdinal(rawValue: UInt8(space)): totalLengths[space]],
      documentFrequencies: frequencies)
  }
}
