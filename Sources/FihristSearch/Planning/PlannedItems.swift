internal import FihristStorage

/// The distinct terms and phrases of a query.
///
/// Everything is stored in the query's arena: copies share it without reference counting.
@safe struct PlannedItems {
  /// A term of an item, and its distance from the item's first term in positions.
  struct Part: Hashable {
    var term: Int
    var offset: UInt32
  }

  /// A term or phrase.
  struct Item {
    /// What it means for a document to have it; ``Query/Occur/should`` if conditions decide
    /// instead.
    var occur: Query.Occur
    /// Its terms, as a range of ``PlannedItems/parts``: one for a term, more for a phrase.
    var parts: Range<Int>
    /// How often it occurs in the query, multiplied by its boosts.
    var multiplicity: Float
    /// Its weight in scores; see ``PlannedItems/weigh(_:)``.
    var weight: Float = 0
    /// The index in ``PlannedConditions/constants`` of what has ``multiplicity`` as its score; -1
    /// for terms and phrases.
    var constant = -1

    /// Whether it only ranks: it is a further level of a word.
    var isLevel = false
    /// The number of a term that every document with this one has, at least as often: the next
    /// level of the word; -1 if none is known.
    var wider = -1
    /// The index of the scored item with that term; -1 if there is none.
    var widerItem = -1

    /// Whether it has more than one term.
    var isPhrase: Bool { parts.count > 1 }
  }

  /// A term, and the space that has it.
  @safe struct Term {
    /// Its bytes, in the arena.
    let bytes: UnsafeBufferPointer<UInt8>
    /// The ordinal of its space.
    let space: Int
  }

  /// The distinct terms, in the order of their first occurrence in the query.
  let terms: Row<Term>

  /// Where the query looks up its words.
  let spaces: QuerySpaces
  /// The terms of all items.
  let parts: Row<Part>
  /// The distinct items that score, in query order.
  private(set) var scored: Row<Item>
  /// Items that no document may have; empty if there are conditions.
  private(set) var excluded: Row<Item>
  /// How many items a document must have; 0 if there are conditions.
  let requiredCount: Int
  /// Whether it is known that no document matches.
  private(set) var isImpossible: Bool

  /// The items that conditions refer to.
  let conditions: Row<Item>

  /// The items that `builder` has found.
  init(_ builder: borrowing SearchPlanBuilder) {
    terms = builder.terms
    spaces = builder.spaces
    parts = builder.parts
    scored = builder.items
    excluded = builder.excluded
    conditions = builder.conditions
    isImpossible = builder.isImpossible
    var required = 0
    for index in scored.indices where scored[index].occur == .must { required += 1 }
    requiredCount = required
  }

  /// Drops the items with a term that no document has, and sets the weights of the others.
  ///
  /// - Parameter frequencies: The inverse document frequency of each term; 0 for a term that no
  ///   live document of the index has.
  mutating func weigh(_ frequencies: Row<Double>) {
    let parts = parts
    let isPresent = { (item: Item) in item.parts.allSatisfy { frequencies[parts[$0].term] > 0 } }
    if scored.contains(where: { $0.occur == .must && !isPresent($0) }) { isImpossible = true }
    scored.keep(where: isPresent)
    excluded.keep(where: isPresent)
    for index in scored.indices { scored[index].widerItem = widerItem(of: index) }
    for index in scored.indices {
      if scored[index].constant >= 0 {
        scored[index].weight = scored[index].multiplicity
        continue
      }
      var sum = 0.0
      for part in scored[index].parts { sum += frequencies[parts[part].term] }
      scored[index].weight = Float(sum) * scored[index].multiplicity
    }
  }
}

extension PlannedItems {
  /// The index of the scored item with the term of the next level of a word; -1 if there is none.
  private func widerItem(of index: Int) -> Int {
    let term = scored[index].wider
    guard term >= 0 else { return -1 }
    // It mostly comes next.
    for step in 1..<max(1, scored.count) {
      let other = (index + step) % scored.count
      let range = scored[other].parts
      if range.count == 1, parts[range.lowerBound].term == term { return other }
    }
    return -1
  }

  /// Weighs the items by how many documents have their terms, in the index of `open` or in the
  /// collection of `statistics`.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if the statistics do not know a term.
  mutating func weigh(
    _ open: OpenTerms, by basis: ScoringBasis, statistics: CollectionStatistics?, arena: Arena
  ) throws(IndexError) {
    var weights = Row<Double>(capacity: terms.count, in: arena)
    for term in terms.indices {
      var frequency = UInt64(open.frequency(of: term))
      if let statistics { frequency = try statistics.frequency(of: key(of: term)) }
      weights.append(frequency == 0 ? 0 : basis.inverseDocumentFrequency(frequency))
    }
    weigh(weights)
  }
}

extension PlannedItems {
  /// A term as statistics name it.
  func key(of term: Int) -> CollectionStatistics.Term {
    let term = terms[term]
    return CollectionStatistics.Term(
      unsafe Array(term.bytes), in: TermSpaceOrdinal(rawValue: UInt8(term.space)))
  }

  /// How many of the items in `row` are words and phrases; the others are further levels of words.
  func wordCount(_ row: Row<Item>) -> Int { row.indices.count { !row[$0].isLevel } }

  /// How many of the scored items are the widest level of a word, which is its root.
  var widestLevelCount: Int {
    scored.indices.count { scored[$0].isLevel && scored[$0].wider < 0 }
  }

  /// Whether every document with the scored item `narrow` has the scored item `wide`, because that
  /// is a wider level of the same word.
  @inline(__always)
  func implies(_ narrow: Int, _ wide: Int) -> Bool {
    let next = scored[narrow].widerItem
    return next >= 0 && (next == wide || scored[next].widerItem == wide)
  }

  /// The sum of the weights of the wider levels of an item.
  func widerWeight(_ item: Item) -> Float {
    var (sum, next) = (Float(0), item.widerItem)
    // A word has three levels.
    for _ in 0..<2 where next >= 0 {
      sum += scored[next].weight
      next = scored[next].widerItem
    }
    return sum
  }
}
