extension IndexWriter {
  /// Deletes the documents that match `text` in the query language, as of the next commit.
  ///
  ///     try await writer.delete(matching: "+\"إعلان مدفوع\"")
  ///     try await writer.commit()
  ///
  /// The query searches the last commit. Documents added since are neither found nor deleted, not
  /// even if they have the key of a document that is.
  ///
  /// - Returns: How many documents match.
  /// - Throws: ``/FihristSearch/QueryError`` if `text` is not a query, or has a condition on a
  ///   column that documents need not meet;
  ///   ``/FihristStorage/IndexError`` as ``/FihristIndexing/IndexWriter/delete(key:)`` does, or if
  ///   the index is damaged.
  /// - Complexity: that of a search for all matches, and O(matches) in memory.
  @discardableResult
  public func delete(matching text: String) async throws -> Int {
    try await deleteCommitted { [directory] in
      try OpenCommit(directory).keys(toDelete: text)
    }
  }

  /// Deletes the documents that match `query`, as for a text in the query language.
  @discardableResult
  public func delete(matching query: Query) async throws -> Int {
    try await deleteCommitted { [directory] in
      try OpenCommit(directory).keys(matching: query)
    }
  }
}

extension OpenCommit {
  /// The keys of all documents that match `query`, best first.
  func keys(matching query: Query) throws(IndexError) -> [[UInt8]] {
    let ranked = try withRanker { ranker throws(IndexError) in
      try ranker.top(query, limit: Int(snapshot.documentCount), counting: true, related: false)
    }
    guard ranked.cutExpansions.isEmpty else {
      throw IndexError.invalid(
        "query", "a pattern stands for more than \(Query.maximumExpansionCount) words",
        advice: "use a longer pattern")
    }
    var keys: [[UInt8]] = []
    keys.reserveCapacity(ranked.hits.count)
    for hit in ranked.hits {
      keys.append(try snapshot.segments[hit.segment].key(of: hit.document))
    }
    return keys
  }
}
