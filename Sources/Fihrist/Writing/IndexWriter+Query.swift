extension IndexWriter {
  /// Deletes the documents that match `text` in the query language, as of the next commit.
  ///
  ///     try await writer.delete(matching: "+\"إعلان مدفوع\"")
  ///     try await writer.commit()
  ///
  /// The query is asked of the last commit: what was added since is neither found nor deleted, not
  /// even under the key of a document that is.
  ///
  /// - Returns: How many documents match.
  /// - Throws: ``/FihristSearch/QueryError`` if `text` is no query; ``/FihristStorage/IndexError`` as
  ///   ``/FihristIndexing/IndexWriter/delete(key:)`` does, or if the index is damaged.
  /// - Complexity: that of a search for all matches, and O(matches) in memory.
  @discardableResult
  public func delete(matching text: String) throws -> Int {
    let commit = try OpenCommit(directory)
    return try delete(try Query.parse(text, analyzer: commit.analyzer), in: commit)
  }

  /// Deletes the documents that match `query`, as for a text in the query language.
  @discardableResult
  public func delete(matching query: Query) throws -> Int {
    try delete(query, in: try OpenCommit(directory))
  }

  /// No other commit comes between the opening and the deletion: the actor is not left meanwhile.
  private func delete(_ query: Query, in commit: OpenCommit) throws(IndexError) -> Int {
    let keys = try commit.keys(matching: query)
    try deleteCommitted(keys: keys)
    return keys.count
  }
}

extension OpenCommit {
  /// The keys of all documents that match `query`, best first.
  func keys(matching query: Query) throws(IndexError) -> [[UInt8]] {
    let ranked = try withRanker { ranker throws(IndexError) in
      try ranker.top(query, limit: Int(snapshot.documentCount), counting: true)
    }
    var keys: [[UInt8]] = []
    keys.reserveCapacity(ranked.hits.count)
    for hit in ranked.hits {
      keys.append(try snapshot.segments[hit.segment].key(of: hit.document))
    }
    return keys
  }
}
