extension Index {
  /// What the search `request` says about the document of `key`, whatever its rank: how its score
  /// came about, or which words it lacks and what the filter said.
  ///
  ///     let request = SearchRequest("المحادثات النووية", filter: "source:okaz")
  ///     if let answer = try index.explanation(of: "2024-118", for: request) {
  ///       print(answer.score ?? 0, answer.explanation.leaves.map(\.description))
  ///     }
  ///
  /// The values chosen in facets count as conditions of the filter. Limits and sorting are not
  /// looked at.
  ///
  /// - Parameters:
  ///   - key: What identifies the document.
  ///   - request: The search.
  /// - Returns: nil if the index has no document of that key.
  /// - Throws: What ``search(_:)`` throws.
  /// - Complexity: O(postings of the words) for each word of the query.
  public func explanation(
    of key: String, for request: SearchRequest
  ) throws -> HitExplanation? {
    let commit = commit
    let read = try commit.read(request)
    guard let found = try commit.snapshot.liveDocument(withKey: key) else { return nil }
    let answer = try commit.withRanker { ranker throws(IndexError) in
      let explainer = HitExplainer(
        ranker, names: commit.names(of: request), analyzer: commit.analyzer)
      return try explainer.answer(
        to: read.query, filter: request.conditions(with: read.filter),
        document: found.document, segment: found.segment,
        statistics: request.statistics
      ) { commit.snapshot.columnTexts(of: found.document, segment: found.segment, field: $0) }
    }
    return HitExplanation(
      key: key, isFound: answer.isFound, isRelated: answer.isRelated, score: answer.score,
      explanation: answer.explanation)
  }
}

extension SearchRequest {
  /// `filter` with what was chosen in facets: of each, a document must have one of the values.
  fileprivate func conditions(with filter: Query?) -> Query? {
    let chosen = facets.filter { !$0.selected.isEmpty }.map { facet in
      Query.boolean(should: facet.selected.map { .column(facet.field, .equals($0)) })
    }
    guard !chosen.isEmpty else { return filter }
    return .boolean(must: (filter.map { [$0] } ?? []) + chosen)
  }
}

extension OpenCommit {
  /// The names of the parts of a request, as its texts have them.
  fileprivate func names(of request: SearchRequest) -> QueryNames {
    var names = QueryNames()
    for source in [request.query, request.filter] {
      if let parsed = source?.parsed(in: self) { names.add(parsed) }
    }
    return names
  }
}

extension Snapshot {
  /// Where the live document of `key` is; nil if there is none.
  fileprivate func liveDocument(
    withKey key: String
  ) throws(IndexError) -> (segment: Int, document: UInt32)? {
    let bytes = [UInt8](key.utf8)
    for (index, segment) in segments.enumerated() {
      guard let document = try segment.document(withKey: bytes),
        segment.live?.isLive(document) ?? true
      else { continue }
      return (index, document)
    }
    return nil
  }

  /// What a document has in the column of a field, as text; nothing if that cannot be read.
  fileprivate func columnTexts(of document: UInt32, segment: Int, field name: String) -> [String] {
    guard let field = manifest.schema.fields.firstIndex(where: { $0.name == name }),
      let columns = segments[segment].columns
    else { return [] }
    let values = try? columns.values(of: Int(document), in: field)
    return values?.map(\.text) ?? []
  }
}
