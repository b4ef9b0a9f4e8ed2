internal import FihristFormat
package import FihristStorage

/// The simplest ranker: decodes every posting of every term, adds up every score, sorts everything.
///
/// It is the reference for all other rankers, which must give the same hits, bit for bit. It finds
/// the matching documents with sets of document IDs.
package struct ExhaustiveRanker {
  let snapshot: Snapshot

  /// What a document has of a term or phrase: the posting's frequency, or the occurrences of the
  /// phrase in units.
  typealias Frequencies = [UInt32: UInt32]

  /// A term or phrase that scores, and its weight.
  private struct Item {
    var query: Query
    var space = 0
    var weight: Float
  }

  /// Makes a ranker over `snapshot`.
  package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// The best `limit` documents for `query`, of those that match `filter` too, and how many match.
  ///
  /// The total is always exact.
  ///
  /// - Parameter statistics: What scores are computed from; those of the snapshot if `nil`.
  /// - Throws: ``IndexError`` for a damaged index; `invalid` for a phrase without positions.
  /// - Complexity: O(postings of the terms), with large factors.
  package func top(
    _ query: Query, filter: Query? = nil, limit: Int, statistics: CollectionStatistics? = nil
  ) throws(IndexError) -> RankedHits {
    try query.check("query")
    let spaced = SpacedQuery(query, in: snapshot)
    let space = spaced.spaces.words
    let basis =
      statistics.map { ScoringBasis($0, for: snapshot, space: space) } ?? snapshot.bases[space]
    let (items, ranksRelated, relatedComeLast) = try items(of: spaced, basis, statistics)
    var hits: [(hit: RankedHit, key: [UInt8])] = []
    var total = 0
    for (segment, reader) in snapshot.segments.enumerated() {
      var matching = try matches(query, in: reader)
      if let filter { matching.formIntersection(try matches(filter, in: reader)) }
      let scores = try scores(of: items, basis, in: reader)
      total += matching.count
      var ranked = matching
      if ranksRelated {
        // Related documents must pass the filter too.
        let found = try filter.map { (filter) throws(IndexError) in
          try matches(filter, in: reader)
        }
        let forbidden = try self.forbidden(by: query, in: reader)
        ranked = Set(
          scores.keys.filter { !forbidden.contains($0) && found?.contains($0) ?? true })
      }
      for document in ranked {
        var hit = RankedHit(segment: segment, document: document, score: scores[document] ?? 0)
        hit.isRelated = !matching.contains(document)
        hits.append((hit, try reader.key(of: document)))
      }
    }
    hits.sort { one, other in
      if relatedComeLast, one.hit.isRelated != other.hit.isRelated { return other.hit.isRelated }
      return one.hit.score != other.hit.score
        ? one.hit.score > other.hit.score : one.key.lexicographicallyPrecedes(other.key)
    }
    var ranked = RankedHits(
      hits: hits.prefix(max(0, limit)).map(\.hit), total: total, isExact: true)
    ranked.related = hits.count - total
    ranked.relatedComeLast = relatedComeLast
    return ranked
  }

  // MARK: Matching

  /// The live documents of a segment that match `query`.
  func matches(
    _ query: Query, in reader: SegmentReader
  ) throws(IndexError) -> Set<UInt32> {
    switch query.node {
    case .term, .word, .root, .phrase: return Set(try frequencies(of: query, in: reader).keys)
    case .all: return Set((0..<UInt32(reader.documentCount)).filter(reader.isLive))
    case .none: return []
    case .filter(let query), .boost(let query, _), .constant(let query, _):
      return try matches(query, in: reader)
    case .near, .expansion, .exactForm: return try matches(query, inFields: nil, of: reader)
    case .restricted(let leaf, let fields):
      return try matches(leaf, inFields: fields, of: reader)
    case .column(let field, let condition):
      let asksForWords = PlannedConditions.OnColumn(field: field, condition: condition)
        .asksForWords(in: reader.schema)
      return asksForWords
        ? try matches(anyWordIn: field, of: reader)
        : try matches(condition, on: field, of: reader)
    case .boolean(let clauses, let minimum):
      return try matches(clauses, minimum: minimum, in: reader)
    }
  }

  /// The documents that a flat query excludes.
  private func forbidden(
    by query: Query, in reader: SegmentReader
  ) throws(IndexError) -> Set<UInt32> {
    switch query.node {
    case .boost(let query, _): return try forbidden(by: query, in: reader)
    case .boolean(let clauses, _):
      var found: Set<UInt32> = []
      for clause in clauses where clause.occur == .mustNot {
        found.formUnion(try matches(clause.query, in: reader))
      }
      return found
    default: return []
    }
  }

  private func matches(
    _ clauses: [Query.Clause], minimum: Int, in reader: SegmentReader
  ) throws(IndexError) -> Set<UInt32> {
    var required: Set<UInt32>?
    var forbidden: Set<UInt32> = []
    var counts: [UInt32: Int] = [:]
    for clause in clauses {
      let found = try matches(clause.query, in: reader)
      switch clause.occur {
      case .must: required = required?.intersection(found) ?? found
      case .mustNot: forbidden.formUnion(found)
      case .should: for document in found { counts[document, default: 0] += 1 }
      }
    }
    let matching =
      required?.filter { counts[$0] ?? 0 >= minimum }
      ?? Set(counts.filter { $0.value >= minimum }.keys)
    return matching.subtracting(forbidden)
  }

  // MARK: Scores

  /// What scores, with weights; the weight is 0 when a term is nowhere.
  private func items(
    of query: SpacedQuery, _ basis: ScoringBasis, _ statistics: CollectionStatistics?
  ) throws(IndexError) -> ([Item], ranksRelated: Bool, relatedComeLast: Bool) {
    var memory = ArenaMemory()
    defer { memory.reset() }
    let plan = SearchPlan(query, in: memory.arena)
    try plan.check("query")
    let planned = plan.items
    var items: [Item] = []
    for index in planned.scored.indices {
      let item = planned.scored[index]
      if item.constant >= 0, let conditions = plan.conditions {
        let query = conditions.constantQueries[item.constant]
        items.append(
          Item(
            query: .constant(query, score: item.multiplicity), weight: item.multiplicity))
        continue
      }
      let keys = item.parts.map { planned.key(of: planned.parts[$0].term) }
      let terms = zip(item.parts, keys).map { part, key in
        Query.PhraseTerm(term: key.bytes, offset: Int(planned.parts[part].offset))
      }
      let weight = try weight(of: keys, basis, statistics)
      items.append(
        Item(
          query: .phrase(terms), space: Int(keys[0].space.rawValue),
          weight: weight * item.multiplicity))
    }
    return (items, plan.ranksRelated, plan.relatedComeLast)
  }

  private func weight(
    of terms: [CollectionStatistics.Term], _ basis: ScoringBasis,
    _ statistics: CollectionStatistics?
  ) throws(IndexError) -> Float {
    var sum = 0.0
    for term in terms {
      var frequency: UInt64 = 0
      if let statistics {
        frequency = try statistics.frequency(of: term)
      } else {
        for reader in snapshot.segments {
          let space = Int(term.space.rawValue)
          frequency += UInt64(try postings(of: term.bytes, space: space, in: reader).count)
        }
      }
      if frequency == 0 { return 0 }
      sum += basis.inverseDocumentFrequency(frequency)
    }
    return Float(sum)
  }

  /// What the live documents of a segment score, in the order of the items.
  private func scores(
    of items: [Item], _ basis: ScoringBasis, in reader: SegmentReader
  ) throws(IndexError) -> [UInt32: Float] {
    var scores: [UInt32: Float] = [:]
    for item in items {
      if case .constant(let query, _) = item.query.node {
        for document in try matches(query, in: reader) {
          scores[document, default: 0] += item.weight
        }
        continue
      }
      for (document, frequency) in try frequencies(of: item.query, item.space, in: reader) {
        let part = unsafe basis.impacts.part(
          frequency: frequency, norm: reader.spaces[basis.space].norms[Int(document)],
          weight: item.weight)
        scores[document, default: 0] += part
      }
    }
    return scores
  }

  /// How often each live document has a term or phrase.
  private func frequencies(
    of query: Query, _ space: Int = 0, in reader: SegmentReader
  ) throws(IndexError) -> Frequencies {
    switch query.node {
    case .term(let term): try postings(of: term, space: space, in: reader)
    case .word(let word): try postings(of: word.stem, in: reader)
    case .root(let root):
      if let space = snapshot.manifest.schema.termSpaces.first(where: { $0.role == .root }) {
        try postings(of: root, space: space.ordinal, in: reader)
      } else {
        [:]
      }
    case .phrase(let terms): try frequencies(of: terms, in: reader)
    default: [:]
    }
  }

  /// How often each live document has the phrase.
  private func frequencies(
    of phrase: [Query.PhraseTerm], in reader: SegmentReader
  ) throws(IndexError) -> Frequencies {
    var starts: [UInt32: Set<UInt32>]?
    for term in phrase {
      var found: [UInt32: Set<UInt32>] = [:]
      for (document, positions) in try positions(of: term.term, in: reader) {
        let shifted = positions.compactMap { UInt32(exactly: Int($0) - term.offset) }
        found[document] = starts?[document, default: []].intersection(shifted) ?? Set(shifted)
      }
      starts = found
    }
    let scale = snapshot.manifest.schema.scale
    return (starts ?? [:]).compactMapValues { $0.isEmpty ? nil : UInt32($0.count) * scale }
  }

  // MARK: Postings

  /// The frequencies of a term in the live documents of a segment.
  func postings(
    of term: [UInt8], space: Int = 0, in reader: SegmentReader
  ) throws(IndexError) -> Frequencies {
    var result: Frequencies = [:]
    let space = reader.spaces[space]
    guard let entry = try space.term(term) else { return result }
    let list = try space.postings(of: entry)
    var block = PostingBlock()
    for number in 0..<list.blockCount {
      guard block.decode(number, of: list) else { throw reader.damagedPostings() }
      for index in 0..<block.count where reader.isLive(block.documents[index]) {
        result[block.documents[index]] = block.frequencies[index]
      }
    }
    return result
  }

  /// The positions of a term in the live documents of a segment.
  func positions(
    of term: [UInt8], in reader: SegmentReader
  ) throws(IndexError) -> [UInt32: [UInt32]] {
    var result: [UInt32: [UInt32]] = [:]
    guard let entry = try reader.term(term) else { return result }
    let list = try reader.postings(of: entry)
    let positions = try reader.positions(of: entry, list)
    var block = PostingBlock()
    for number in 0..<list.blockCount {
      guard block.decode(number, of: list), block.locatePositions(of: positions) else {
        throw reader.damagedPostings()
      }
      for index in 0..<block.count where reader.isLive(block.documents[index]) {
        var found: [UInt32] = []
        positions.decode(index, of: block, into: &found)
        result[block.documents[index]] = found
      }
    }
    return result
  }
}
