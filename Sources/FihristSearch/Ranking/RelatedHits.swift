internal import FihristFormat
internal import FihristStorage

/// Tells hits that match from those that have only related words, in a query that ranks both.
struct RelatedHits {
  private let items: PlannedItems
  private let terms: OpenTerms
  private let snapshot: Snapshot
  /// The bounds of what the scores of the hits were computed from.
  private let factors: [BoundFactors]
  /// The documents of a block.
  private let block: Column<UInt32>

  /// - Parameters:
  ///   - terms: Those of `items`.
  ///   - basis: What the scores of the hits were computed from.
  init(
    _ items: PlannedItems, _ terms: OpenTerms, in snapshot: Snapshot, basis: ScoringBasis,
    arena: Arena
  ) {
    self.items = items
    self.terms = terms
    self.snapshot = snapshot
    factors = basis.factors
    block = arena.allocate(PostingList.documentCapacity)
  }

  /// Whether a look-up of the hit's own postings tells: all items are terms, not phrases.
  var canLookUp: Bool { items.scored.indices.allSatisfy { items.scored[$0].parts.count == 1 } }

  /// Marks the hits that do not match.
  ///
  /// - Complexity: O(words) look-ups of a block for each hit that ``relatedBound(in:)`` does not
  ///   tell to match.
  func mark(_ hits: inout [RankedHit]) throws(IndexError) {
    var (segment, bound) = (-1, Float.infinity)
    for index in hits.indices {
      if hits[index].segment != segment {
        segment = hits[index].segment
        bound = relatedBound(in: segment)
      }
      if hits[index].score > bound { continue }
      hits[index].isRelated = try !matches(hits[index])
    }
  }

  /// A score that no document of a segment reaches that has none of the words: it has no stem, so
  /// no form either, and roots alone score no more than this.
  private func relatedBound(in segment: Int) -> Float {
    // Both the bounds and the scores were added, and rounded.
    guard items.scored.count <= BoundFactors.maximumTermCount / 2 else { return .infinity }
    var sum: Float = 0
    for index in items.scored.indices {
      let item = items.scored[index]
      guard item.isLevel, item.wider < 0 else { continue }
      let term = items.parts[item.parts.lowerBound].term
      guard let list = terms.list(segment: segment, term: term) else { continue }
      sum += factors[segment].upperBound(list.postings.maximum, weight: item.weight)
    }
    return sum
  }

  /// Marks the hits that are not among `matching`.
  func mark(_ hits: inout [RankedHit], notIn matching: [MatchingSegment]) {
    for segment in matching {
      for index in hits.indices where hits[index].segment == segment.view.index {
        hits[index].isRelated = !(segment.documents?.contains(hits[index].document) ?? false)
      }
    }
  }

  /// How many documents match at most.
  var mostMatches: Int {
    guard canLookUp else { return .max }
    var count = 0
    for segment in snapshot.segments.indices {
      for index in items.scored.indices where !items.scored[index].isLevel {
        let term = items.parts[items.scored[index].parts.lowerBound].term
        count += terms.list(segment: segment, term: term)?.postings.count ?? 0
      }
    }
    return count
  }

  private func matches(_ hit: RankedHit) throws(IndexError) -> Bool {
    for index in items.scored.indices where !items.scored[index].isLevel {
      let term = items.parts[items.scored[index].parts.lowerBound].term
      guard let list = terms.list(segment: hit.segment, term: term) else { continue }
      if try has(hit, list) { return true }
    }
    return false
  }

  private func has(_ hit: RankedHit, _ list: OpenList) throws(IndexError) -> Bool {
    if list.isDense { return list.postings.contains(hit.document) }
    let number = list.postings.block(containing: hit.document)
    guard number < list.postings.blockCount else { return false }
    guard list.postings.decodeDocuments(number, into: block) else {
      throw snapshot.segments[hit.segment].damagedPostings()
    }
    let count = list.postings.blockLength(number)
    let index = block.lowerBound(of: hit.document, in: 0..<count)
    return index < count && block[index] == hit.document
  }
}
