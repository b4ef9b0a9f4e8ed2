internal import FihristStoredDocuments

extension OpenCommit {
  /// No more hits are compared with each other.
  private static let mostFoldedHits = 2_000

  /// Finds what `request` asks for, with each hit's copies folded under it: hits below it whose
  /// longest texts overlap by half.
  func searchFolding(
    _ request: SearchRequest, until deadline: SearchDeadline
  ) throws -> SearchResults {
    guard request.group == nil else {
      throw IndexError.invalid(
        "collapse", "hits that are grouped cannot be folded as well",
        advice: "ask for one of both")
    }
    let offset = max(0, request.offset)
    let (sum, isPast) = max(0, request.limit).addingReportingOverflow(offset)
    let wanted = isPast ? Int.max : sum
    var wide = request
    wide.collapsesCopies = false
    wide.limit = min(Self.mostFoldedHits, wanted > 500 ? Self.mostFoldedHits : 2 * wanted + 20)
    if case .offset = request.start { wide.start = .offset(0) }
    while true {
      var results = try search(wide, until: deadline)
      let isAll = results.hits.count < wide.limit || wide.limit >= Self.mostFoldedHits
      var folding = try HitFolding(self)
      for hit in results.hits where folding.hits.count <= wanted { try folding.add(hit) }
      if folding.hits.count > wanted || isAll || results.isPartial {
        let kept = folding.hits.prefix(wanted)
        if folding.hits.count > wanted { results.next = kept.last?.position }
        results.hits = Array(kept.dropFirst(offset))
        for index in results.hits.indices { results.hits[index].rank = offset + index + 1 }
        return results
      }
      wide.limit = min(Self.mostFoldedHits, 4 * wide.limit)
    }
  }
}
