internal import FihristStorage

/// Makes a ``SearchPlan``: finds what clauses have in common.
@safe struct SearchPlanBuilder {
  private(set) var terms: Row<UnsafeBufferPointer<UInt8>>
  private(set) var parts: Row<SearchPlan.Part>
  private(set) var items: Row<SearchPlan.Item>
  private(set) var excluded: Row<SearchPlan.Item>
  private(set) var isImpossible = false

  private let arena: Arena
  /// Numbers of terms, kept only for long queries.
  private var numbers: [[UInt8]: Int]?
  /// Places of items, kept only for long queries.
  private var places: [[SearchPlan.Part]: Int]?

  /// Above this many clauses, terms and items are found by hashing; below, by comparing.
  private static let comparedCount = 24

  /// Makes room for the clauses of `query`.
  init(_ query: Query, in arena: Arena) {
    var termCount = 0
    for clause in query.clauses { termCount += clause.item.termCount }
    unsafe terms = Row(capacity: termCount, in: arena)
    parts = Row(capacity: termCount, in: arena)
    items = Row(capacity: query.clauses.count, in: arena)
    excluded = Row(capacity: query.clauses.count, in: arena)
    self.arena = arena
    if query.clauses.count > Self.comparedCount {
      numbers = [:]
      places = [:]
    }
  }

  /// Adds a clause.
  mutating func add(_ clause: Query.Clause) {
    let first = parts.count
    switch clause.item {
    case .term(let bytes): parts.append(SearchPlan.Part(term: number(of: bytes), offset: 0))
    case .phrase(let phrase): appendPhrase(phrase)
    }
    add(clause, first..<parts.count)
  }

  /// The number of the term `bytes`.
  private mutating func number(of bytes: [UInt8]) -> Int {
    if let known = known(bytes) { return known }
    let copy: Column<UInt8> = arena.allocate(bytes.count)
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      unsafe copy.pointer(for: source.count).update(from: start, count: source.count)
    }
    unsafe terms.append(
      UnsafeBufferPointer(start: copy.pointer(for: bytes.count), count: bytes.count))
    numbers?[bytes] = unsafe terms.count - 1
    return unsafe terms.count - 1
  }

  private func known(_ bytes: [UInt8]) -> Int? {
    if let numbers { return numbers[bytes] }
    for index in unsafe terms.indices where unsafe terms[index].count == bytes.count {
      if unsafe terms[index].elementsEqual(bytes) { return index }
    }
    return nil
  }

  /// Appends the terms of a phrase by ascending offset, the first at 0, none twice.
  private mutating func appendPhrase(_ phrase: [Query.PhraseTerm]) {
    let first = parts.count
    let least = phrase.map(\.offset).min() ?? 0
    for term in phrase.sorted(by: { $0.offset < $1.offset }) {
      let part = SearchPlan.Part(
        term: number(of: term.term),
        offset: UInt32(clamping: term.offset.subtractingReportingOverflow(least).partialValue))
      let isKnown = (first..<parts.count).contains { parts[$0] == part }
      if !isKnown { parts.append(part) }
    }
  }

  /// Adds the item of `clause`, which has the last of ``parts``.
  private mutating func add(_ clause: Query.Clause, _ range: Range<Int>) {
    guard !range.isEmpty else {
      if clause.occur == .must { isImpossible = true }
      return
    }
    let weight = Self.weight(clause)
    if clause.occur == .mustNot {
      excluded.append(SearchPlan.Item(occur: .mustNot, parts: range, multiplicity: 1))
    } else if let place = place(of: range) {
      items[place].multiplicity += weight
      if clause.occur == .must { items[place].occur = .must }
      parts.removeLast(to: range.lowerBound)
    } else {
      places?[range.map { parts[$0] }] = items.count
      items.append(SearchPlan.Item(occur: clause.occur, parts: range, multiplicity: weight))
    }
  }

  /// The weight of a clause; 0 for what is none, so that scores are numbers and not negative.
  private static func weight(_ clause: Query.Clause) -> Float {
    min(max(0, clause.weight), 1_000_000)
  }

  /// Where ``items`` has the item of the same terms.
  private func place(of range: Range<Int>) -> Int? {
    if let places { return places[range.map { parts[$0] }] }
    for index in items.indices where hasEqualParts(items[index].parts, range) { return index }
    return nil
  }

  private func hasEqualParts(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    guard one.count == other.count else { return false }
    for (left, right) in zip(one, other) where parts[left] != parts[right] { return false }
    return true
  }
}
