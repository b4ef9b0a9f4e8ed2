/// The best documents for a query.
package struct RankedHits: Sendable, Hashable {
  /// The hits, best first: by score, then by key in byte order, smaller first; see
  /// ``relatedComeLast``.
  package var hits: [RankedHit]

  /// How many documents match; if not ``isExact``, at least that many do.
  package var total: Int

  /// How many more documents were ranked that do not match: they have only related words.
  package var related = 0

  /// Whether related documents come behind all that match, in their own order.
  package var relatedComeLast = false

  /// Whether ``total`` and ``related`` are the exact numbers of documents.
  package var isExact: Bool

  /// Why the search stopped early; `nil` for a complete result.
  package var stopReason: StopReason?

  /// The expansions that stand for more terms than were looked at: documents that have only others
  /// are missing.
  package var cutExpansions: [Query.Expansion] = []

  /// Makes a result.
  package init(hits: [RankedHit], total: Int, isExact: Bool, stopReason: StopReason? = nil) {
    self.hits = hits
    self.total = total
    self.isExact = isExact
    self.stopReason = stopReason
  }
}
