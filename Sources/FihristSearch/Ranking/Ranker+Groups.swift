internal import FihristFormat
package import FihristStorage

extension Ranker {
  /// The best `size` documents for `query` of each value of a field, for the groups of `range` in
  /// the order of their best documents.
  ///
  /// - Parameters:
  ///   - field: The ordinal of a keyword field with a column.
  ///   - statistics: What scores are computed from; those of the snapshot if `nil`.
  ///   - deadline: When to stop with what was found so far.
  /// - Returns: The groups, and everything but the hits of what ranking all documents gives.
  /// - Throws: as ``top(_:filter:tests:limit:counting:statistics:until:)``.
  /// - Complexity: O(postings of the terms + documents / 64 + matches + distinct values).
  package func groups(
    of query: Query, by field: Int, size: Int, range: Range<Int>, filter: Query? = nil,
    tests: [ColumnTest] = [], statistics: CollectionStatistics? = nil,
    until deadline: SearchDeadline? = nil
  ) throws(IndexError) -> (groups: [MatchGroups.Group], ranked: RankedHits) {
    defer { endQuery() }
    var collected = CollectedHits(allOf: snapshot)
    var ranked = try rank(
      query, filter: filter, tests: tests, limit: .max, counting: true, related: false,
      statistics: statistics, until: deadline, into: &collected)
    let matches = collected.matches ?? []
    ranked.total = matches.joined().reduce(0) { $0 + $1.count }
    let groups = try MatchGroups(
      by: field, of: matches, in: snapshot, size: size, arena: scratch.arena)
    return (try groups.best(range), ranked)
  }
}
