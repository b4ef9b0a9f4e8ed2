extension OpenCommit {
  /// Reads a query and a filter as a search does.
  ///
  /// - Throws: ``QueryError`` if the reading is strict.
  func read(
    _ query: QuerySource, filter: QuerySource?, _ reading: QueryReading
  ) throws -> ReadRequest {
    var request = SearchRequest("")
    (request.query, request.filter, request.reading) = (query, filter, reading)
    return try read(request)
  }

  /// All documents that match what was read.
  func matches(
    of read: ReadRequest, until deadline: SearchDeadline?
  ) throws(IndexError) -> MatchingDocuments {
    try withRanker { ranker throws(IndexError) in
      try ranker.matches(of: read.query, filter: read.filter, until: deadline)
    }
  }
}
