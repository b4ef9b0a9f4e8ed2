internal import FihristFormat
internal import FihristStorage

/// Finds the documents of one segment that match a tree of conditions, by unions and intersections
/// of whole sets. The meaning of required, optional and forbidden clauses is defined only here.
struct SegmentMatcher: ~Copyable {
  let items: PlannedItems
  let lists: ListOpener
  let scratch: RankingScratch
  private let planned: PlannedConditions?
  /// The documents of each of ``PlannedConditions/constants`` that was asked for.
  private var constants: [Int: DocumentBits] = [:]
  /// Sets that are not in use.
  private var spare: [DocumentBits] = []
  private var block = PostingBlock()

  /// The work done.
  var counters = RankingCounters()

  /// Makes a matcher for the documents of `segment`.
  ///
  /// - Parameters:
  ///   - items: What conditions are about.
  ///   - planned: What conditions need besides the items.
  ///   - terms: Those of the items.
  init(
    _ items: PlannedItems, conditions planned: PlannedConditions?, terms: OpenTerms,
    in segment: SegmentView, reader: SegmentReader, scratch: RankingScratch
  ) {
    self.items = items
    self.planned = planned
    self.scratch = scratch
    lists = ListOpener(reader, segment, query: items, terms: terms, scratch: scratch)
  }

  /// The findable documents that match `condition`; `nil` if there are none, or if the search
  /// stopped before they were known.
  ///
  /// - Throws: ``IndexError``: `invalid` for a phrase where the index keeps no positions;
  ///   `damaged`.
  /// - Complexity: O(postings of the terms + conditions · documents / 64); positions of required
  ///   and forbidden phrases are compared only for documents that match the rest.
  mutating func documents(matching condition: MatchCondition) throws(IndexError) -> DocumentBits? {
    let documents = take()
    unsafe documents.fill(lists.segment.live)
    try keep(condition, in: documents)
    return documents.isEmpty || scratch.stop.reason != nil ? nil : documents
  }

  /// Removes from `documents` those that have one of the scored items.
  ///
  /// - Returns: `false` if the search stopped before they were known.
  mutating func removeScored(from documents: DocumentBits) throws(IndexError) -> Bool {
    let having = take()
    defer { give(having) }
    // Often all documents have the first.
    for index in items.scored.indices where !documents.isEmpty {
      let item = items.scored[index]
      if item.constant >= 0 {
        documents.remove(try constant(item.constant))
      } else {
        having.clear()
        try add(item, to: having, among: documents)
        documents.remove(having)
      }
    }
    return scratch.stop.reason == nil
  }

  /// How many findable documents have any of the scored items, and none of the excluded ones.
  mutating func countOfScored() throws(IndexError) -> Int {
    let (all, having, spare) = (take(), take(), take())
    unsafe all.fill(lists.segment.live)
    having.clear()
    for index in items.scored.indices { try add(items.scored[index], to: having, among: all) }
    for index in items.excluded.indices {
      spare.clear()
      try add(items.excluded[index], to: spare, among: all)
      having.remove(spare)
    }
    if lists.segment.isRestricted { having.keep(all) }
    return having.count
  }

  // MARK: Conditions

  /// Removes from `documents` those that do not match `condition`.
  private mutating func keep(
    _ condition: MatchCondition, in documents: DocumentBits
  ) throws(IndexError) {
    switch condition {
    case .all: break
    case .none: documents.clear()
    case .positional(let positional): try keep(positional, in: documents)
    case .exactForm(let form): try keep(form, in: documents)
    case .constant(let index): documents.keep(try constant(index))
    case .item, .expansion, .column:
      let having = take()
      defer { give(having) }
      having.clear()
      try add(condition, to: having, among: documents)
      documents.keep(having)
    case .boolean(let clauses): try keep(clauses, in: documents)
    }
  }

  private mutating func keep(
    _ clauses: MatchClauses, in documents: DocumentBits
  ) throws(IndexError) {
    for condition in clauses.required where !isImplied(condition, by: clauses.required.last) {
      try keep(condition, in: documents)
      if documents.isEmpty { return }
    }
    if clauses.minimum == 1 {
      let having = take()
      defer { give(having) }
      having.clear()
      for condition in clauses.optional { try add(condition, to: having, among: documents) }
      documents.keep(having)
    } else if clauses.minimum > 1 {
      try keepCounted(clauses, in: documents)
    }
    for condition in clauses.forbidden where !documents.isEmpty {
      let having = take()
      defer { give(having) }
      having.clear()
      try add(condition, to: having, among: documents)
      documents.remove(having)
    }
  }

  /// Removes the documents that match fewer than ``MatchClauses/minimum`` of the optional clauses.
  private mutating func keepCounted(
    _ clauses: MatchClauses, in documents: DocumentBits
  ) throws(IndexError) {
    guard clauses.minimum <= clauses.optional.count else { return documents.clear() }
    var counts = [Int](repeating: 0, count: lists.segment.documentCount)
    let having = take()
    defer { give(having) }
    for condition in clauses.optional {
      having.clear()
      try add(condition, to: having, among: documents)
      having.keep(documents)
      having.forEach { document in
        counts[Int(document)] += 1
        return true
      }
    }
    documents.forEach { document in
      if counts[Int(document)] < clauses.minimum { documents.remove(document) }
      return true
    }
  }

  /// Adds to `having` the documents that match `condition`; documents outside `documents` may be
  /// added or not.
  private mutating func add(
    _ condition: MatchCondition, to having: DocumentBits, among documents: DocumentBits
  ) throws(IndexError) {
    switch condition {
    case .all: having.add(documents)
    case .none: break
    case .column(let index): try addColumn(index, to: having, among: documents)
    case .item(let index): try add(items.conditions[index], to: having, among: documents)
    case .expansion(let index): try addExpansion(index, to: having, among: documents)
    case .constant(let index): having.add(try constant(index))
    case .boolean, .positional, .exactForm:
      let matching = take()
      defer { give(matching) }
      matching.copy(documents)
      try keep(condition, in: matching)
      having.add(matching)
    }
  }

  // MARK: Patterns and columns

  /// Adds to `having` the documents that have a term of an expansion.
  private mutating func addExpansion(
    _ index: Int, to having: DocumentBits, among documents: DocumentBits
  ) throws(IndexError) {
    guard let planned else { return }
    let (fields, lookup) = (planned.expansions[index].fields, planned.expansions[index].lookup)
    if lookup.readsText {
      return try addForms(planned.forms[index], at: lookup, to: having, among: documents)
    }
    let space = lists.reader.spaces[lookup.space]
    for (number, entry) in planned.expanded[index].entries[lists.segment.index].enumerated() {
      if number % 16 == 0, scratch.stop.isReached() { return }
      if let fields {
        try add(entry, in: fields, to: having, among: documents)
      } else {
        try add(try space.postings(of: entry), to: having)
      }
    }
  }

  /// Adds to `having` the documents of `documents` that have a term in one of `fields`.
  private mutating func add(
    _ entry: TermEntry, in fields: [String], to having: DocumentBits,
    among documents: DocumentBits
  ) throws(IndexError) {
    let found = take()
    defer { give(found) }
    found.clear()
    try add(try lists.reader.postings(of: entry), to: found)
    found.keep(documents)
    // Most documents of a term were found by others already.
    found.remove(having)
    try keep(entry, in: fields, of: found)
    having.add(found)
  }

  /// Adds to `having` the documents whose values are as a condition says.
  private mutating func addColumn(
    _ index: Int, to having: DocumentBits, among documents: DocumentBits
  ) throws(IndexError) {
    guard let planned, let filters = planned.filters else { return }
    let column = planned.columns[index]
    if column.asksForWords(in: lists.reader.schema) {
      let matching = take()
      defer { give(matching) }
      matching.copy(documents)
      try keep(anyWordIn: column.field, in: matching)
      return having.add(matching)
    }
    for test in planned.tests[index] {
      having.add(
        words: try filters.words(
          passing: test, of: lists.reader, segment: lists.segment.index, in: scratch.arena))
    }
  }

  mutating func add(
    _ list: PostingList, to having: DocumentBits
  ) throws(IndexError) {
    counters.decodedPostings += list.count
    guard list.form != .dense else {
      return having.add(dense: OpenList(scratch.arena.cell(list)))
    }
    for number in 0..<list.blockCount {
      guard block.decodeDocuments(number, of: list) else { throw lists.reader.damagedPostings() }
      having.add(block.documents, count: block.count)
    }
  }

  // MARK: Constant scores

  /// All documents that may be found and match a condition whose score is constant.
  private mutating func constant(_ index: Int) throws(IndexError) -> DocumentBits {
    if let known = constants[index] { return known }
    let documents = take()
    unsafe documents.fill(lists.segment.live)
    if let planned { try keep(planned.constants[index], in: documents) }
    constants[index] = documents
    return documents
  }

  /// For each constant of the plan its documents among `documents`; `nil` if it has none.
  mutating func constantLists(
    among documents: DocumentBits
  ) throws(IndexError) -> Row<ConstantList>? {
    guard let planned, !planned.constants.isEmpty else { return nil }
    var lists = Row<ConstantList>(capacity: planned.constants.count, in: scratch.arena)
    let having = take()
    defer { give(having) }
    for index in planned.constants.indices {
      having.copy(try constant(index))
      having.keep(documents)
      lists.append(ConstantList(having, in: scratch.arena))
    }
    return lists
  }

  // MARK: Items

  /// Adds to `having` the documents that have an item; documents outside `documents` may be added
  /// or not.
  private mutating func add(
    _ item: PlannedItems.Item, to having: DocumentBits, among documents: DocumentBits
  ) throws(IndexError) {
    guard !scratch.stop.isReached() else { return }
    guard !item.isPhrase else { return try addPhrase(item, to: having, among: documents) }
    let term = items.parts[item.parts.lowerBound].term
    guard let list = lists.list(of: term) else { return }
    guard !list.isDense else { return having.add(dense: list) }
    for number in 0..<list.postings.blockCount {
      guard block.decodeDocuments(number, of: list.postings) else {
        throw lists.reader.damagedPostings()
      }
      having.add(block.documents, count: block.count)
    }
    counters.decodedPostings += list.postings.count
  }

  private mutating func addPhrase(
    _ item: PlannedItems.Item, to having: DocumentBits, among documents: DocumentBits
  ) throws(IndexError) {
    let narrowed = lists.restricted(to: lists.segment.restricted(to: documents))
    guard var matcher = try PhraseMatcher(item, in: narrowed, isComplete: true) else { return }
    if let cursor = try matcher.cursor() { having.add(cursor.documents, count: cursor.count) }
    counters.decodedPostings += matcher.walk.candidates.decodedPostings
    counters.comparedPositions += matcher.compared
  }

  // MARK: Sets

  /// A set with undefined contents.
  mutating func take() -> DocumentBits {
    spare.popLast()
      ?? DocumentBits(documentCount: lists.segment.documentCount, in: scratch.arena)
  }

  mutating func give(_ documents: DocumentBits) { spare.append(documents) }
}
