extension OpenCommit {
  /// The parsed queries of a request.
  struct ReadRequest {
    var query: Query
    var filter: Query?
    var notes: [QueryNote]
  }

  /// Parses the texts of a request.
  ///
  /// - Throws: ``QueryError`` if the reading is strict.
  func read(_ request: SearchRequest) throws -> ReadRequest {
    let (query, notes) = try read(request.query, request.reading, isFilter: false)
    guard let filter = request.filter else {
      return ReadRequest(query: query, filter: nil, notes: notes)
    }
    let (condition, filterNotes) = try read(filter, request.reading, isFilter: true)
    return ReadRequest(
      query: query, filter: condition, notes: notes + filterNotes.aboutFilter)
  }

  private func read(
    _ source: QuerySource, _ reading: QueryReading, isFilter: Bool
  ) throws -> (Query, [QueryNote]) {
    switch (source, reading) {
    case (.query(let query), _): return (query, [])
    case (.text(let text), .strict):
      let query =
        isFilter
        ? try Query.parseFilter(text, analyzer: analyzer, fields: fields)
        : try Query.parse(text, analyzer: analyzer, fields: fields)
      return (query, [])
    case (.parsed(let parsed), .strict):
      return try read(.text(parsed.text), reading, isFilter: isFilter)
    case (_, .lenient):
      guard let parsed = source.parsed(in: self) else { return (.all, []) }
      let notes =
        parsed.notes + parsed.optionalConditions
        + parsed.rangeNotes(in: snapshot.manifest.schema) + parsed.signNotes
        + parsed.articleNotes(analyzer)
        + (isFilter ? [] : parsed.exclusionNotes)
      return (isFilter ? parsed.filter : parsed.query, notes)
    }
  }

  /// What is to be said of expansions that stand for too many terms.
  private func notes(of expansions: [Query.Expansion], _ request: SearchRequest) -> [QueryNote] {
    guard !expansions.isEmpty else { return [] }
    let texts = [(request.query, false), (request.filter, true)].compactMap { source, isFilter in
      source?.parsed(in: self).map { ($0, isFilter) }
    }
    // Each costs a walk over the text, and nobody reads more.
    return expansions.prefix(QueryNote.maximumCount).map { expansion in
      for (parsed, isFilter) in texts {
        guard let column = parsed.column(of: expansion) else { continue }
        let note = QueryNote(cutting: expansion, column: column)
        return isFilter ? [note].aboutFilter[0] : note
      }
      return QueryNote(cutting: expansion, column: 1)
    }
  }

  /// Finds what `request` asks for.
  func search(_ request: SearchRequest, until deadline: SearchDeadline) throws -> SearchResults {
    if request.collapsesCopies { return try searchFolding(request, until: deadline) }
    let read = try read(request)
    let plan = try ColumnPlan(request, snapshot.manifest.schema)
    var search = CommitSearch(
      commit: self, request: request, query: read.query, filter: read.filter, plan: plan,
      deadline: deadline)
    var results = try search.run()
    results.notes = read.notes + notes(of: search.cutExpansions, request)
    return results
  }
}
