internal import FihristFormat
package import FihristStorage

/// The documents of a snapshot that match a query and a filter.
package struct MatchingDocuments: Sendable {
  /// For each segment 64 documents a word; empty if none matches.
  package private(set) var segments: [[UInt64]]

  /// Why not everything was looked at; `nil` for a whole result.
  package internal(set) var stopReason: StopReason?

  /// The expansions that stand for more terms than were looked at.
  package internal(set) var cutExpansions: [Query.Expansion] = []

  init(segmentCount: Int) { segments = Array(repeating: [], count: segmentCount) }

  mutating func set(_ words: [UInt64], segment: Int) { segments[segment] = words }

  /// How many there are.
  package var count: Int {
    segments.reduce(0) { $0 + $1.reduce(0) { $0 + $1.nonzeroBitCount } }
  }

  /// Whether `document` of a segment matches.
  package func contains(_ document: UInt32, segment: Int) -> Bool {
    let word = Int(document >> 6)
    return word < segments[segment].count
      && segments[segment][word] >> UInt64(document & 63) & 1 != 0
  }

  /// The first documents, at most `limit`, in the order of segments.
  ///
  /// - Complexity: O(documents before them / 64).
  package func first(_ limit: Int) -> [Snapshot.Location] {
    var found: [Snapshot.Location] = []
    for (segment, words) in segments.enumerated() {
      for (index, word) in words.enumerated() where word != 0 {
        var bits = word
        while bits != 0 {
          guard found.count < limit else { return found }
          let document = UInt32(index * 64 + bits.trailingZeroBitCount)
          found.append(Snapshot.Location(segment: segment, document: document))
          bits &= bits - 1
        }
      }
    }
    return found
  }

  /// Documents at equal distances among all, at most `limit`, in the order of segments.
  ///
  /// - Complexity: O(documents / 64 + those that match).
  package func spread(_ limit: Int) -> [Snapshot.Location] {
    guard limit > 0 else { return [] }
    let step = max(1, (count + limit - 1) / limit)
    var found: [Snapshot.Location] = []
    var number = 0
    for segment in segments.indices {
      forEach(segment: segment) { document in
        if number % step == 0 {
          found.append(Snapshot.Location(segment: segment, document: document))
        }
        number += 1
      }
    }
    return found
  }

  /// Calls `body` with each document of a segment, in order.
  package func forEach<Failure: Error>(
    segment: Int, _ body: (UInt32) throws(Failure) -> Void
  ) throws(Failure) {
    for (word, bits) in segments[segment].enumerated() {
      var rest = bits
      while rest != 0 {
        try body(UInt32(64 * word + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }
}

extension Ranker {
  /// All documents that match `query` and `filter`.
  ///
  /// - Throws: ``IndexError``: `invalid` for a query that is too large, a phrase where the index
  ///   keeps no positions, or a condition that does not fit its column; `damaged`.
  /// - Complexity: O(postings of the terms + documents / 64).
  package func matches(
    of query: Query, filter: Query? = nil, until deadline: SearchDeadline? = nil
  ) throws(IndexError) -> MatchingDocuments {
    defer { endQuery() }
    let scratch = startQuery(deadline)
    try query.check("query")
    let plan = SearchPlan(filter: SpacedQuery(query, in: snapshot), in: scratch.arena)
    try plan.check("query")
    let terms = try OpenTerms(plan.items.terms, in: snapshot, scratch.arena, stop: scratch.stop)
    try plan.conditions?.open(in: snapshot, limit: expansionLimit, until: scratch.stop)
    var restriction = try Restriction(filter: filter, tests: [], of: self, scratch)
    var found = MatchingDocuments(segmentCount: snapshot.segments.count)
    for index in snapshot.segments.indices where snapshot.segments[index].documentCount > 0 {
      if scratch.stop.isReached() { break }
      guard let segment = try restriction.restricted(view(index)) else { continue }
      var matcher = SegmentMatcher(
        plan.items, conditions: plan.conditions, terms: terms, in: segment,
        reader: snapshot.segments[index], scratch: scratch)
      if let documents = try matcher.documents(matching: plan.matching ?? .all) {
        found.set(documents.array, segment: index)
      }
      add(matcher.counters)
    }
    found.stopReason = scratch.stop.reason
    found.cutExpansions = (plan.conditions?.cutExpansions ?? []) + restriction.cutExpansions
    return found
  }
}
