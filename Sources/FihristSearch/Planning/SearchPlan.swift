internal import FihristStorage

/// What is done for a query: which documents match, and what is scored.
///
/// What is scored is a flat list of distinct terms and phrases. Which documents match is a tree,
/// ``matching``; or it is said by the list itself, when every item stands in one boolean query, as in
/// most queries.
struct SearchPlan {
  /// The terms and phrases of the query.
  var items: PlannedItems

  /// Which documents match, where the items do not say so themselves.
  let matching: MatchCondition?

  /// Makes the plan of `query`.
  init(_ query: Query, in arena: Arena) {
    let isFlat = query.isFlat
    var builder = SearchPlanBuilder(query, isFlat: isFlat, in: arena)
    if isFlat {
      builder.addClauses(of: query)
      matching = nil
    } else {
      matching = builder.condition(of: query, weight: 1)
    }
    items = PlannedItems(builder)
  }

  /// Makes the plan of a filter: nothing is scored.
  init(filter: Query, in arena: Arena) {
    var builder = SearchPlanBuilder(filter, isFlat: false, in: arena)
    matching = builder.condition(of: filter, weight: nil)
    items = PlannedItems(builder)
  }

  /// Whether it is known that no document matches.
  var isImpossible: Bool {
    items.isImpossible || matching == nil && items.scored.isEmpty
  }

  /// Whether any item makes a match by itself and nothing is forbidden: no document with an item's
  /// term fails to match.
  var isPlain: Bool {
    matching == nil && items.excluded.isEmpty
      && (items.requiredCount == 0 || items.scored.count == 1)
  }
}
