internal import FihristFormat
internal import FihristStorage

/// Finds the documents of one segment that match a tree of conditions, by unions and intersections
/// of whole sets. The meaning of required, optional and forbidden clauses is defined only here.
struct SegmentMatcher: ~Copyable {
  private let items: PlannedItems
  private let lists: ListOpener
  private let scratch: RankingScratch
  /// Sets that are not in use.
  private var spare: [DocumentBits] = []
  private var block = PostingBlock()

  /// The work done.
  private(set) var counters = RankingCounters()

  /// Makes a matcher for the documents of `segment`.
  ///
  /// - Parameters:
  ///   - items: The items that conditions refer to.
  ///   - terms: The terms of the items.
  init(
    _ items: PlannedItems, terms: OpenTerms, in segment: SegmentView, reader: SegmentReader,
    scratch: RankingScratch
  ) {
    self.items = items
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
    having.clear()
    for index in items.scored.indices { try add(items.scored[index], to: having, among: documents) }
    documents.remove(having)
    return scratch.stop.reason == nil
  }

  // MARK: Conditions

  /// Removes from `documents` those that do not match `condition`.
  private mutating func keep(
    _ condition: MatchCondition, in documents: DocumentBits
  ) throws(IndexError) {
    switch condition {
    case .all: break
    case .none: documents.clear()
    case .item:
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
    for condition in clauses.required {
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
    case .item(let index): try add(items.conditions[index], to: having, among: documents)
    case .boolean(let clauses):
      let matching = take()
      defer { give(matching) }
      matching.copy(documents)
      try keep(clauses, in: matching)
      having.add(matching)
    }
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
  private mutating func take() -> DocumentBits {
    spare.popLast()
      ?? DocumentBits(documentCount: lists.segment.documentCount, in: scratch.arena)
  }

  private mutating func give(_ documents: DocumentBits) { spare.append(documents) }
}
