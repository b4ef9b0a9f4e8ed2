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
    guard let chosen = try commit.similarSearch(for: request) else { return nil }
    return chosen.documents(
      try commit.search(
        chosen.request,
        until: SearchDeadline(
          limit: nil, elapsed: { .zero }, isCancelled: { Task.isCancelled })))
  }

  /// Chooses the words by which ``similar(to:)`` searches, for several indexes that rank as one.
  ///
  /// - Parameter request: What to compare with. Its statistics must be those of
  ///   ``statistics(for:)-(SimilarRequest)``, summed over all indexes.
  /// - Returns: The search; `nil` if no document has the key.
  /// - Throws: As ``similar(to:)``.
  /// - Complexity: O(bytes of the text) and a look-up for each of its words.
  public func similarSearch(for request: SimilarRequest) throws -> SimilarSearch? {
    try commit.similarSearch(for: request)
  }

  /// What choosing the words of `request` needs to know about this index: its documents, their
  /// lengths, and how many have each word of the text.
  ///
  /// - Returns: The statistics; `nil` if no document has the key.
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: As ``similarSearch(for:)``.
  public func statistics(for request: SimilarRequest) throws -> CollectionStatistics? {
    try commit.words(of: request.source)?.words.statistics()
  }
}

extension OpenCommit {
  /// The words of what documents are compared with, and where it is if it is a document; nil if no
  /// document has the key.
  fileprivate func words(
    of source: SimilarRequest.Source
  ) throws(IndexError) -> (words: SignificantWords, own: (segment: Int, document: UInt32)?)? {
    var words = SignificantWords(self)
    switch source {
    case .text(let text):
      words.add(Array(text.utf8))
      return (words, nil)
    case .key(let key):
      guard let found = try document(withKey: key) else { return nil }
      let indexed = Set(snapshot.manifest.schema.indexedFields)
      let stored = try snapshot.segments[found.segment].storedDocument(found.document)
      for value in stored.fields where indexed.contains(value.field) { words.add(value.text) }
      return (words, found)
    }
  }

  func similarSearch(for request: SimilarRequest) throws -> SimilarSearch? {
    guard let source = try words(of: request.source) else { return nil }
    var words = source.words
    // A word that only the document itself has finds nothing.
    let best = try words.best(
      max(1, request.wordCount), minimum: source.own == nil ? 1 : 2, statistics: request.statistics)
    var search = request.search(
      .boolean(should: best.map { .term($0.term) }), isOfDocument: source.own != nil)
    search.statistics = request.statistics?.only(best.map(\.term))
    guard let own = source.own, case .key(let key) = request.source else {
      return SimilarSearch(words: best, request: search, key: nil, countsDocument: false)
    }
    // It has all the words, so only the filter can leave it out.
    return SimilarSearch(
      words: best, request: search, key: key,
      countsDocument: try !best.isEmpty && passes(own, request))
  }
}

extension CollectionStatistics {
  /// These statistics with the terms of `words` alone.
  fileprivate func only(_ words: [String]) -> CollectionStatistics {
    let terms = Set(words.map { Term(Array($0.utf8)) })
    var statistics = self
    statistics.documentFrequencies = documentFrequencies.filter { terms.contains($0.key) }
    return statistics
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
