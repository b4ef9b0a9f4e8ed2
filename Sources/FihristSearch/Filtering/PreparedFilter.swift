internal import FihristStorage

/// A filter, its terms looked up in all segments of a snapshot.
///
/// A document passes if it has every ``Query/Occur/must`` clause and no ``Query/Occur/mustNot`` clause
/// and, if there is no ``Query/Occur/must`` clause, at least one ``Query/Occur/should`` clause, if there
/// are such. So clauses that only forbid let all other documents pass, unlike those of a query.
@safe struct PreparedFilter {
  /// The items; their weights mean nothing here.
  let query: SearchPlan
  /// The terms of ``query``.
  let terms: OpenTerms
  /// Whether clauses say what documents are to have, and not only what they are not to have.
  let isWanting: Bool
  /// Whether it is known that no document passes.
  let isImpossible: Bool

  /// Looks up the terms of `filter`.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(_ filter: Query, in snapshot: Snapshot, _ arena: Arena) throws(IndexError) {
    var query = SearchPlan(filter, in: arena)
    terms = try query.lookUp(in: snapshot, arena)
    isWanting = filter.clauses.contains { $0.occur != .mustNot }
    // Looking up has dropped the items that no live document has.
    isImpossible =
      filter.clauses.isEmpty || query.isImpossible || isWanting && query.items.isEmpty
    self.query = query
  }
}
