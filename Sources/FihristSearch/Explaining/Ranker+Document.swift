internal import FihristStorage

extension Ranker {
  /// Whether a live document matches `query`.
  ///
  /// - Parameters:
  ///   - query: A query, or a part of one.
  ///   - document: Its number.
  ///   - index: The segment that has it.
  /// - Throws: ``IndexError`` as a search does.
  /// - Complexity: O(postings of the terms).
  func matches(
    _ query: Query, _ document: UInt32, ofSegment index: Int
  ) throws(IndexError) -> Bool {
    defer { endQuery() }
    let scratch = startQuery(nil)
    try query.check("query")
    let plan = SearchPlan(filter: SpacedQuery(query, in: snapshot), in: scratch.arena)
    try plan.check("query")
    let terms = try OpenTerms(plan.items.terms, in: snapshot, scratch.arena)
    try plan.conditions?.open(in: snapshot, limit: expansionLimit, until: scratch.stop)
    let all = view(index)
    let one = DocumentBits(documentCount: all.documentCount, in: scratch.arena)
    one.clear()
    one.insert(Int(document))
    var matcher = SegmentMatcher(
      plan.items, conditions: plan.conditions, terms: terms, in: all.restricted(to: one),
      reader: snapshot.segments[index], scratch: scratch)
    let found = try matcher.documents(matching: plan.matching ?? .all)
    return found?.isEmpty == false
  }
}
