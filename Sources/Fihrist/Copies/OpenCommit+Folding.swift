extension OpenCommit {
  /// Finds what `request` asks for, with each hit's copies folded under it: hits below it whose
  /// longest texts overlap by half.
  func searchFolding(
    _ request: SearchRequest, until deadline: SearchDeadline
  ) throws -> SearchResults {
    var folding = FoldedSearch(request, isOneIndex: true)
    while let question = folding.question {
      folding.take([try answer(to: question, isPart: false, until: deadline)])
      if let reason = deadline.reason { folding.stop(reason) }
    }
    return folding.results
      ?? SearchResults(hits: [], total: SearchResults.Total(value: 0, relation: .atLeast))
  }
}
