internal import FihristFormat
internal import FihristStorage

/// Finds the documents of one segment that pass a filter, by unions and intersections of whole sets.
struct SegmentFilter: ~Copyable {
  private let filter: PreparedFilter
  private let opener: ListOpener
  /// The documents that pass what was looked at so far.
  private let passing: DocumentBits
  /// The documents that have what is looked at.
  private let having: DocumentBits
  private var block = PostingBlock()

  /// What it took.
  private(set) var counters = RankingCounters()

  /// Makes room for the documents of `segment`, which ``documents()`` looks for among its live ones.
  init(
    _ filter: PreparedFilter, _ segment: SegmentView, _ reader: SegmentReader,
    _ scratch: RankingScratch
  ) {
    self.filter = filter
    opener = ListOpener(
      reader, segment, query: filter.query, terms: filter.terms, scratch: scratch)
    passing = DocumentBits(documentCount: segment.documentCount, in: scratch.arena)
    having = DocumentBits(documentCount: segment.documentCount, in: scratch.arena)
  }

  /// The live documents that pass; nil if there are none.
  ///
  /// - Throws: ``IndexError``: `invalid` for a phrase where the index keeps no positions; `damaged`.
  /// - Complexity: O(postings of the terms + terms · documents / 64); positions of required and
  ///   forbidden phrases are compared only for documents that pass the terms.
  mutating func documents() throws(IndexError) -> DocumentBits? {
    unsafe passing.fill(opener.segment.live)
    if filter.query.requiredCount > 0 {
      guard try require(phrases: false), try require(phrases: true) else { return nil }
    } else if filter.isWanting {
      try requireAny()
    }
    try exclude(phrases: false)
    try exclude(phrases: true)
    return passing.isEmpty ? nil : passing
  }

  // MARK: Steps

  /// Keeps the documents that have each of the required terms, or phrases; false if there are none.
  private mutating func require(phrases: Bool) throws(IndexError) -> Bool {
    let items = filter.query.items
    for index in items.indices
    where items[index].occur == .must && items[index].isPhrase == phrases {
      having.clear()
      try gather(items[index])
      passing.keep(having)
      if passing.isEmpty { return false }
    }
    return true
  }

  /// Keeps the documents that have any of the items.
  private mutating func requireAny() throws(IndexError) {
    having.clear()
    for index in filter.query.items.indices { try gather(filter.query.items[index]) }
    passing.keep(having)
  }

  /// Takes out the documents that have a forbidden term, or phrase.
  private mutating func exclude(phrases: Bool) throws(IndexError) {
    let items = filter.query.excluded
    guard items.contains(where: { $0.isPhrase == phrases }) else { return }
    having.clear()
    for index in items.indices where items[index].isPhrase == phrases {
      try gather(items[index])
    }
    passing.remove(having)
  }

  // MARK: Items

  /// Adds the documents that have an item.
  private mutating func gather(_ item: SearchPlan.Item) throws(IndexError) {
    guard !item.isPhrase else { return try gatherPhrase(item) }
    let term = filter.query.parts[item.parts.lowerBound].term
    guard let list = opener.list(of: term) else { return }
    guard !list.isDense else { return having.add(dense: list) }
    for number in 0..<list.postings.blockCount {
      guard block.decodeDocuments(number, of: list.postings) else {
        throw opener.reader.damagedPostings()
      }
      having.add(block.documents, count: block.count)
    }
    counters.decodedPostings += list.postings.count
  }

  /// Adds the documents that have a phrase, of those that pass so far.
  private mutating func gatherPhrase(_ item: SearchPlan.Item) throws(IndexError) {
    let narrowed = opener.restricted(to: opener.segment.restricted(to: passing))
    guard var matcher = try PhraseMatcher(item, in: narrowed, isComplete: true) else { return }
    if let cursor = try matcher.cursor() { having.add(cursor.documents, count: cursor.count) }
    counters.decodedPostings += matcher.walk.candidates.decodedPostings
    counters.comparedPositions += matcher.compared
  }
}
