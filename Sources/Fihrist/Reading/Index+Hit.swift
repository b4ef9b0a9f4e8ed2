extension Index {
  /// The document of `key` as a hit of `request`, whether it matches or not: an article page marks
  /// the words of the query that led to it.
  ///
  ///     var request = SearchRequest("المحادثات النووية")
  ///     request.snippets = SnippetOptions(count: 0, wholes: ["title", "body"])
  ///     let article = try index.hit(key: "2024-118", for: request)
  ///
  /// Of the request its query, filter, reading, fields, snippets and statistics count. The hit has
  /// rank 1 and no score.
  ///
  /// - Parameters:
  ///   - key: What identifies the document.
  ///   - request: Which words are marked, and what the hit has.
  /// - Returns: The hit; nil if the commit that is shown has no document of that key.
  /// - Throws: ``/FihristSearch/QueryError`` and ``/FihristStorage/IndexError`` as
  ///   ``search(_:)-(SearchRequest)``.
  public func hit(key: String, for request: SearchRequest) throws -> Hit? {
    let commit = commit
    let read = try commit.read(request)
    guard let found = try commit.document(withKey: key) else { return nil }
    var shown = SearchRequest("")
    (shown.fields, shown.snippets) = (request.fields, request.snippets)
    shown.statistics = request.statistics
    let plan = try ColumnPlan(shown, commit.snapshot.manifest.schema)
    let builder = try HitBuilder(
      shown, query: read.query, plan: plan, in: commit, until: nil)
    var stopReason: StopReason?
    return try builder.hit(
      RankedHit(segment: found.segment, document: found.document, score: 0),
      key: Array(key.utf8), values: [], rank: 1, stopReason: &stopReason)
  }
}
