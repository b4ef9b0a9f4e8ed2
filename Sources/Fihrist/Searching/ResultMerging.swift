/// Puts the parts of a result together.
struct ResultMerging {
  private let parts: [SearchResults]
  private let request: SearchRequest

  /// For each sort key, whether the greatest comes first.
  private let directions: [Bool]

  private var limit: Int { max(0, request.limit) }
  private var offset: Int { max(0, request.offset) }

  init(_ parts: [SearchResults], for request: SearchRequest) {
    self.parts = parts
    self.request = request
    directions = request.sort.isEmpty ? [true] : request.sort.map(\.isDescending)
  }

  private func precedes(_ one: Hit, _ other: Hit) -> Bool {
    let (a, b) = (one.position, other.position)
    for (index, isDescending) in directions.enumerated() {
      guard index < a.values.count, index < b.values.count else { break }
      let precedes = a.values[index].precedes(b.values[index], isDescending: isDescending)
      if let precedes { return precedes }
    }
    return a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
  }

  /// The hits, and where the next page starts.
  func hits() -> ([Hit], next: SearchCursor?) {
    let all = parts.flatMap(\.hits).sorted(by: precedes)
    let hits = ranked(all.dropFirst(offset).prefix(limit), from: offset)
    var hasMore = all.count - offset > limit || parts.contains { $0.next != nil }
    if case .offset = request.start, request.sort.isEmpty, countsByColumns,
      parts.allSatisfy({ $0.stopReason == nil })
    {
      // All are counted.
      let total = parts.reduce(0) { $0 + $1.total.value }
      let (end, isPastAll) = limit.addingReportingOverflow(offset)
      hasMore = !isPastAll && total + related() > end
    }
    return (hits, hits.count == limit && hasMore ? hits.last?.position : nil)
  }

  /// How many documents have only related words: of all that match, if these were counted, and
  /// otherwise of those that were looked for. An index that has few matches ranks related ones that
  /// are not among the best of all.
  func related() -> Int {
    let isCounted = request.counting == .exact || countsByColumns
    guard case .offset = request.start, !isCounted else {
      return parts.reduce(0) { $0 + $1.related }
    }
    let (end, isPastAll) = limit.addingReportingOverflow(offset)
    return parts.flatMap(\.hits).sorted(by: precedes).prefix(isPastAll ? .max : end)
      .count { $0.isRelated }
  }

  /// Whether all that match are collected for what is asked of their columns.
  private var countsByColumns: Bool {
    !request.facets.isEmpty || !request.histograms.isEmpty || !request.summaries.isEmpty
  }

  private func ranked(_ hits: some Sequence<Hit>, from offset: Int = 0) -> [Hit] {
    hits.enumerated().map { index, hit in
      var hit = hit
      hit.rank = offset + index + 1
      return hit
    }
  }

  /// The first groups.
  func groups() -> [HitGroup] {
    let size = max(0, request.group?.size ?? 0)
    var groups: [HitGroup] = []
    var slots: [[UInt8]?: Int] = [:]
    for group in parts.flatMap(\.groups) {
      let value = group.value.map { Array($0.utf8) }
      if let slot = slots[value] {
        groups[slot].total += group.total
        groups[slot].hits += group.hits
      } else {
        slots[value] = groups.count
        groups.append(group)
      }
    }
    for slot in groups.indices {
      groups[slot].hits = ranked(groups[slot].hits.sorted(by: precedes).prefix(size))
    }
    groups.sort { one, other in
      guard let best = one.hits.first, let otherBest = other.hits.first else { return false }
      return precedes(best, otherBest)
    }
    return Array(groups.dropFirst(offset).prefix(limit))
  }

  /// The facets, each with as many values as were asked for.
  func facets() -> [Facet] {
    request.facets.indices.compactMap { index in
      let facets = parts.compactMap { $0.facets.at(index) }
      guard var merged = facets.first else { return nil }
      var counts: [[UInt8]: Int] = [:]
      for value in facets.flatMap(\.values) {
        counts[Array(value.value.utf8), default: 0] += value.count
      }
      let sorted = counts.sorted {
        $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
      }
      let limit = max(0, request.facets[index].limit)
      merged.values = sorted.prefix(limit).map {
        Facet.Value(String(decoding: $0.key, as: UTF8.self), count: $0.value)
      }
      merged.other =
        sorted.dropFirst(limit).reduce(0) { $0 + $1.value } + facets.reduce(0) { $0 + $1.other }
      merged.missing = facets.reduce(0) { $0 + $1.missing }
      return merged
    }
  }

  /// The histograms, with gaps filled between the parts too.
  func histograms() -> [Histogram] {
    request.histograms.indices.compactMap { index in
      let histograms = parts.compactMap { $0.histograms.at(index) }
      guard let first = histograms.first else { return nil }
      var counts: [Int64: Int] = [:]
      for histogram in histograms {
        for (start, bucket) in zip(histogram.starts, histogram.values) where bucket.count > 0 {
          counts[start, default: 0] += bucket.count
        }
      }
      let buckets = HistogramBuckets(request.histograms[index], first.type)
      // Buckets that an index gave can be resolved.
      guard let resolved = try? buckets.resolved() else { return first }
      return buckets.histogram(
        HistogramCounts(
          counts, buckets: resolved, missing: histograms.reduce(0) { $0 + $1.missing }))
    }
  }
}

extension Array {
  /// The element at `index`; `nil` if there is none.
  func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
