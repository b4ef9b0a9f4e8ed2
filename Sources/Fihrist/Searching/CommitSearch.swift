/// One search in one commit: ranks or sorts, collects, and builds the hits.
struct CommitSearch {
  let commit: OpenCommit
  let request: SearchRequest
  let query: Query
  let filter: Query?
  let plan: ColumnPlan
  let deadline: SearchDeadline

  /// The expansions that stand for more terms than were looked at.
  private(set) var cutExpansions: [Query.Expansion] = []

  /// A hit to be shown, and by what it was ordered.
  private struct Found {
    var hit: RankedHit
    /// Its key, if that was read already.
    var key: [UInt8]?
    var values: [SortValue]

    /// A hit that is ordered by score, or behind all that match.
    init(_ hit: RankedHit, relatedComeLast: Bool = false) {
      self.hit = hit
      let bits = hit.score.bitPattern
      values = [relatedComeLast && hit.isRelated ? .related(bits) : .score(bits)]
    }

    init(_ hit: SortedHit) {
      self.hit = RankedHit(
        segment: hit.segment, document: hit.document, score: hit.score ?? 0)
      key = hit.key
      values = hit.values
    }
  }

  private var limit: Int { max(0, request.limit) }
  private var offset: Int { max(0, request.offset) }

  /// How many hits are looked for, with those that are left out.
  private var wanted: Int {
    let (end, isPastAll) = limit.addingReportingOverflow(offset)
    // Which hits a group has is known when all were looked at.
    return isPastAll || plan.groupField != nil ? .max : end
  }

  init(
    commit: OpenCommit, request: SearchRequest, query: Query, filter: Query?, plan: ColumnPlan,
    deadline: SearchDeadline
  ) {
    self.commit = commit
    self.request = request
    self.query = query
    self.filter = filter
    self.plan = plan
    self.deadline = deadline
  }

  /// Runs the search.
  mutating func run() throws -> SearchResults {
    let builder = try HitBuilder(
      request, query: query, plan: plan, in: commit, until: deadline)
    var results = SearchResults(
      hits: [], total: SearchResults.Total(value: 0, relation: .equal))
    var found: [Found] = []
    var groups: [MatchGroups.Group]?
    if let field = plan.groupField, plan.sortKeys.isEmpty, isFirstPage {
      groups = try rankGroups(by: field, &results)
    } else if plan.sortKeys.isEmpty, wanted > 0 || !plan.wantsAllMatches || query.ranksRelated {
      found = try rank(&results)
    } else if plan.sortsByScore {
      found = try rankAndSort(&results)
    }
    if plan.wantsAllMatches { try collect(&found, &results) }
    if let groups {
      for group in groups {
        let hits = group.hits.map { Found($0) }
        try add(hits, of: group.value, total: group.total, builder, to: &results)
      }
    } else if plan.groupField != nil {
      try addGroups(found, builder, to: &results)
    } else {
      try addHits(found, builder, to: &results)
    }
    return results
  }

  // MARK: By score

  private mutating func rank(_ results: inout SearchResults) throws -> [Found] {
    guard case .after(let cursor) = request.start else {
      let ranked = try top(wanted, &results)
      return ranked.hits.map { Found($0, relatedComeLast: ranked.relatedComeLast) }
    }
    guard cursor.values.count == 1 else { throw Self.foreignCursor }
    switch cursor.values[0] {
    case .score, .related: break
    case .number, .string, .missing: throw Self.foreignCursor
    }
    // How many hits come before the cursor is not known: enough are looked for.
    var count = Self.firstCount(for: limit)
    while true {
      let ranked = try top(count, &results)
      var behind: [Found] = []
      for hit in ranked.hits {
        let found = Found(hit, relatedComeLast: ranked.relatedComeLast)
        guard try isBehind(cursor, found) else { continue }
        behind.append(found)
        // One more tells whether there is a next page.
        if behind.count > limit, plan.groupField == nil { return behind }
      }
      guard ranked.hits.count == count else { return behind }
      count = Self.nextCount(after: count)
    }
  }

  private func isBehind(_ cursor: SearchCursor, _ found: Found) throws -> Bool {
    if let isBehind = cursor.values[0].precedes(found.values[0], isDescending: true) {
      return isBehind
    }
    let key = try commit.snapshot.segments[found.hit.segment].key(of: found.hit.document)
    return Array(cursor.key.utf8).lexicographicallyPrecedes(key)
  }

  /// How many hits are looked for where it is not known how many are needed for `limit` of them.
  private static func firstCount(for limit: Int) -> Int {
    limit > .max / 2 ? .max : max(1_024, 2 * limit)
  }

  private static func nextCount(after count: Int) -> Int { count > .max / 8 ? .max : 8 * count }

  // MARK: By score and columns

  /// Ranks as many as are needed, or all, and puts them in the order.
  private mutating func rankAndSort(_ results: inout SearchResults) throws -> [Found] {
    let limit = wanted == .max ? wanted : wanted + 1
    let start = try position()
    var count = plan.sortKeys[0] == .bestFirst ? Self.firstCount(for: limit) : .max
    while true {
      let ranked = try top(count, &results)
      let isWhole = ranked.hits.count < count
      // Those with the score of the last one are not all known.
      let last = ranked.hits.last?.score ?? 0
      let known = isWhole ? ranked.hits[...] : ranked.hits.prefix { $0.score > last }
      var sorted = SortedHits(by: plan.sortKeys, limit: limit, after: start)
      try sorted.add(known, in: commit.snapshot)
      if isWhole || sorted.hits.count >= limit { return sorted.hits.map { Found($0) } }
      count = Self.nextCount(after: count)
    }
  }

  private mutating func top(_ limit: Int, _ results: inout SearchResults) throws -> RankedHits {
    let (ranked, counters) = try commit.withRanker { ranker throws(IndexError) in
      let ranked = try ranker.top(
        query, filter: filter, tests: plan.tests, limit: limit,
        counting: request.counting == .exact && !plan.wantsAllMatches,
        related: plan.sortKeys.isEmpty && plan.groupField == nil,
        countingRelated: plan.wantsAllMatches, statistics: request.statistics, until: deadline)
      return (ranked, ranker.counters)
    }
    results.total = SearchResults.Total(
      value: ranked.total, relation: ranked.isExact ? .equal : .atLeast)
    results.related = ranked.related
    results.stopReason = ranked.stopReason
    results.counters.add(counters)
    cutExpansions = ranked.cutExpansions
    return ranked
  }

  private mutating func rankGroups(
    by field: Int, _ results: inout SearchResults
  ) throws -> [MatchGroups.Group] {
    let (end, isPastAll) = offset.addingReportingOverflow(limit)
    let (found, counters) = try commit.withRanker { ranker throws(IndexError) in
      let found = try ranker.groups(
        of: query, by: field, size: request.group?.size ?? 0,
        range: offset..<(isPastAll ? .max : end), filter: filter, tests: plan.tests,
        statistics: request.statistics, until: deadline)
      return (found, ranker.counters)
    }
    results.total = SearchResults.Total(
      value: found.ranked.total, relation: found.ranked.isExact ? .equal : .atLeast)
    results.stopReason = found.ranked.stopReason
    results.counters.add(counters)
    cutExpansions = found.ranked.cutExpansions
    return found.groups
  }

  // MARK: By columns

  private mutating func collect(_ found: inout [Found], _ results: inout SearchResults) throws {
    var sorted: SortedHits?
    if !plan.sortKeys.isEmpty, !plan.sortsByScore {
      sorted = SortedHits(
        by: plan.sortKeys, limit: wanted == .max ? wanted : wanted + 1, after: try position())
    }
    var collector = try plan.collector(sorted: sorted)
    let counters = try commit.withRanker { ranker throws(IndexError) in
      try ranker.collect(&collector, from: query, filter: filter, until: deadline)
      return ranker.counters
    }
    results.counters.add(counters)
    cutExpansions = collector.cutExpansions
    results.stopReason = results.stopReason ?? collector.stopReason
    results.total = SearchResults.Total(
      value: collector.total, relation: results.stopReason == nil ? .equal : .atLeast)
    try plan.fill(&results, from: collector)
    guard let hits = collector.sorted?.value.hits else { return }
    found = hits.map { Found($0) }
  }

  private func position() throws(IndexError) -> SortPosition? {
    guard case .after(let cursor) = request.start else { return nil }
    guard cursor.values.count == plan.sortKeys.count else {
      throw Self.foreignCursor
    }
    return SortPosition(values: cursor.values, key: Array(cursor.key.utf8))
  }

  private static var foreignCursor: IndexError {
    IndexError.invalid(
      "after", "the cursor belongs to another order",
      advice: "use it with the query and the order of the search that gave it")
  }

  // MARK: Hits

  private func addHits(
    _ found: [Found], _ builder: HitBuilder, to results: inout SearchResults
  ) throws {
    for (index, one) in found.enumerated().dropFirst(offset).prefix(limit) {
      results.hits.append(
        try builder.hit(
          one.hit, key: one.key, values: one.values, rank: index + 1,
          stopReason: &results.stopReason))
    }
    guard results.hits.count == limit, let last = results.hits.last else { return }
    // Of a first page by score only the total tells whether hits follow.
    let isKnownByTotal = isFirstPage && plan.sortKeys.isEmpty
    guard
      isKnownByTotal
        ? results.total.relation == .atLeast
          || results.total.value + results.related > offset + limit
        : found.count > offset + limit
    else { return }
    results.next = last.position
  }

  private var isFirstPage: Bool { if case .offset = request.start { true } else { false } }

  private func addGroups(
    _ found: [Found], _ builder: HitBuilder, to results: inout SearchResults
  ) throws {
    guard let field = plan.groupField, let group = request.group else { return }
    var groups = GroupedHits<Found>(field, size: group.size, in: commit.snapshot)
    for one in found { try groups.add(one, at: one.hit) }
    results.total = SearchResults.Total(
      value: found.count, relation: results.stopReason == nil ? .equal : .atLeast)
    for group in groups.groups.dropFirst(offset).prefix(limit) {
      try add(group.hits, of: group.value, total: group.total, builder, to: &results)
    }
  }

  private func add(
    _ found: [Found], of value: [UInt8]?, total: Int, _ builder: HitBuilder,
    to results: inout SearchResults
  ) throws {
    var hits: [Hit] = []
    for (index, one) in found.enumerated() {
      hits.append(
        try builder.hit(
          one.hit, key: one.key, values: one.values, rank: index + 1,
          stopReason: &results.stopReason))
    }
    results.groups.append(
      HitGroup(
        value: value.map { String(decoding: $0, as: UTF8.self) }, total: total, hits: hits))
  }
}
