internal import FihristFormat
package import FihristStorage

/// The plainest ranker: decodes every posting of every term, adds up every score, sorts everything.
///
/// It is the measure of all other rankers, which must give the same hits with the same bits.
package struct ExhaustiveRanker {
  private let snapshot: Snapshot

  /// What a document has of a clause: the posting's frequency, or the occurrences of the phrase in
  /// units.
  private typealias Frequencies = [UInt32: UInt32]

  /// Makes a ranker over `snapshot`.
  package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// The best `limit` documents for `query`, and how many match.
  ///
  /// - Parameter counting: Without meaning here: the total is always exact.
  /// - Throws: ``IndexError`` for a damaged index; `invalid` for a phrase without positions.
  /// - Complexity: O(postings of the terms), with large factors.
  package func top(
    _ query: Query, limit: Int, counting: Bool = true
  ) throws(IndexError) -> RankedHits {
    let clauses = merged(query.clauses)
    var weights: [Float] = []
    for clause in clauses { weights.append(try weight(of: clause)) }
    var hits: [(hit: RankedHit, key: [UInt8])] = []
    for (segment, reader) in snapshot.segments.enumerated() {
      for (document, score) in try scores(of: clauses, weights, in: reader) {
        let hit = RankedHit(segment: segment, document: document, score: score)
        hits.append((hit, try reader.key(of: document)))
      }
    }
    hits.sort {
      $0.hit.score != $1.hit.score
        ? $0.hit.score > $1.hit.score : $0.key.lexicographicallyPrecedes($1.key)
    }
    return RankedHits(
      hits: hits.prefix(max(0, limit)).map(\.hit), total: hits.count, isExact: true)
  }

  /// Clauses with equal items joined: weights added, required if one is; forbidding ones apart.
  private func merged(_ clauses: [Query.Clause]) -> [Query.Clause] {
    var result: [Query.Clause] = []
    for var clause in clauses {
      if case .phrase(let terms) = clause.item, terms.count == 1 {
        clause.item = .term(terms[0].term)
      }
      let same = result.firstIndex {
        $0.item == clause.item && ($0.occur == .mustNot) == (clause.occur == .mustNot)
      }
      guard let same else {
        result.append(clause)
        continue
      }
      result[same].weight += clause.weight
      if clause.occur == .must { result[same].occur = .must }
    }
    return result
  }

  // MARK: Weights

  /// The weight of a clause; 0 when a term of it is nowhere.
  private func weight(of clause: Query.Clause) throws(IndexError) -> Float {
    var sum = 0.0
    for term in clause.item.terms {
      var frequency: UInt64 = 0
      for reader in snapshot.segments {
        frequency += UInt64(try postings(of: term, in: reader).count)
      }
      if frequency == 0 { return 0 }
      sum += snapshot.inverseDocumentFrequency(frequency)
    }
    return Float(sum) * clause.weight
  }

  // MARK: Scores

  /// The scores of all live documents of a segment that match.
  private func scores(
    of clauses: [Query.Clause], _ weights: [Float], in reader: SegmentReader
  ) throws(IndexError) -> [UInt32: Float] {
    var scores: [UInt32: Float] = [:]
    var required: Set<UInt32>?
    var forbidden: Set<UInt32> = []
    for (clause, weight) in zip(clauses, weights) {
      let frequencies = try self.frequencies(of: clause.item, in: reader)
      if clause.occur == .mustNot {
        forbidden.formUnion(frequencies.keys)
        continue
      }
      if clause.occur == .must {
        required = required?.intersection(frequencies.keys) ?? Set(frequencies.keys)
      }
      for (document, frequency) in frequencies {
        let part = unsafe snapshot.impacts.part(
          frequency: frequency, norm: reader.norms[Int(document)], weight: weight)
        scores[document, default: 0] += part
      }
    }
    return scores.filter { document, _ in
      required?.contains(document) != false && !forbidden.contains(document)
    }
  }

  private func frequencies(
    of item: Query.Item, in reader: SegmentReader
  ) throws(IndexError) -> Frequencies {
    switch item {
    case .term(let term): return try postings(of: term, in: reader)
    case .phrase(let terms): return try frequencies(of: terms, in: reader)
    }
  }

  /// How often each live document has the phrase.
  private func frequencies(
    of phrase: [Query.PhraseTerm], in reader: SegmentReader
  ) throws(IndexError) -> Frequencies {
    let least = phrase.map(\.offset).min() ?? 0
    var starts: [UInt32: Set<UInt32>]?
    for term in phrase {
      var found: [UInt32: Set<UInt32>] = [:]
      for (document, positions) in try positions(of: term.term, in: reader) {
        let shifted = positions.compactMap { UInt32(exactly: Int($0) - (term.offset - least)) }
        found[document] = starts?[document, default: []].intersection(shifted) ?? Set(shifted)
      }
      starts = found
    }
    let scale = snapshot.manifest.schema.scale
    return (starts ?? [:]).compactMapValues { $0.isEmpty ? nil : UInt32($0.count) * scale }
  }

  // MARK: Postings

  /// The frequencies of a term in the live documents of a segment.
  private func postings(of term: [UInt8], in reader: SegmentReader) throws(IndexError)
    -> Frequencies
  {
    var result: Frequencies = [:]
    guard let entry = try reader.term(term) else { return result }
    let list = try reader.postings(of: entry)
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
  private func positions(
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

extension Query.Item {
  /// Its terms.
  fileprivate var terms: [[UInt8]] {
    switch self {
    case .term(let term): [term]
    case .phrase(let terms): terms.map(\.term)
    }
  }
}
