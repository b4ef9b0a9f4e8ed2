internal import FihristStorage

/// A query in numbers: distinct terms, and the items over them that score or forbid documents.
struct PreparedQuery {
  /// A term of an item, and how far behind the item's first term it stands (0 for a single term).
  struct Part: Hashable {
    var term: Int
    var offset: UInt32
  }

  /// A term or phrase.
  struct Item {
    /// What it means for a document to have it.
    var occur: Query.Occur
    /// Its terms, as a range of ``PreparedQuery/parts``: one for a term, more for a phrase.
    var parts: Range<Int>
    /// How often the query has it.
    var multiplicity: Float
    /// Its weight in scores; see ``weigh(_:)``.
    var weight: Float = 0
  }

  /// The distinct terms, in the order in which the query first has them.
  private(set) var terms: [[UInt8]] = []
  /// The terms of all items.
  private(set) var parts: [Part] = []
  /// Items that score, in query order; none twice.
  private(set) var items: [Item] = []
  /// Items that no document may have.
  private(set) var excluded: [Item] = []
  /// How many items a document must have.
  private(set) var requiredCount = 0
  /// Whether an item is required that no document can have.
  private(set) var isImpossible = false

  /// Numbers of terms, kept only for long queries.
  private var numbers: [[UInt8]: Int]?
  /// Places of items, kept only for long queries.
  private var places: [[Part]: Int]?

  /// Above this many clauses, terms and items are found by hashing; below, by comparing.
  private static let comparedCount = 24

  /// Brings `query` into this form: equal items are joined, their multiplicities added.
  init(_ query: Query) {
    if query.clauses.count > Self.comparedCount {
      numbers = [:]
      places = [:]
    }
    items.reserveCapacity(query.clauses.count)
    parts.reserveCapacity(query.clauses.count)
    terms.reserveCapacity(query.clauses.count)
    for clause in query.clauses {
      switch clause.item {
      case .term(let bytes): add(clause, from: appendTerm(bytes))
      case .phrase(let phrase): add(clause, from: appendPhrase(phrase))
      }
    }
    requiredCount = items.count { $0.occur == .must }
  }

  /// Drops what ``terms`` without any document make void, and gives the others their weights.
  ///
  /// - Parameter frequencies: For each term its inverse document frequency, nil when no live document
  ///   of the index holds it.
  mutating func weigh(_ frequencies: [Double?]) {
    let isPresent = { (item: Item, parts: [Part]) in
      item.parts.allSatisfy { frequencies[parts[$0].term] != nil }
    }
    if items.contains(where: { $0.occur == .must && !isPresent($0, parts) }) { isImpossible = true }
    items.removeAll { !isPresent($0, parts) }
    excluded.removeAll { !isPresent($0, parts) }
    for index in items.indices {
      var sum = 0.0
      for part in items[index].parts { sum += frequencies[parts[part].term] ?? 0 }
      items[index].weight = Float(sum) * items[index].multiplicity
    }
  }

  /// Whether any item makes a match by itself and nothing is forbidden: no document with an item's
  /// term fails to match.
  var isPlain: Bool { excluded.isEmpty && (requiredCount == 0 || items.count == 1) }

  // MARK: Making

  /// The number of the term `bytes`.
  private mutating func number(of bytes: [UInt8]) -> Int {
    if let known = numbers == nil ? terms.firstIndex(of: bytes) : numbers?[bytes] { return known }
    terms.append(bytes)
    numbers?[bytes] = terms.count - 1
    return terms.count - 1
  }

  private mutating func appendTerm(_ bytes: [UInt8]) -> Int {
    parts.append(Part(term: number(of: bytes), offset: 0))
    return parts.count - 1
  }

  /// Appends the terms of a phrase by ascending offset, the first at 0, none twice.
  private mutating func appendPhrase(_ phrase: [Query.PhraseTerm]) -> Int {
    let first = parts.count
    let least = phrase.map(\.offset).min() ?? 0
    for term in phrase.sorted(by: { $0.offset < $1.offset }) {
      let part = Part(
        term: number(of: term.term),
        offset: UInt32(clamping: term.offset.subtractingReportingOverflow(least).partialValue))
      if !parts[first...].contains(part) { parts.append(part) }
    }
    return first
  }

  /// Adds the item of `clause`, whose terms are ``parts`` from `first` on.
  private mutating func add(_ clause: Query.Clause, from first: Int) {
    let range = first..<parts.count
    guard !range.isEmpty else {
      if clause.occur == .must { isImpossible = true }
      return
    }
    if clause.occur == .mustNot {
      excluded.append(Item(occur: .mustNot, parts: range, multiplicity: 1))
    } else if let place = place(of: range) {
      items[place].multiplicity += Self.weight(clause)
      if clause.occur == .must { items[place].occur = .must }
      parts.removeSubrange(range)
    } else {
      places?[Array(parts[range])] = items.count
      items.append(Item(occur: clause.occur, parts: range, multiplicity: Self.weight(clause)))
    }
  }

  /// The weight of a clause; 0 for what is none, so that scores are numbers and not negative.
  private static func weight(_ clause: Query.Clause) -> Float {
    min(max(0, clause.weight), 1_000_000)
  }

  /// Where ``items`` has the item of the same terms.
  private func place(of range: Range<Int>) -> Int? {
    if let places { return places[Array(parts[range])] }
    return items.firstIndex { parts[$0.parts] == parts[range] }
  }
}

extension PreparedQuery {
  /// Looks up the terms in all segments, and weighs the items by what the index says of them.
  mutating func lookUp(in snapshot: Snapshot, _ arena: Arena) throws(IndexError) -> OpenTerms {
    var frequencies = [Int](repeating: 0, count: terms.count)
    let open = try OpenTerms(terms, in: snapshot, frequencies: &frequencies, arena)
    weigh(frequencies.map { $0 == 0 ? nil : snapshot.inverseDocumentFrequency(UInt64($0)) })
    return open
  }
}
