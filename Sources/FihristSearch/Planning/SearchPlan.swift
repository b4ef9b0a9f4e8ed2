internal import FihristStorage

/// The plan of a query: which documents match, and what is scored.
///
/// What is scored is a flat list of distinct terms and phrases. Which documents match is decided by
/// a tree, ``matching``, or by the list itself if all items are in one boolean query, as in most
/// queries.
struct SearchPlan {
  /// The terms and phrases of the query.
  var items: PlannedItems

  /// Which documents match, unless the items decide that themselves.
  let matching: MatchCondition?

  /// What conditions need besides the items; `nil` if they need nothing.
  let conditions: PlannedConditions?

  /// Whether related documents come behind all that match: where the words of the query have one
  /// root, none can be nearer to it than a document that has a word. With several roots, one on
  /// the roots of all words can be nearer than one with a single word, and scores decide.
  private(set) var relatedComeLast = false

  /// Makes the plan of a query.
  ///
  /// - Parameter related: Whether documents may be ranked that do not match, see ``ranksRelated``.
  init(_ spaced: SpacedQuery, related: Bool = true, in arena: Arena) {
    let query = spaced.query
    let isFlat = query.isFlat && (related || !query.ranksRelated)
    var builder = SearchPlanBuilder(query, spaced.spaces, isFlat: isFlat, in: arena)
    if isFlat {
      builder.addClauses(of: query)
      matching = nil
    } else {
      matching = builder.condition(of: query, weight: 1)
    }
    items = PlannedItems(builder)
    conditions = builder.planned
    relatedComeLast = ranksRelated && items.widestLevelCount == 1
  }

  /// Makes the plan of a filter: nothing is scored.
  init(filter spaced: SpacedQuery, in arena: Arena) {
    var builder = SearchPlanBuilder(spaced.query, spaced.spaces, isFlat: false, in: arena)
    matching = builder.condition(of: spaced.query, weight: nil)
    items = PlannedItems(builder)
    conditions = builder.planned
  }

  /// Whether it is known that no document matches.
  var isImpossible: Bool {
    items.isImpossible || matching == nil && items.scored.isEmpty
  }

  /// Whether documents are ranked that have only further levels of the query's words, and so do not
  /// match it.
  var ranksRelated: Bool {
    matching == nil && items.requiredCount == 0
      && items.wordCount(items.scored) < items.scored.count
  }

  /// Whether any one item makes a match and nothing is forbidden, so that every document with an
  /// item's term matches.
  var isPlain: Bool {
    matching == nil && items.excluded.isEmpty
      && (items.requiredCount == 0 || items.scored.count == 1)
  }
}
