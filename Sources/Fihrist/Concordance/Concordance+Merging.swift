extension Concordance {
  /// The concordances of several indexes as that of one with all documents.
  ///
  ///     let request = ConcordanceRequest("نفط", limit: 50)
  ///     let parts = try indexes.map { try $0.concordance(request) }
  ///     let found = Concordance.merged(parts, for: request)
  ///
  /// The lines are those of one index, in its order; so is the total if all occurrences were
  /// counted.
  ///
  /// - Parameters:
  ///   - parts: What each index answers to `request`; no two of them have a key in common.
  ///   - request: What was asked for.
  /// - Complexity: O(n · log n) for the n lines of all parts.
  public static func merged(
    _ parts: [Concordance], for request: ConcordanceRequest
  ) -> Concordance {
    let isExact = parts.allSatisfy { $0.total.relation == .equal }
    var merged = Concordance(
      lines: [],
      total: SearchResults.Total(
        value: parts.reduce(0) { $0 &+ $1.total.value }, relation: isExact ? .equal : .atLeast),
      hasMore: parts.contains { $0.hasMore },
      documentCount: parts.reduce(0) { $0 &+ $1.documentCount }, notes: [],
      stopReason: parts.lazy.compactMap(\.stopReason).first)
    for part in parts {
      for note in part.notes where !merged.notes.contains(note) { merged.notes.append(note) }
    }
    // A document is in one part, which has its lines in the order of its text.
    let lines = parts.flatMap(\.lines).enumerated().sorted { one, other in
      one.element.precedes(other.element) ?? (one.offset < other.offset)
    }
    merged.lines = lines.prefix(max(0, request.limit)).map(\.element)
    if merged.lines.count < lines.count { merged.hasMore = true }
    return merged
  }
}

extension ConcordanceLine {
  /// Whether the line comes before another of another document; nil if neither does.
  fileprivate func precedes(_ other: ConcordanceLine) -> Bool? {
    for (own, theirs) in [(sortKey.utf8, other.sortKey.utf8), (key.utf8, other.key.utf8)] {
      if own.lexicographicallyPrecedes(theirs) { return true }
      if theirs.lexicographicallyPrecedes(own) { return false }
    }
    return nil
  }
}
