internal import FihristFormat
package import FihristStorage

/// Finds the best documents of a snapshot for queries, exactly, scoring as few as it can.
///
/// One ranker serves one thread; it keeps its memory for the next query. The results are those of
/// ``ExhaustiveRanker``, bit for bit, however the index is cut into segments.
@safe package final class Ranker {
  /// What is searched.
  package let snapshot: Snapshot

  /// What the last query took.
  package private(set) var counters = RankingCounters()

  private var memory: RankingMemory
  private let windowLength: Int

  /// The most hits for which segments' tenth best scores are a threshold.
  private static let storedThresholdLimit = 10

  /// Makes a ranker over `snapshot`.
  package convenience init(_ snapshot: Snapshot) {
    self.init(snapshot, windowLength: SegmentView.usualWindowLength)
  }

  /// Makes a ranker whose windows are of `windowLength` documents, a multiple of 64.
  package init(_ snapshot: Snapshot, windowLength: Int) {
    self.snapshot = snapshot
    self.windowLength = windowLength
    memory = RankingMemory(windowLength: windowLength, inverse: snapshot.impacts.inverse)
  }

  /// Where a query works, which ends with `memory.endQuery()`.
  private var scratch: RankingScratch { memory.scratch }

  /// The best `limit` documents for `query`, by score, then key.
  ///
  /// - Parameters:
  ///   - filter: What hits must match besides, without any effect on scores; see ``PreparedFilter``.
  ///   - counting: Whether the total has to be exact; it costs little.
  /// - Throws: ``IndexError``: `invalid` for too many clauses, or a phrase where the index keeps no
  ///   positions; `damaged`.
  package func top(
    _ query: Query, filter: Query? = nil, limit: Int, counting: Bool = false
  ) throws(IndexError) -> RankedHits {
    defer { memory.endQuery() }
    counters = RankingCounters()
    let nothing = RankedHits(hits: [], total: 0, isExact: true)
    try Self.check(query, "query")
    var prepared = SearchPlan(query, in: scratch.arena)
    let terms = try prepared.lookUp(in: snapshot, scratch.arena)
    guard !prepared.isImpossible, !prepared.items.isEmpty else { return nothing }
    let preparedFilter = try prepare(filter)
    if let preparedFilter, preparedFilter.isImpossible { return nothing }
    var collected = CollectedHits(limit: max(1, limit))
    // The ten best that a stored threshold knows of may not pass.
    if filter == nil { collected.threshold = storedThreshold(prepared, terms, limit: limit) }
    for index in snapshot.segments.indices where snapshot.segments[index].documentCount > 0 {
      guard let segment = try view(of: index, preparedFilter) else { continue }
      try rank(segment, prepared, terms, counting, &collected)
    }
    let hits = limit > 0 ? try collected.best(in: snapshot) : []
    // Fewer hits than asked for are all there are.
    let isComplete = limit > 0 && hits.count < limit
    return RankedHits(
      hits: hits, total: counting ? collected.total : hits.count, isExact: counting || isComplete)
  }

  /// Refuses a query or filter, as `name` says, of too many clauses.
  private static func check(_ query: Query, _ name: String) throws(IndexError) {
    guard query.clauses.count > Query.maximumClauseCount else { return }
    throw IndexError.invalid(
      name, "\(query.clauses.count) clauses are too many",
      advice: "keep to \(Query.maximumClauseCount) clauses")
  }

  private func prepare(_ filter: Query?) throws(IndexError) -> PreparedFilter? {
    guard let filter else { return nil }
    try Self.check(filter, "filter")
    return try PreparedFilter(filter, in: snapshot, scratch.arena)
  }

  /// A segment with the documents that may be found; nil if the filter lets none of it pass.
  private func view(
    of index: Int, _ filter: PreparedFilter?
  ) throws(IndexError) -> SegmentView? {
    let segment = SegmentView(
      index, of: snapshot, inverse: scratch.inverse, windowLength: windowLength)
    guard let filter else { return segment }
    var segmentFilter = SegmentFilter(filter, segment, snapshot.segments[index], scratch)
    let documents = try segmentFilter.documents()
    counters.add(segmentFilter.counters)
    guard let documents else { return nil }
    return segment.restricted(to: documents)
  }

  /// Ranks one segment.
  private func rank(
    _ segment: SegmentView, _ query: SearchPlan, _ terms: OpenTerms, _ counting: Bool,
    _ collected: inout CollectedHits
  ) throws(IndexError) {
    let index = segment.index
    let reader = snapshot.segments[index]
    let opener = ListOpener(reader, segment, query: query, terms: terms, scratch: scratch)
    let limit = min(collected.limit, reader.documentCount)
    let top = TopHits(limit: limit, in: scratch.arena)
    if query.items.count == 1, query.excluded.isEmpty, query.items[0].isPhrase {
      guard
        let matcher = try PhraseMatcher(query.items[0], in: opener, isComplete: counting)
      else { return }
      let phrase = PhraseRanking(
        matcher, threshold: collected.threshold, top: top, isCounting: counting, scratch: scratch)
      return try finish(phrase, index, &collected)
    }
    guard let lists = try SegmentLists(opener) else { return }
    if let single = try lists.singleList(top, threshold: collected.threshold) {
      try finish(single, index, &collected)
    } else if lists.wantsScores(limit: limit) {
      try finish(try lists.scoreWindows(top), index, &collected)
    } else if lists.isSparseConjunction {
      let conjunction = lists.conjunction(top, threshold: collected.threshold, isCounting: counting)
      try finish(conjunction, index, &collected)
    } else {
      let windows = try lists.boundWindows(
        top, threshold: collected.threshold, isCounting: counting)
      try finish(windows, index, &collected)
    }
  }

  /// Ranks a segment in the way chosen.
  private func finish(
    _ ranking: consuming some SegmentRanking & ~Copyable, _ index: Int,
    _ collected: inout CollectedHits
  ) throws(IndexError) {
    do throws(DamagedPostings) {
      try ranking.run()
    } catch {
      throw snapshot.segments[index].damagedPostings()
    }
    counters.add(ranking.counters)
    collected.total += ranking.matching
    collected.add(&ranking.top, segment: index)
  }

  /// A score that the `limit` best documents are known to reach, by what posting lists say of their
  /// own ten best; 0 when nothing is known.
  ///
  /// A document's score is at least its part for any one term: parts are not negative, and rounding
  /// an addition does not go below its larger operand.
  private func storedThreshold(
    _ query: SearchPlan, _ terms: OpenTerms, limit: Int
  ) -> Float {
    guard limit >= 1, limit <= Self.storedThresholdLimit, query.isPlain else { return 0 }
    var threshold: Float = 0
    for segment in snapshot.segments.indices where snapshot.segments[segment].live == nil {
      for index in query.items.indices where query.items[index].parts.count == 1 {
        let item = query.items[index]
        let term = query.parts[item.parts.lowerBound].term
        guard let list = terms.list(segment: segment, term: term) else { continue }
        let tenth = list.postings.tenthBest
        guard tenth > 0 else { continue }
        threshold = max(
          threshold, snapshot.factors[segment].lowerBound(tenth, weight: item.weight))
      }
    }
    return threshold
  }
}
