/// Gathers the clauses of a query: the same item twice is one clause of twice the weight.
struct QueryBuilder {
  /// What makes two clauses one.
  private struct Key: Hashable {
    var item: Query.Item
    var isProhibited: Bool
  }

  private(set) var query = Query(clauses: [])
  private var places: [Key: Int] = [:]
  private var termCount = 0
  private var hasPositive = false
  /// Common words: left out unless the query has nothing else to find documents with.
  private var stopWords: [(item: Query.Item, range: Range<Int>)] = []

  /// Adds a clause.
  ///
  /// - Returns: `false`, having added nothing, if the query would have too many terms.
  mutating func add(
    _ occur: Query.Occur, _ item: Query.Item, at range: Range<Int>, isStopWord: Bool = false
  ) -> Bool {
    guard !isStopWord else {
      if !hasPositive { stopWords.append((item, range)) }
      return true
    }
    if occur != .mustNot {
      hasPositive = true
      stopWords = []
    }
    return merge(occur, item, range)
  }

  /// Adds the stop words if there is nothing else.
  ///
  /// - Returns: `false` if the query would have too many terms.
  mutating func finish() -> Bool {
    let words = stopWords
    stopWords = []
    return words.allSatisfy { merge(.should, $0.item, $0.range) }
  }

  private mutating func merge(
    _ occur: Query.Occur, _ item: Query.Item, _ range: Range<Int>
  ) -> Bool {
    let key = Key(item: item, isProhibited: occur == .mustNot)
    if let place = places[key] {
      query.clauses[place].ranges.append(range)
      if occur != .mustNot { query.clauses[place].weight += 1 }
      if occur == .must { query.clauses[place].occur = .must }
      return true
    }
    guard query.clauses.count < Query.maximumClauseCount,
      termCount + item.termCount <= Query.maximumTermCount
    else { return false }
    termCount += item.termCount
    places[key] = query.clauses.count
    query.clauses.append(Query.Clause(occur, item, ranges: [range]))
    return true
  }
}
