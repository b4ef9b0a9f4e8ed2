internal import FihristFormat
internal import FihristStorage

/// What each part of a query adds to the score of one document: an item after the other, by looking
/// up its own postings.
@safe struct DocumentScores {
  /// An item of the plan that the document has.
  struct Part {
    /// The terms and their space; none for a constant.
    var terms: [CollectionStatistics.Term]
    /// What it adds; 0 if the document lacks it.
    var score: Float
    /// What the sum of the parts grew by.
    var growth: Double
    /// How the score was computed.
    var factors: [ScoreExplanation.Factor]
  }

  /// The parts, in the order in which scores are added; those that the document lacks have 0.
  private(set) var parts: [Part] = []

  /// The score: the sum of the parts in single precision.
  private(set) var score: Float = 0

  /// Whether documents are ranked that have only further levels of the words.
  private(set) var ranksRelated = false

  /// Scores `document` of segment `index`.
  ///
  /// - Throws: ``IndexError`` as a search does.
  init(
    _ query: Query, of document: UInt32, segment index: Int, by ranker: Ranker,
    statistics: CollectionStatistics?
  ) throws(IndexError) {
    let snapshot = ranker.snapshot
    var memory = ArenaMemory()
    defer { memory.reset() }
    let spaced = SpacedQuery(query, in: snapshot)
    var plan = SearchPlan(spaced, in: memory.arena)
    try plan.check("query")
    let open = try OpenTerms(plan.items.terms, in: snapshot, memory.arena)
    let space = spaced.spaces.words
    let basis =
      statistics.map { ScoringBasis($0, for: snapshot, space: space) } ?? snapshot.bases[space]
    // Weighing drops items that no document has, and moves the others.
    let whole = plan.items.scored.indices.map { plan.items.scored[$0] }
    try plan.items.weigh(open, by: basis, statistics: statistics, arena: memory.arena)
    ranksRelated = plan.ranksRelated
    let items = plan.items
    let reader = snapshot.segments[index]
    let norm = unsafe reader.spaces[space].norms[Int(document)]
    for planned in whole {
      let keys = planned.parts.map { items.key(of: items.parts[$0].term) }
      let weighed = items.scored.indices.first {
        items.scored[$0].parts == planned.parts && items.scored[$0].constant == planned.constant
      }
      guard let weighed else {
        parts.append(Part(terms: keys, score: 0, growth: 0, factors: []))
        continue
      }
      let item = items.scored[weighed]
      if item.constant >= 0, let conditions = plan.conditions {
        let query = conditions.constantQueries[item.constant]
        let isFound = try ranker.matches(query, document, ofSegment: index)
        add(Part(terms: [], score: isFound ? item.weight : 0, growth: 0, factors: []))
        continue
      }
      var lists: [TermEntry] = []
      for part in item.parts {
        lists.append(open.entry(segment: index, term: items.parts[part].term))
      }
      let offsets = item.parts.map { items.parts[$0].offset }
      let frequency = try Self.frequency(
        of: lists, offsets, space: Int(keys[0].space.rawValue), in: document, of: reader)
      guard frequency > 0 else {
        parts.append(Part(terms: keys, score: 0, growth: 0, factors: []))
        continue
      }
      let score = basis.impacts.part(frequency: frequency, norm: norm, weight: item.weight)
      add(
        Part(
          terms: keys, score: score, growth: 0,
          factors: Self.factors(item, basis, frequency, norm, scale: reader.scale(of: space))))
    }
  }

  private mutating func add(_ part: Part) {
    var part = part
    let sum = score + part.score
    part.growth = Double(sum) - Double(score)
    score = sum
    parts.append(part)
  }

  private static func factors(
    _ item: PlannedItems.Item, _ basis: ScoringBasis, _ frequency: UInt32, _ norm: UInt8,
    scale: UInt32
  ) -> [ScoreExplanation.Factor] {
    [
      .init("weight", Double(item.weight)), .init("multiplier", Double(item.multiplicity)),
      .init("idf", Double(item.weight) / Double(item.multiplicity)),
      .init("frequency", Double(frequency) / Double(scale)),
      .init("length", Double(Norm.decode(norm)) / Double(scale)),
      .init("average_length", Double(basis.averageLength)),
      .init("share", Double(basis.impacts.part(frequency: frequency, norm: norm))),
    ]
  }

  /// How often a document has a term or phrase, in units; 0 if it does not.
  private static func frequency(
    of entries: [TermEntry], _ offsets: [UInt32], space: Int, in document: UInt32,
    of reader: SegmentReader
  ) throws(IndexError) -> UInt32 {
    guard entries.allSatisfy({ $0.documentFrequency > 0 }), let first = entries.first else {
      return 0
    }
    guard entries.count > 1 else {
      let list = try reader.spaces[space].postings(of: first)
      var block = PostingBlock()
      let number = list.block(containing: document)
      guard number < list.blockCount else { return 0 }
      guard block.decode(number, of: list) else { throw reader.damagedPostings() }
      let index = block.documents.lowerBound(of: document, in: 0..<block.count)
      guard index < block.count, block.documents[index] == document else { return 0 }
      return block.frequencies[index]
    }
    var starts: Set<Int>?
    var positions: [UInt32] = []
    for (entry, offset) in zip(entries, offsets) {
      try PositionWalk(entry, in: reader).read(document, into: &positions)
      let shifted = Set(positions.map { Int($0) - Int(offset) }.filter { $0 >= 0 })
      starts = starts?.intersection(shifted) ?? shifted
    }
    return UInt32(clamping: starts?.count ?? 0) * reader.schema.scale
  }
}

extension SegmentReader {
  /// How many units an occurrence of boost 1 counts in a term space.
  fileprivate func scale(of space: Int) -> UInt32 { schema.termSpaces[space].scale }
}
