extension Index {
  /// Finds the best documents for `text` in the query language.
  ///
  /// Scores are BM25 with statistics over the whole index, so they do not depend on the number of
  /// segments; equal scores are ordered by key.
  ///
  ///     let results = try index.search("+إيران «مجلس الأمن» -رياضة", limit: 10)
  ///
  /// Any text is read; ``SearchResults/notes`` say how an unmatched quote, or a text without words,
  /// was understood. ``SearchRequest`` has more choices.
  ///
  /// - Parameters:
  ///   - text: Words (any may match), `+must`, `-mustNot`, `"phrases"`.
  ///   - filter: A query that hits must match as well; its words add nothing to scores. Here
  ///     `-mustNot` alone matches all other documents.
  ///   - limit: How many hits at most, 0 or more.
  ///   - offset: How many of the best to leave out.
  ///   - counting: Whether ``SearchResults/total`` must be exact.
  ///   - snippets: Which passages hits show; none if `nil`.
  /// - Throws: ``/FihristStorage/IndexError`` if the index is damaged.
  public func search(
    _ text: String, filter: String? = nil, limit: Int = 10, offset: Int = 0,
    counting: MatchCounting = .asFarAsSeen, snippets: SnippetOptions? = nil
  ) throws -> SearchResults {
    var request = SearchRequest(text, filter: filter, limit: limit, offset: offset)
    request.counting = counting
    request.snippets = snippets
    return try search(request)
  }

  /// Finds the best documents for `query`, of those that match `filter`, as for texts in the query
  /// language.
  public func search(
    _ query: Query, filter: Query? = nil, limit: Int = 10, offset: Int = 0,
    counting: MatchCounting = .asFarAsSeen, snippets: SnippetOptions? = nil
  ) throws -> SearchResults {
    var request = SearchRequest(query, filter: filter, limit: limit, offset: offset)
    request.counting = counting
    request.snippets = snippets
    return try search(request)
  }

  /// Finds what `request` asks for.
  ///
  /// The search runs on the caller's thread. It stops at ``SearchRequest/timeLimit``, and when the
  /// task that called it is cancelled; ``SearchResults/stopReason`` says so, and the hits are the
  /// best found until then.
  ///
  /// - Throws: ``/FihristSearch/QueryError`` if the reading is strict and a text is not a query
  ///   (the reason says if it is the filter); ``/FihristStorage/IndexError``: `.invalid` for an
  ///   impossible request, such as one for a field that is not stored; `.damaged`.
  public func search(_ request: SearchRequest) throws -> SearchResults {
    let start = ContinuousClock.now
    return try search(
      request,
      until: SearchDeadline(
        limit: request.timeLimit, elapsed: { start.duration(to: .now) },
        isCancelled: { Task.isCancelled }))
  }

  /// Finds what `request` asks for, without blocking the caller's actor.
  ///
  /// A cancelled task gets what was found until then; see ``search(_:)``.
  @concurrent
  public func results(for request: SearchRequest) async throws -> SearchResults {
    try search(request)
  }

  /// Reads `text` in the query language with the analyzer and the fields of this index, as a search
  /// does: what it looks for, what was assumed, and how it was understood.
  public func parsed(_ text: String) -> ParsedQuery {
    let commit = commit
    return ParsedQuery(text, analyzer: commit.analyzer, fields: commit.fields)
  }

  /// Reads `text` as ``parsed(_:)`` does, or the filter `text`, if it is one as it stands.
  ///
  /// - Throws: ``/FihristSearch/QueryError`` if it is not.
  public func query(strictly text: String, isFilter: Bool = false) throws -> Query {
    let commit = commit
    return isFilter
      ? try Query.parseFilter(text, analyzer: commit.analyzer, fields: commit.fields)
      : try Query.parse(text, analyzer: commit.analyzer, fields: commit.fields)
  }

  /// Refuses a condition on the values of `field` that a search refuses: on a field without a
  /// column, or with a text that is not a value of it, as `date:tomorrow`. The error is the same.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `invalid`.
  /// - Complexity: that of reading its texts; no document is looked at.
  public func check(_ condition: Query.ColumnCondition, of field: String) throws {
    try condition.check(field, in: schema)
  }

  /// Finds as ``search(_:)`` does, with a clock and a cancellation of the caller's.
  package func search(
    _ request: SearchRequest, until deadline: SearchDeadline
  ) throws -> SearchResults {
    try commit.search(request, until: deadline)
  }

  /// What scoring `query` needs to know about this index: its documents, their lengths, and how
  /// many have each term. See ``/FihristSearch/CollectionStatistics``.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` if the index is damaged.
  /// - Complexity: a few look-ups for each term.
  public func statistics(for query: Query) throws -> CollectionStatistics {
    try commit.snapshot.statistics(for: query)
  }

  /// What scoring `request` needs to know about this index.
  ///
  /// - Throws: ``/FihristSearch/QueryError`` and ``/FihristStorage/IndexError`` as ``search(_:)``.
  public func statistics(for request: SearchRequest) throws -> CollectionStatistics {
    let commit = commit
    return try commit.snapshot.statistics(for: try commit.read(request).query)
  }
}
