internal import FihristStoredDocuments

extension Index {
  /// Finds the best documents for `text` in the query language.
  ///
  /// Scores are BM25 with statistics over the whole index, so the number of segments changes none;
  /// equal scores are ordered by key.
  ///
  ///     let results = try index.search("+إيران «مجلس الأمن» -رياضة", limit: 10)
  ///
  /// - Parameters:
  ///   - text: Words (any may match), `+must`, `-mustNot`, `"phrases"`.
  ///   - filter: A query that hits must match besides; its words add nothing to scores, which are those
  ///     of a search without it. Here `-mustNot` alone lets all other documents pass.
  ///   - limit: How many hits at most, 0 or more.
  ///   - offset: How many of the best to leave out.
  ///   - counting: Whether ``SearchResults/total`` must be exact.
  ///   - snippetLength: About how many characters of text to show with each hit.
  /// - Throws: ``/FihristSearch/QueryError`` if `text` or `filter` is no query, with a reason that says so
  ///   if it is the filter; ``/FihristStorage/IndexError`` if the index is damaged.
  public func search(
    _ text: String, filter: String? = nil, limit: Int = 10, offset: Int = 0,
    counting: MatchCounting = .asFarAsSeen, snippetLength: Int = 200
  ) throws -> SearchResults {
    try measuredSearch(
      text, filter: filter, limit: limit, offset: offset, counting: counting,
      snippetLength: snippetLength
    ).results
  }

  /// Finds as ``search(_:filter:limit:offset:counting:snippetLength:)`` does, and says what
  /// ranking took.
  package func measuredSearch(
    _ text: String, filter: String? = nil, limit: Int = 10, offset: Int = 0,
    counting: MatchCounting = .asFarAsSeen, snippetLength: Int = 200
  ) throws -> (results: SearchResults, counters: RankingCounters) {
    let commit = commit
    let query = try Query.parse(text, analyzer: commit.analyzer)
    let filter = try filter.map { try Query.parseFilter($0, analyzer: commit.analyzer) }
    return try commit.search(
      query, filter: filter, limit: limit, offset: offset, counting: counting,
      snippetLength: snippetLength)
  }

  /// Finds the best documents for `query`, of those that `filter` lets pass, as for texts in the query
  /// language.
  public func search(
    _ query: Query, filter: Query? = nil, limit: Int = 10, offset: Int = 0,
    counting: MatchCounting = .asFarAsSeen, snippetLength: Int = 200
  ) throws(IndexError) -> SearchResults {
    try commit.search(
      query, filter: filter, limit: limit, offset: offset, counting: counting,
      snippetLength: snippetLength
    ).results
  }
}

extension OpenCommit {
  /// The hits of one page, before which `offset` are ranked and left out, and what ranking took.
  func search(
    _ query: Query, filter: Query?, limit: Int, offset: Int, counting: MatchCounting,
    snippetLength: Int
  ) throws(IndexError) -> (results: SearchResults, counters: RankingCounters) {
    let limit = min(max(0, limit), documentCount)
    let offset = min(max(0, offset), documentCount)
    let (ranked, counters) = try withRanker { ranker throws(IndexError) in
      let ranked = try ranker.top(
        query, filter: filter, limit: min(limit + offset, documentCount),
        counting: counting == .exact)
      return (ranked, ranker.counters)
    }
    let snippets = SnippetMaker(
      query: query, analyzer: analyzer, length: snippetLength, weight: snapshot.rarity)
    var hits: [Hit] = []
    for (place, found) in ranked.hits.enumerated().dropFirst(offset) {
      hits.append(try hit(found, rank: place + 1, snippets))
    }
    let total = SearchResults.Total(
      value: ranked.total, relation: ranked.isExact ? .equal : .atLeast)
    return (SearchResults(hits: hits, total: total), counters)
  }

  private var documentCount: Int { Int(snapshot.documentCount) }

  private func hit(
    _ found: RankedHit, rank: Int, _ snippets: SnippetMaker
  ) throws(IndexError) -> Hit {
    let segment = snapshot.segments[found.segment]
    let key = String(decoding: try segment.key(of: found.document), as: UTF8.self)
    let fields = try storedFields(of: found.document, in: segment)
    let text = shownText(of: fields)
    return Hit(
      rank: rank, key: key, score: found.score, snippet: text.map { snippets.snippet(of: $0) },
      fields: fields)
  }

  private func storedFields(
    of document: UInt32, in segment: SegmentReader
  ) throws(IndexError) -> [StoredField] {
    let schema = snapshot.manifest.schema
    return try segment.storedDocument(document).fields.compactMap { value in
      guard schema.fields.indices.contains(value.field) else { return nil }
      return StoredField(
        name: schema.fields[value.field].name, text: String(decoding: value.text, as: UTF8.self))
    }
  }

  /// The text to take a snippet from: the longest of the searched fields, as a title shows itself;
  /// without one the longest stored text.
  private func shownText(of fields: [StoredField]) -> String? {
    let schema = snapshot.manifest.schema
    let indexed = Set(schema.indexedFields.map { schema.fields[$0].name })
    let texts = Set(schema.fields.filter(\.isText).map(\.name))
    let searched = fields.filter { indexed.contains($0.name) }
    let candidates = searched.isEmpty ? fields.filter { texts.contains($0.name) } : searched
    return candidates.max { $0.text.utf8.count < $1.text.utf8.count }?.text
  }
}
