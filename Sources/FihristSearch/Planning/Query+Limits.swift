internal import FihristStorage

extension Query {
  /// Refuses a query or filter (`name` says which) that is too deep or has too many terms.
  func check(_ name: String) throws(IndexError) {
    guard depth <= Self.maximumDepth else {
      throw IndexError.invalid(
        name, "\(depth) queries inside each other are too many",
        advice: "keep to \(Self.maximumDepth)")
    }
  }
}

extension SearchPlan {
  /// Refuses the plan of a query or filter (`name` says which) that has too many parts.
  func check(_ name: String) throws(IndexError) {
    let scored = items.wordCount(items.scored)
    let count = max(scored + items.excluded.count, items.wordCount(items.conditions))
    guard count > Query.maximumClauseCount else { return }
    throw IndexError.invalid(
      name, "\(count) distinct terms and phrases are too many",
      advice: "keep to \(Query.maximumClauseCount)")
  }
}
