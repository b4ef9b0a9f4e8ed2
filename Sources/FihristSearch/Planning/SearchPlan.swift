internal import FihristStorage

/// A query in numbers: distinct terms, and the items over them that score or forbid documents.
///
/// All of it lies in the query's arena, so a query costs no other memory.
@safe struct SearchPlan {
  /// A term of an item, and how far behind the item's first term it stands (0 for a single term).
  struct Part: Hashable {
    var term: Int
    var offset: UInt32
  }

  /// A term or phrase.
  struct Item {
    /// What it means for a document to have it.
    var occur: Query.Occur
    /// Its terms, as a range of ``SearchPlan/parts``: one for a term, more for a phrase.
    var parts: Range<Int>
    /// How often the query has it.
    var multiplicity: Float
    /// Its weight in scores; see ``weigh(_:)``.
    var weight: Float = 0

    /// Whether it has more than one term.
    var isPhrase: Bool { parts.count > 1 }
  }

  /// The bytes of the distinct terms, in the order in which the query first has them.
  let terms: Row<UnsafeBufferPointer<UInt8>>
  /// The terms of all items.
  let parts: Row<Part>
  /// Items that score, in query order; none twice.
  private(set) var items: Row<Item>
  /// Items that no document may have.
  private(set) var excluded: Row<Item>
  /// How many items a document must have.
  let requiredCount: Int
  /// Whether an item is required that no document can have.
  private(set) var isImpossible: Bool

  /// Brings `query` into this form: equal items are joined, their multiplicities added.
  init(_ query: Query, in arena: Arena) {
    var preparation = SearchPlanBuilder(query, in: arena)
    for clause in query.clauses { preparation.add(clause) }
    unsafe terms = preparation.terms
    parts = preparation.parts
    items = preparation.items
    excluded = preparation.excluded
    isImpossible = preparation.isImpossible
    var required = 0
    for index in items.indices where items[index].occur == .must { required += 1 }
    requiredCount = required
  }

  /// Drops what ``terms`` without any document make void, and gives the others their weights.
  ///
  /// - Parameter frequencies: For each term its inverse document frequency; 0, which is none, when no
  ///   live document of the index holds it.
  mutating func weigh(_ frequencies: Row<Double>) {
    let parts = parts
    let isPresent = { (item: Item) in item.parts.allSatisfy { frequencies[parts[$0].term] > 0 } }
    if items.contains(where: { $0.occur == .must && !isPresent($0) }) { isImpossible = true }
    items.keep(where: isPresent)
    excluded.keep(where: isPresent)
    for index in items.indices {
      var sum = 0.0
      for part in items[index].parts { sum += frequencies[parts[part].term] }
      items[index].weight = Float(sum) * items[index].multiplicity
    }
  }

  /// Whether any item makes a match by itself and nothing is forbidden: no document with an item's
  /// term fails to match.
  var isPlain: Bool { excluded.isEmpty && (requiredCount == 0 || items.count == 1) }
}

extension SearchPlan {
  /// Looks up the terms in all segments, and weighs the items by what the index says of them.
  mutating func lookUp(in snapshot: Snapshot, _ arena: Arena) throws(IndexError) -> OpenTerms {
    let open = unsafe try OpenTerms(terms, in: snapshot, arena)
    var weights = Row<Double>(capacity: unsafe terms.count, in: arena)
    for term in unsafe terms.indices {
      let frequency = open.frequency(of: term)
      weights.append(
        frequency == 0 ? 0 : snapshot.inverseDocumentFrequency(UInt64(frequency)))
    }
    weigh(weights)
    return open
  }
}
