internal import FihristStorage

/// Builds a ``SearchPlan``; the only step that merges duplicate items of a query.
@safe struct SearchPlanBuilder: ~Copyable {
  private(set) var terms: Row<PlannedItems.Term>
  private(set) var parts: Row<PlannedItems.Part>
  private(set) var items: Row<PlannedItems.Item>
  private(set) var excluded: Row<PlannedItems.Item>
  private(set) var conditions: Row<PlannedItems.Item>
  private(set) var isImpossible = false
  /// What only some queries need.
  private(set) var planned: PlannedConditions?

  /// Where words are looked up.
  let spaces: QuerySpaces

  private let arena: Arena
  /// Numbers of terms, kept only for long queries.
  private var numbers: [CollectionStatistics.Term: Int]?
  /// The indices of ``items``, or of ``conditions`` in a tree, kept only for long queries.
  private var known: [[PlannedItems.Part]: Int]?
  /// For each of ``conditions``, its index in ``items``; `nil` as long as it does not score.
  private var scored: [Int?] = []

  /// Above this many terms and phrases, equal ones are found by hashing; below, by comparing.
  private static let comparedCount = 24

  /// Makes an empty plan with capacity for the items of `query`.
  init(_ query: Query, _ spaces: QuerySpaces, isFlat: Bool, in arena: Arena) {
    let size = query.size
    self.spaces = spaces
    terms = Row(capacity: size.terms, in: arena)
    parts = Row(capacity: size.terms, in: arena)
    items = Row(capacity: size.leaves, in: arena)
    excluded = Row(capacity: isFlat ? size.leaves : 0, in: arena)
    conditions = Row(capacity: isFlat ? 0 : size.leaves, in: arena)
    self.arena = arena
    if size.leaves > Self.comparedCount {
      numbers = [:]
      known = [:]
    }
  }

  // MARK: Flat queries

  /// Adds the clauses of `query`, which is flat.
  mutating func addClauses(of query: Query, weight: Float = 1) {
    switch query.node {
    case .boolean(let clauses, _):
      for clause in clauses { add(clause.query, clause.occur, weight: weight) }
    case .boost(let query, let factor): addClauses(of: query, weight: weight * factor)
    default: add(query, .should, weight: weight)
    }
  }

  /// Adds a term or phrase.
  private mutating func add(_ query: Query, _ occur: Query.Occur, weight: Float) {
    if case .boost(let query, let factor) = query.node {
      return add(query, occur, weight: weight * factor)
    }
    guard occur != .mustNot else {
      guard let range = appendParts(of: query) else { return }
      return excluded.append(PlannedItems.Item(occur: .mustNot, parts: range, multiplicity: 1))
    }
    guard case .word(let word) = query.node else {
      guard let range = appendParts(of: query) else {
        if occur == .must { isImpossible = true }
        return
      }
      add(range, occur, weight: weight * spaces.wholeWeight)
      return
    }
    var form: Int?
    if let forms = spaces.forms {
      form = add(
        appendPart(word.form, in: forms), .should, weight: weight * spaces.formWeight,
        isLevel: true)
    }
    let stem = add(
      appendPart(word.stem, in: spaces.words), occur, weight: weight * spaces.stemWeight)
    if let form { items[form].wider = parts[items[stem].parts.lowerBound].term }
    if let roots = spaces.roots {
      let root = add(
        appendPart(word.root, in: roots), .should, weight: weight * spaces.rootWeight,
        isLevel: true)
      items[stem].wider = parts[items[root].parts.lowerBound].term
    }
  }

  /// Adds the item of the parts of `range`, and returns its index.
  @discardableResult
  private mutating func add(
    _ range: Range<Int>, _ occur: Query.Occur, weight: Float, isLevel: Bool = false
  ) -> Int {
    let weight = min(weight, Query.maximumBoost)
    if let index = index(of: range, in: items) {
      items[index].multiplicity += weight
      if occur == .must { items[index].occur = .must }
      if !isLevel { items[index].isLevel = false }
      return index
    } else {
      items.append(
        PlannedItems.Item(
          occur: occur, parts: range, multiplicity: weight, isLevel: isLevel))
      return items.count - 1
    }
  }

  // MARK: Trees

  /// The condition of the documents that match `query`; items that score are added to ``items``.
  ///
  /// - Parameter weight: The factor of scores; `nil` if nothing scores.
  mutating func condition(of query: Query, weight: Float?) -> MatchCondition {
    switch query.node {
    case .all: return .all
    case .none: return .none
    case .filter(let query): return condition(of: query, weight: nil)
    case .boost(let query, let factor):
      return condition(of: query, weight: weight.map { $0 * factor })
    case .term, .phrase, .root:
      guard let range = appendParts(of: query) else { return .none }
      return .item(condition(range, weight: weight.map { $0 * spaces.wholeWeight }))
    case .word(let word): return condition(of: word, weight: weight)
    case .boolean(let clauses, let minimum):
      return .boolean(self.clauses(clauses, minimum: minimum, weight: weight))
    case .constant(let query, let score): return constant(query, score: score, weight: weight)
    case .near, .expansion, .exactForm: return special(query, in: nil, weight: weight)
    case .restricted(let query, let fields):
      conditionsInUse().use(fields)
      return special(query, in: fields, weight: weight)
    case .column(let field, let condition):
      return .column(conditionsInUse().add(condition, on: field))
    }
  }

  /// The condition of the documents that have a word: those with its stem. Its other levels score.
  private mutating func condition(of word: Query.Word, weight: Float?) -> MatchCondition {
    if let forms = spaces.forms, let weight {
      _ = condition(
        appendPart(word.form, in: forms), weight: weight * spaces.formWeight, isLevel: true)
    }
    let stem = condition(
      appendPart(word.stem, in: spaces.words), weight: weight.map { $0 * spaces.stemWeight })
    if let roots = spaces.roots, let weight {
      _ = condition(
        appendPart(word.root, in: roots), weight: weight * spaces.rootWeight, isLevel: true)
    }
    return .item(stem)
  }

  // MARK: Conditions on positions, patterns and spelling

  private mutating func conditionsInUse() -> PlannedConditions {
    if let planned { return planned }
    let made = PlannedConditions()
    planned = made
    return made
  }

  /// The condition of a leaf whose documents must have more than its terms: it requires the terms,
  /// which score, and then what is more.
  private mutating func special(
    _ query: Query, in fields: [String]?, weight: Float?
  ) -> MatchCondition {
    switch query.node {
    case .expansion(let expansion):
      let planned = conditionsInUse()
      let choices = spaces.expansions(in: fields).map {
        MatchCondition.expansion(
          planned.index(of: expansion, in: fields, at: $0, words: spaces.words))
      }
      return choices.count == 1
        ? choices[0] : .boolean(MatchClauses(optional: choices, minimum: 1))
    case .near(let terms, let slop, let isOrdered):
      var required = terms.map { condition(of: .term($0.term), weight: weight) }
      required.append(
        .positional(
          positional(terms, slop: UInt32(clamping: slop), isOrdered: isOrdered, in: fields)))
      return .boolean(MatchClauses(required: required))
    case .exactForm(let form):
      var required = [condition(of: form.query, weight: weight)]
      if let forms = spaces.forms {
        // Fewer documents have the forms, and the texts of the others need not be read.
        required += form.forms.map {
          .item(condition(appendPart($0, in: forms), weight: nil, isLevel: true))
        }
      }
      required.append(.exactForm(ExactFormCondition(written: form.written, fields: fields)))
      return .boolean(MatchClauses(required: required))
    case .term(let bytes):
      return restricted(query, [Query.PhraseTerm(term: bytes, offset: 0)], in: fields, weight)
    case .word(let word):
      return restricted(query, [Query.PhraseTerm(term: word.stem, offset: 0)], in: fields, weight)
    case .phrase(let terms): return restricted(query, terms, in: fields, weight)
    default: return condition(of: query, weight: weight)
    }
  }

  private mutating func restricted(
    _ query: Query, _ terms: [Query.PhraseTerm], in fields: [String]?, _ weight: Float?
  ) -> MatchCondition {
    let words = condition(of: query, weight: weight)
    let positional = positional(terms, slop: 0, isOrdered: false, in: fields)
    return .boolean(MatchClauses(required: [words, .positional(positional)]))
  }

  private mutating func positional(
    _ terms: [Query.PhraseTerm], slop: UInt32, isOrdered: Bool, in fields: [String]?
  ) -> PositionalCondition {
    let parts = terms.map { term in
      PositionalCondition.Part(
        term: number(of: term.term, in: spaces.words), offset: UInt32(clamping: term.offset))
    }
    return PositionalCondition(parts: parts, slop: slop, isOrdered: isOrdered, fields: fields)
  }

  /// The condition of a query that scores the same wherever it matches.
  private mutating func constant(
    _ query: Query, score: Float, weight: Float?
  ) -> MatchCondition {
    let condition = condition(of: query, weight: nil)
    guard let weight, weight * score >= Self.leastWeight else { return condition }
    let number = conditionsInUse().addConstant(condition, of: query)
    var item = PlannedItems.Item(
      occur: .should, parts: parts.count..<parts.count,
      multiplicity: min(weight * score, Query.maximumBoost))
    item.constant = number
    items.append(item)
    return .constant(number)
  }

  private mutating func clauses(
    _ clauses: [Query.Clause], minimum: Int, weight: Float?
  ) -> MatchClauses {
    var result = MatchClauses(minimum: minimum)
    for clause in clauses {
      let condition = condition(
        of: clause.query, weight: clause.occur == .mustNot ? nil : weight)
      switch clause.occur {
      case .must: result.required.append(condition)
      case .should: result.optional.append(condition)
      case .mustNot: result.forbidden.append(condition)
      }
    }
    result.required.sort { cost($0) < cost($1) }
    result.forbidden.sort { cost($0) < cost($1) }
    return result
  }

  /// Terms are cheap; positions of phrases are best compared last, for the documents that are left.
  private func cost(_ condition: MatchCondition) -> Int {
    switch condition {
    case .all, .none: 0
    case .item(let index): conditions[index].isPhrase ? 3 : 1
    case .boolean(let clauses):
      if case .exactForm = clauses.required.last { 5 } else { 2 }
    case .expansion, .constant, .column: 2
    case .positional: 4
    case .exactForm: 5
    }
  }

  /// The index of the condition with the parts of `range`, which is added if it is new.
  private mutating func condition(
    _ range: Range<Int>, weight: Float?, isLevel: Bool = false
  ) -> Int {
    let index: Int
    if let known = self.index(of: range, in: conditions) {
      index = known
    } else {
      index = conditions.count
      conditions.append(
        PlannedItems.Item(
          occur: .should, parts: range, multiplicity: 1, weight: 1, isLevel: isLevel))
      scored.append(nil)
    }
    if !isLevel { conditions[index].isLevel = false }
    // Bounds are counted in units of the sum of all weights, which must not be too small to divide
    // by.
    if let weight, weight >= Self.leastWeight {
      score(index, weight: min(weight, Query.maximumBoost))
    }
    return index
  }

  /// Nested boosts whose product is less count as 0.
  private static let leastWeight: Float = 1e-12

  private mutating func score(_ index: Int, weight: Float) {
    if let item = scored[index] {
      items[item].multiplicity += weight
    } else {
      scored[index] = items.count
      items.append(
        PlannedItems.Item(
          occur: .should, parts: conditions[index].parts, multiplicity: weight,
          isLevel: conditions[index].isLevel))
    }
  }

  // MARK: Terms

  /// Appends the terms of a term or phrase to ``parts``; `nil` if it is neither.
  private mutating func appendParts(of query: Query) -> Range<Int>? {
    let first = parts.count
    switch query.node {
    case .term(let bytes): return appendPart(bytes, in: spaces.words)
    case .word(let word): return appendPart(word.stem, in: spaces.words)
    case .root(let bytes):
      guard let roots = spaces.roots else { return nil }
      return appendPart(bytes, in: roots)
    case .phrase(let terms):
      for term in terms {
        parts.append(
          PlannedItems.Part(
            term: number(of: term.term, in: spaces.words), offset: UInt32(clamping: term.offset)))
      }
    default: return nil
    }
    return first..<parts.count
  }

  /// Appends a term to ``parts``.
  private mutating func appendPart(_ bytes: [UInt8], in space: Int) -> Range<Int> {
    parts.append(PlannedItems.Part(term: number(of: bytes, in: space), offset: 0))
    return parts.count - 1..<parts.count
  }

  /// The number of the term `bytes` of a space.
  private mutating func number(of bytes: [UInt8], in space: Int) -> Int {
    if let number = knownNumber(of: bytes, in: space) { return number }
    let copy: Column<UInt8> = arena.allocate(bytes.count)
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      unsafe copy.pointer(for: source.count).update(from: start, count: source.count)
    }
    let stored = unsafe UnsafeBufferPointer(
      start: copy.pointer(for: bytes.count), count: bytes.count)
    terms.append(unsafe PlannedItems.Term(bytes: stored, space: space))
    numbers?[Self.key(bytes, space)] = terms.count - 1
    return terms.count - 1
  }

  private func knownNumber(of bytes: [UInt8], in space: Int) -> Int? {
    if let numbers { return numbers[Self.key(bytes, space)] }
    for index in terms.indices where terms[index].space == space {
      let known = unsafe terms[index].bytes
      if known.count == bytes.count, unsafe known.elementsEqual(bytes) { return index }
    }
    return nil
  }

  private static func key(_ bytes: [UInt8], _ space: Int) -> CollectionStatistics.Term {
    CollectionStatistics.Term(bytes, in: TermSpaceOrdinal(rawValue: UInt8(space)))
  }

  /// The index in `row` of the item with the parts of `range`, which are the last parts and are
  /// dropped if the item exists. If it does not exist, `nil`, and the next index is reserved for
  /// it.
  private mutating func index(
    of range: Range<Int>, in row: Row<PlannedItems.Item>
  ) -> Int? {
    if let index = knownIndex(of: range, in: row) {
      parts.removeLast(to: range.lowerBound)
      return index
    }
    known?[range.map { parts[$0] }] = row.count
    return nil
  }

  private func knownIndex(of range: Range<Int>, in row: Row<PlannedItems.Item>) -> Int? {
    if let known { return known[range.map { parts[$0] }] }
    for index in row.indices where hasEqualParts(row[index].parts, range) { return index }
    return nil
  }

  private func hasEqualParts(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    guard one.count == other.count else { return false }
    for (left, right) in zip(one, other) where parts[left] != parts[right] { return false }
    return true
  }
}
