internal import FihristStoredDocuments

extension Index {
  /// Finds documents that are like another, or like a text.
  ///
  ///     let similar = try index.similar(to: SimilarRequest(.key("4621")))
  ///
  /// The words of the text with the greatest count · idf are searched for, as a query for any of
  /// them. The texts of a document are those of its fields that are searched and stored.
  ///
  /// - Parameter request: What to compare with, and which hits to show.
  /// - Returns: The words and the hits; `nil` if no document has the key.
  /// - Throws: ``/FihristSearch/QueryError`` if the reading is strict and the filter is not a
  ///   query; ``/FihristStorage/IndexError`` as ``search(_:)-(SearchRequest)``.
  /// - Complexity: O(bytes of the text) and a look-up for each of its words, then a search.
  public func similar(to request: SimilarRequest) throws -> SimilarDocuments? {
    let commit = commit
    var words = SignificantWords(commit)
    var own: (segment: Int, document: UInt32)?
    switch request.source {
    case .text(let text): words.add(Array(text.utf8))
    case .key(let key):
      guard let found = try commit.document(withKey: key) else { return nil }
      own = found
      let indexed = Set(commit.snapshot.manifest.schema.indexedFields)
      let stored = try commit.snapshot.segments[found.segment].storedDocument(found.document)
      for value in stored.fields where indexed.contains(value.field) { words.add(value.text) }
    }
    // A word that only the document itself has finds nothing.
    let best = try words.best(max(1, request.wordCount), minimum: own == nil ? 1 : 2)
    let query = Query.boolean(should: best.map { .term($0.term) })
    var results = try commit.search(
      request.search(query, isOfDocument: own != nil),
      until: SearchDeadline(
        limit: nil, elapsed: { .zero }, isCancelled: { Task.isCancelled }))
    if let own, case .key(let key) = request.source {
      // It has all the words, so only the filter can leave it out.
      let isCounted = try !best.isEmpty && commit.passes(own, request)
      results.leaveOut(key, isCounted: isCounted, limit: max(0, request.limit))
    }
    results.next = nil
    return SimilarDocuments(words: best, results: results)
  }
}

extension SimilarRequest {
  /// The search for the words, with one more hit than asked for if the document itself may be one.
  fileprivate func search(_ query: Query, isOfDocument: Bool) -> SearchRequest {
    let limit = max(0, min(limit, .max - 1))
    var search = SearchRequest(query, limit: isOfDocument ? limit + 1 : limit)
    search.filter = filter
    search.reading = reading
    search.fields = fields
    search.snippets = snippets
    search.counting = counting
    return search
  }
}

extension SearchResults {
  /// Leaves out the hit with a key, and what is beyond the limit.
  fileprivate mutating func leaveOut(_ key: String, isCounted: Bool, limit: Int) {
    hits.removeAll { $0.key == key }
    hits.removeSubrange(min(limit, hits.count)...)
    for index in hits.indices { hits[index].rank = index + 1 }
    if isCounted, total.value > 0 { total.value -= 1 }
    total.value = max(total.value, hits.count)
  }
}

extension OpenCommit {
  /// Whether a document passes the filter of a request.
  fileprivate func passes(
    _ document: (segment: Int, document: UInt32), _ request: SimilarRequest
  ) throws -> Bool {
    guard request.filter != nil else { return true }
    let read = try read(.query(.all), filter: request.filter, request.reading)
    return try matches(of: read, until: nil)
      .contains(document.document, segment: document.segment)
  }

  /// The segment and the ID of the live document with a key.
  func document(withKey key: String) throws(IndexError) -> (segment: Int, document: UInt32)? {
    let bytes = Array(key.utf8)
    for (index, segment) in snapshot.segments.enumerated() {
      guard let document = try segment.document(withKey: bytes),
        segment.live?.isLive(document) ?? true
      else { continue }
      return (index, document)
    }
    return nil
  }
}
