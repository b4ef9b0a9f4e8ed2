extension Index {
  /// Every occurrence of the words of a query in the stored texts, with the text around it.
  ///
  /// A word of a text is an occurrence if its term is that of the query, as in a search. A phrase
  /// is one occurrence; of occurrences that overlap, the first and longest is shown.
  ///
  /// - Parameter request: What to look for, and which lines to show.
  /// - Throws: ``/FihristSearch/QueryError`` if the reading is strict and a text is not a query;
  ///   ``/FihristStorage/IndexError``: `.invalid` for a field that is not searched and stored;
  ///   `.damaged`.
  /// - Complexity: O(bytes of the texts of the documents that match), until the limit is reached in
  ///   the order of documents; memory for twice the limit of lines.
  public func concordance(_ request: ConcordanceRequest) throws -> Concordance {
    let start = ContinuousClock.now
    let deadline = SearchDeadline(
      limit: request.timeLimit, elapsed: { start.duration(to: .now) },
      isCancelled: { Task.isCancelled })
    let opened = try open(request, until: deadline)
    var walk = opened.walk
    var first = FirstLines(limit: max(0, request.limit))
    var stopReason = opened.matches.stopReason
    let countsAll = request.order != .document || request.counting == .exact
    var isWhole = stopReason == nil
    while isWhole, let lines = try walk.next() {
      for line in lines { first.add(line) }
      stopReason = deadline.reason
      isWhole = stopReason == nil && (countsAll || first.count <= request.limit)
    }
    let lines = first.sorted()
    return Concordance(
      lines: lines,
      total: SearchResults.Total(
        value: isWhole ? first.count : max(lines.count, first.count),
        relation: isWhole ? .equal : .atLeast),
      hasMore: first.count > lines.count, documentCount: opened.matches.count,
      notes: opened.notes, stopReason: stopReason)
  }

  /// The lines of a concordance one after the other, in the order of documents, whatever order and
  /// limit the request has.
  ///
  /// - Parameter request: What to look for.
  /// - Throws: As ``concordance(_:)``.
  public func concordanceLines(_ request: ConcordanceRequest) throws -> ConcordanceLines {
    let opened = try open(request, until: nil)
    return ConcordanceLines(
      opened.walk, documentCount: opened.matches.count, notes: opened.notes)
  }

  private struct OpenConcordance {
    var walk: ConcordanceWalk
    var matches: MatchingDocuments
    var notes: [QueryNote]
  }

  private func open(
    _ request: ConcordanceRequest, until deadline: SearchDeadline?
  ) throws -> OpenConcordance {
    let commit = commit
    let read = try commit.read(request.query, filter: request.filter, request.reading)
    let matches = try commit.matches(of: read, until: deadline)
    let walk = try ConcordanceWalk(request, read.query, matches, in: commit)
    return OpenConcordance(walk: walk, matches: matches, notes: read.notes)
  }
}
