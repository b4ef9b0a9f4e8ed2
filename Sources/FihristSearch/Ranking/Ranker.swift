internal import FihristFormat
package import FihristStorage

/// Finds the best documents of a snapshot for queries, exactly, scoring as few as it can.
///
/// One ranker serves one thread; it keeps its memory for the next query. The results are those of
/// ``ExhaustiveRanker``, bit for bit, however the index is cut into segments.
@safe package final class Ranker {
  /// The snapshot that is searched.
  package let snapshot: Snapshot

  /// The work done for the last query.
  package private(set) var counters = RankingCounters()

  /// How many terms an expansion may stand for; less in tests.
  package var expansionLimit = Query.maximumExpansionCount

  /// Adds what a part of the query took.
  func add(_ counters: RankingCounters) { self.counters.add(counters) }

  private var memory: RankingMemory
  private let windowLength: Int
  /// What the scores of the last query were computed from.
  private(set) var basis: ScoringBasis

  /// The most hits for which the stored tenth best scores give a threshold.
  private static let storedThresholdLimit = 10

  /// Makes a ranker over `snapshot`.
  package convenience init(_ snapshot: Snapshot) {
    self.init(snapshot, windowLength: SegmentView.usualWindowLength)
  }

  /// Makes a ranker whose windows are of `windowLength` documents, a multiple of 64.
  package init(_ snapshot: Snapshot, windowLength: Int) {
    self.snapshot = snapshot
    self.windowLength = windowLength
    basis = snapshot.bases[0]
    memory = RankingMemory(windowLength: windowLength, inverse: basis.impacts.inverse)
  }

  /// The scratch memory of a query, which ends with `memory.endQuery()`.
  var scratch: RankingScratch { memory.scratch }

  /// The best `limit` documents for `query`, by score, then key; where its words have one root,
  /// related ones come behind all that match.
  ///
  /// - Parameters:
  ///   - filter: What hits must match as well, without effect on scores.
  ///   - tests: Conditions on columns that hits must meet as well.
  ///   - counting: Whether the total has to be exact; this costs little.
  ///   - related: Whether documents that have only related words are ranked too, if the query is
  ///     for any of its words.
  ///   - countingRelated: Whether the number of these has to be exact.
  ///   - statistics: What scores are computed from; those of the snapshot if `nil`.
  ///   - deadline: When to stop with the hits found so far.
  /// - Throws: ``IndexError``: `invalid` for a query that is too large, or a phrase where the index
  ///   keeps no positions; `damaged`.
  package func top(
    _ query: Query, filter: Query? = nil, tests: [ColumnTest] = [], limit: Int,
    counting: Bool = false, related: Bool = true, countingRelated: Bool = false,
    statistics: CollectionStatistics? = nil, until deadline: SearchDeadline? = nil
  ) throws(IndexError) -> RankedHits {
    defer { endQuery() }
    let documentCount = Int(clamping: snapshot.documentCount)
    var collected = CollectedHits(limit: max(1, min(limit, documentCount)), of: snapshot)
    var ranked = try rank(
      query, filter: filter, tests: tests, limit: limit, counting: counting, related: related,
      countingRelated: countingRelated, statistics: statistics, until: deadline, into: &collected)
    // With related documents the hits are there already.
    if ranked.hits.isEmpty {
      ranked.hits = limit > 0 ? try collected.best(in: snapshot) : []
      ranked.total = max(ranked.total, ranked.hits.count)
    }
    // If there are fewer hits than asked for, or as many as documents, they are all the hits.
    let isComplete =
      limit > 0 && (ranked.hits.count < limit || ranked.hits.count >= documentCount)
    if isComplete, ranked.stopReason == nil { ranked.isExact = true }
    return ranked
  }

  /// Puts the best documents of all segments into `collected`.
  ///
  /// - Returns: Everything but the hits, unless related documents were ranked; the total is 0 if it
  ///   was not counted.
  func rank(
    _ query: Query, filter: Query?, tests: [ColumnTest], limit: Int, counting: Bool,
    related: Bool, countingRelated: Bool = false, statistics: CollectionStatistics?,
    until deadline: SearchDeadline?, into collected: inout CollectedHits
  ) throws(IndexError) -> RankedHits {
    let scratch = startQuery(deadline)
    try query.check("query")
    let spaced = SpacedQuery(query, in: snapshot)
    var plan = SearchPlan(spaced, related: related, in: scratch.arena)
    try plan.check("query")
    let counting = counting || countingRelated && plan.ranksRelated
    let terms = try OpenTerms(plan.items.terms, in: snapshot, scratch.arena, stop: scratch.stop)
    useBasis(of: statistics, space: spaced.spaces.words)
    try plan.items.weigh(terms, by: basis, statistics: statistics, arena: scratch.arena)
    var ranked = RankedHits(hits: [], total: 0, isExact: true)
    ranked.relatedComeLast = plan.relatedComeLast
    // Without all its terms looked up, nothing is known to be impossible.
    if plan.isImpossible, scratch.stop.reason == nil { return ranked }
    let (items, matching) = (plan.items, plan.matching)
    try plan.conditions?.open(
      in: snapshot, limit: expansionLimit, until: scratch.stop)
    var restriction = try Restriction(filter: filter, tests: tests, of: self, scratch)
    // The ten best documents of a stored threshold need not pass the filter.
    if !restriction.isRestricting {
      collected.threshold = storedThreshold(plan, terms, limit: limit)
    }
    for index in snapshot.rankingOrder {
      if scratch.stop.isReached() { break }
      let threshold = counting ? 0 : collected.threshold
      if matching == nil, hasNoHit(index, reaching: threshold, of: plan.items, terms) {
        counters.skippedWindows += 1
        continue
      }
      guard let segment = try restriction.restricted(view(index)) else { continue }
      if let matching {
        try rank(
          segment, matching: matching, items: items, conditions: plan.conditions, terms: terms,
          scratch: scratch, into: &collected)
      } else if limit == 0, counting {
        try count(segment, items: items, terms: terms, scratch: scratch, into: &collected)
      } else {
        try rank(
          segment, items: items, terms: terms, counting: counting, scratch: scratch,
          into: &collected)
      }
    }
    // A tree is matched completely before it is ranked.
    let isCounted = counting || matching != nil
    if isCounted { ranked.total = collected.total }
    if plan.ranksRelated {
      ranked.hits = limit > 0 ? try collected.best(in: snapshot) : []
      try separateRelated(
        &ranked, limit: limit, spaced, plan, terms, &restriction, counting: counting, scratch)
    }
    ranked.stopReason = scratch.stop.reason
    ranked.isExact = ranked.stopReason == nil && isCounted
    if let conditions = plan.conditions { ranked.cutExpansions = conditions.cutExpansions }
    ranked.cutExpansions += restriction.cutExpansions
    return ranked
  }

  /// Starts a query that stops at `deadline`, and ends with ``endQuery()``.
  func startQuery(_ deadline: SearchDeadline?) -> RankingScratch {
    let scratch = scratch
    scratch.stop.start(deadline)
    counters = RankingCounters()
    return scratch
  }

  /// Gives back what the query's arena has.
  func endQuery() { memory.endQuery() }

  /// Segment `index` with all its live documents.
  func view(_ index: Int) -> SegmentView {
    SegmentView(
      index, of: snapshot, basis: basis, inverse: scratch.inverse, windowLength: windowLength)
  }

  /// Takes scores from `statistics`, or from the snapshot's own.
  private func useBasis(of statistics: CollectionStatistics?, space: Int) {
    guard let statistics else {
      if basis !== snapshot.bases[space] { use(snapshot.bases[space]) }
      return
    }
    if basis.documentCount != statistics.documentCount || basis.space != space
      || basis.totalLength != statistics.totalLength(inSpace: space)
    {
      use(ScoringBasis(statistics, for: snapshot, space: space))
    }
  }

  private func use(_ basis: ScoringBasis) {
    self.basis = basis
    for (norm, factor) in basis.impacts.inverse.enumerated() { scratch.inverse[norm] = factor }
  }

  /// Ranks the documents of one segment that match a tree.
  private func rank(
    _ segment: SegmentView, matching condition: MatchCondition, items: PlannedItems,
    conditions: PlannedConditions?, terms: OpenTerms, scratch: RankingScratch,
    into collected: inout CollectedHits
  ) throws(IndexError) {
    let total = collected.total
    var matcher = SegmentMatcher(
      items, conditions: conditions, terms: terms, in: segment,
      reader: snapshot.segments[segment.index], scratch: scratch)
    if let documents = try matcher.documents(matching: condition) {
      let matching = documents.count
      if !items.scored.isEmpty {
        let constants = try matcher.constantLists(among: documents)
        // Constants that are not known would make other scores.
        if scratch.stop.reason != nil { return counters.add(matcher.counters) }
        try rank(
          segment.restricted(to: documents), items: items, terms: terms, counting: false,
          scratch: scratch, constants: constants, into: &collected)
      }
      if collected.threshold == 0 {
        let isKnown = try matcher.removeScored(from: documents)
        if isKnown { collectUnscored(documents, in: segment, scratch: scratch, into: &collected) }
      }
      collected.total = total + matching
    }
    counters.add(matcher.counters)
  }

  /// Counts the documents of one segment that match items, without scores.
  private func count(
    _ segment: SegmentView, items: PlannedItems, terms: OpenTerms, scratch: RankingScratch,
    into collected: inout CollectedHits
  ) throws(IndexError) {
    let hasPhrase = items.scored.contains { $0.isPhrase }
    if hasPhrase || items.requiredCount > 0 && items.scored.count > 1 {
      // What all items have in common is walked over; a score that none reaches is asked for.
      if !hasPhrase { collected.threshold = .greatestFiniteMagnitude }
      return try rank(
        segment, items: items, terms: terms, counting: true, scratch: scratch, into: &collected)
    }
    if items.scored.count == 1, items.excluded.isEmpty, !segment.isRestricted {
      let term = items.parts[items.scored[0].parts.lowerBound].term
      collected.total += terms.list(segment: segment.index, term: term)?.postings.count ?? 0
      return
    }
    var matcher = SegmentMatcher(
      items, conditions: nil, terms: terms, in: segment,
      reader: snapshot.segments[segment.index], scratch: scratch)
    collected.total += try matcher.countOfScored()
    counters.add(matcher.counters)
  }

  /// Collects documents that match without anything that scores: those with the smallest keys.
  private func collectUnscored(
    _ documents: DocumentBits, in segment: SegmentView, scratch: RankingScratch,
    into collected: inout CollectedHits
  ) {
    let limit = min(collected.limit, segment.documentCount)
    var top = TopHits(limit: limit, in: scratch.arena)
    documents.forEach { document in
      top.offer(document, score: 0)
      return !top.isFull
    }
    collected.addAll(of: &top, segment: segment.index)
  }

  /// Ranks the documents of one segment by what scores.
  func rank(
    _ segment: SegmentView, items: PlannedItems, terms: OpenTerms, counting: Bool,
    scratch: RankingScratch, constants: Row<ConstantList>? = nil,
    into collected: inout CollectedHits
  ) throws(IndexError) {
    let index = segment.index
    let reader = snapshot.segments[index]
    var opener = ListOpener(reader, segment, query: items, terms: terms, scratch: scratch)
    opener.constants = constants
    let limit = min(collected.limit, reader.documentCount)
    let top = collected.top(documentCount: reader.documentCount, in: scratch.arena)
    if items.scored.count == 1, items.excluded.isEmpty, items.scored[0].isPhrase {
      guard
        let matcher = try PhraseMatcher(items.scored[0], in: opener, isComplete: counting)
      else { return }
      let phrase = PhraseRanking(
        matcher, threshold: collected.threshold, top: top, isCounting: counting, scratch: scratch)
      return try finish(phrase, segment: index, into: &collected)
    }
    guard let lists = try SegmentLists(opener), !scratch.stop.isReached() else { return }
    if let single = try lists.singleList(top, threshold: collected.threshold) {
      try finish(single, segment: index, into: &collected)
    } else if lists.wantsScores(limit: limit) {
      try finish(try lists.scoreWindows(top), segment: index, into: &collected)
    } else if !counting,
      let led = try lists.leadingConjunction(top, threshold: collected.threshold)
    {
      try finish(led, segment: index, into: &collected)
    } else if lists.isSparseConjunction {
      let conjunction = lists.conjunction(
        top, threshold: collected.threshold, isCounting: counting)
      try finish(conjunction, segment: index, into: &collected)
    } else {
      let windows = try lists.boundWindows(
        top, threshold: collected.threshold, isCounting: counting)
      try finish(windows, segment: index, into: &collected)
    }
  }

  /// Ranks a segment with `ranking`.
  private func finish(
    _ ranking: consuming some SegmentRanking & ~Copyable, segment index: Int,
    into collected: inout CollectedHits
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

  /// Whether a segment is known to have no document that matches and scores at least `threshold`:
  /// it lacks a term, or the best that its lists have does not add up to the threshold.
  private func hasNoHit(
    _ segment: Int, reaching threshold: Float, of items: PlannedItems, _ terms: OpenTerms
  ) -> Bool {
    let factors = basis.factors[segment]
    var sum: Float = 0
    var found = 0
    for index in items.scored.indices {
      let item = items.scored[index]
      found += 1
      if item.isPhrase {
        // No phrase scores more than its weight.
        sum += factors.upperBound(.max, weight: item.weight)
      } else if let list = terms.list(
        segment: segment, term: items.parts[item.parts.lowerBound].term)
      {
        sum += factors.upperBound(list.postings.maximum, weight: item.weight)
      } else if item.occur == .must {
        return true
      } else {
        found -= 1
      }
    }
    // Both the bounds and the score that is the threshold were added, and rounded.
    return found == 0 || sum < threshold && found <= BoundFactors.maximumTermCount / 2
  }

  /// A score that the `limit` best documents are known to reach, from what posting lists store
  /// about their own ten best; 0 if nothing is known.
  ///
  /// A document's score is at least its part for any one term: parts are not negative, and rounding
  /// an addition does not go below its larger operand. A document with the form of a word also has
  /// its stem and root, at least as often, so their parts are at least as great a share of their
  /// weights, and the weights add up. ``BoundFactors`` has slack for the rounding of such sums.
  private func storedThreshold(
    _ plan: SearchPlan, _ terms: OpenTerms, limit: Int
  ) -> Float {
    guard limit >= 1, limit <= Self.storedThresholdLimit, plan.isPlain else { return 0 }
    let items = plan.items
    var threshold: Float = 0
    for segment in snapshot.segments.indices where snapshot.segments[segment].live == nil {
      for index in items.scored.indices where items.scored[index].parts.count == 1 {
        let item = items.scored[index]
        let term = items.parts[item.parts.lowerBound].term
        guard let list = terms.list(segment: segment, term: term) else { continue }
        let tenth = list.postings.tenthBest
        guard tenth > 0 else { continue }
        threshold = max(
          threshold,
          basis.factors[segment].lowerBound(tenth, weight: item.weight + items.widerWeight(item)))
      }
    }
    return threshold
  }
}
