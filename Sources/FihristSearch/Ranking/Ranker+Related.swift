internal import FihristFormat
internal import FihristStorage

extension Ranker {
  /// Tells which of the hits are related, and puts them behind those that match if the plan says
  /// so; counts all that match if `counting`.
  ///
  /// Few queries have related documents among their best, so all are ranked together first. Only
  /// if there are some, and documents that match may be missing, are these ranked by themselves.
  ///
  /// - Parameters:
  ///   - ranked: The best `limit` documents of both kinds; its total includes related ones.
  ///   - plan: The plan of the query, with `terms`.
  func separateRelated(
    _ ranked: inout RankedHits, limit: Int, _ spaced: SpacedQuery, _ plan: SearchPlan,
    _ terms: OpenTerms, _ restriction: inout Restriction, counting: Bool,
    _ scratch: RankingScratch
  ) throws(IndexError) {
    let related = RelatedHits(
      plan.items, terms, in: snapshot, basis: basis, arena: scratch.arena)
    let matching = try tellRelated(
      &ranked, related, spaced, &restriction, counting: counting, scratch)
    if plan.relatedComeLast, ranked.hits.contains(where: \.isRelated) {
      let most = counting ? ranked.total : related.mostMatches
      try putMatchesFirst(&ranked, limit: limit, mostMatches: most) { () throws(IndexError) in
        var segments = matching
        if segments == nil {
          segments = try matchingSegments(of: spaced, among: nil, &restriction, scratch)
        }
        return try best(limit, in: segments ?? [], plan.items, terms, scratch)
      }
    }
    guard !counting else { return }
    ranked.related = ranked.hits.count { $0.isRelated }
    ranked.total = ranked.hits.count - ranked.related
  }

  /// Puts the hits that match first; `best` ranks these alone.
  private func putMatchesFirst(
    _ ranked: inout RankedHits, limit: Int, mostMatches: Int,
    _ best: () throws(IndexError) -> [RankedHit]
  ) throws(IndexError) {
    var related: [RankedHit] = []
    var matches: [RankedHit] = []
    for hit in ranked.hits {
      if hit.isRelated { related.append(hit) } else { matches.append(hit) }
    }
    if ranked.hits.count == limit, matches.count < mostMatches, !scratch.stop.isReached() {
      let found = try best()
      // A search that was stopped may have found fewer.
      if scratch.stop.reason == nil || found.count > matches.count { matches = found }
    }
    // The best related documents are among the best of both kinds, as many as there is room for.
    ranked.hits = matches + related.prefix(ranked.hits.count - matches.count)
  }

  /// Tells which of the hits are related, and counts those that match if `counting`.
  ///
  /// - Returns: All documents that match, if they were counted.
  private func tellRelated(
    _ ranked: inout RankedHits, _ related: RelatedHits, _ spaced: SpacedQuery,
    _ restriction: inout Restriction, counting: Bool, _ scratch: RankingScratch
  ) throws(IndexError) -> [MatchingSegment]? {
    if !counting, related.canLookUp {
      try related.mark(&ranked.hits)
      return nil
    }
    let segments = try matchingSegments(
      of: spaced, among: counting ? nil : ranked.hits, &restriction, scratch)
    related.mark(&ranked.hits, notIn: segments)
    guard counting else { return nil }
    let total = segments.reduce(0) { $0 + ($1.documents?.count ?? 0) }
    ranked.related = max(0, ranked.total - total)
    ranked.total = total
    return segments
  }

  /// The best documents of `segments` that match, with the scores that they have among all.
  private func best(
    _ limit: Int, in segments: [MatchingSegment], _ items: PlannedItems, _ terms: OpenTerms,
    _ scratch: RankingScratch
  ) throws(IndexError) -> [RankedHit] {
    let documentCount = Int(clamping: snapshot.documentCount)
    var collected = CollectedHits(limit: min(limit, documentCount), of: snapshot)
    for segment in segments {
      guard let documents = segment.documents else { continue }
      try rank(
        segment.view.restricted(to: documents), items: items, terms: terms, counting: false,
        scratch: scratch, into: &collected)
    }
    return try collected.best(in: snapshot)
  }

  /// The documents that match a query, or of some hits, those that do.
  private func matchingSegments(
    of spaced: SpacedQuery, among hits: [RankedHit]?, _ restriction: inout Restriction,
    _ scratch: RankingScratch
  ) throws(IndexError) -> [MatchingSegment] {
    let plan = SearchPlan(filter: spaced, in: scratch.arena)
    let terms = try OpenTerms(plan.items.terms, in: snapshot, scratch.arena, stop: scratch.stop)
    var found: [MatchingSegment] = []
    for index in snapshot.rankingOrder {
      if scratch.stop.isReached() { break }
      guard var segment = try restriction.restricted(view(index)) else { continue }
      if let hits { segment = segment.restricted(to: documents(of: hits, in: segment, scratch)) }
      var matcher = SegmentMatcher(
        plan.items, conditions: nil, terms: terms, in: segment,
        reader: snapshot.segments[index], scratch: scratch)
      let documents = try matcher.documents(matching: plan.matching ?? .all)
      add(matcher.counters)
      found.append(MatchingSegment(view: segment, documents: documents))
    }
    return found
  }

  private func documents(
    of hits: [RankedHit], in segment: SegmentView, _ scratch: RankingScratch
  ) -> DocumentBits {
    let documents = DocumentBits(documentCount: segment.documentCount, in: scratch.arena)
    documents.clear()
    for hit in hits where hit.segment == segment.index { documents.insert(Int(hit.document)) }
    return documents
  }
}
