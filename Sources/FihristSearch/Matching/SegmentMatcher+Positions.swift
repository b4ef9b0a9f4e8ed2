internal import FihristFormat
internal import FihristStorage

/// Conditions that look into documents one by one: on positions and spelling.
extension SegmentMatcher {
  /// Takes the documents out of `documents` that do not have the terms of a condition where it
  /// says.
  mutating func keep(
    _ condition: PositionalCondition, in documents: DocumentBits
  ) throws(IndexError) {
    if let space = space(of: condition) {
      return try keep(condition.parts[0].term, of: space, in: documents)
    }
    guard condition.parts.count > 1 else {
      // The term itself is required besides.
      guard let fields = condition.fields else { return }
      let entry = lists.entry(condition.parts[0].term)
      guard entry.documentFrequency > 0 else { return documents.clear() }
      return try keep(entry, in: fields, of: documents)
    }
    let having = take()
    defer { give(having) }
    having.clear()
    let narrowed = lists.restricted(to: lists.segment.restricted(to: documents))
    if var matcher = try NearMatcher(condition, in: narrowed) {
      try matcher.add(to: having)
      counters.decodedPostings += matcher.terms.walk.candidates.decodedPostings
      counters.comparedPositions += matcher.compared
    }
    documents.keep(having)
  }

  /// Takes the documents out of `documents` that do not have a term in one of `fields`.
  func keep(
    _ entry: TermEntry, in fields: [String], of documents: DocumentBits
  ) throws(IndexError) {
    var matcher = try FieldMatcher(entry, in: fields, of: lists.reader)
    for document in numbers(of: documents) {
      if scratch.stop.isReached() { return }
      if try !matcher.matches(document) { documents.remove(document) }
    }
  }

  /// The term space that has the words of the fields of a condition alone, for one of one term.
  private func space(of condition: PositionalCondition) -> SegmentSpace? {
    guard condition.parts.count == 1, let names = condition.fields else { return nil }
    let schema = lists.reader.schema
    let fields = FieldMatcher.ordinals(of: names, in: schema).map { schema.indexedFields[$0] }
    return lists.reader.spaces.first {
      $0.space.fields == fields && !$0.space.isLevel
    }
  }

  private mutating func keep(
    _ term: Int, of space: SegmentSpace, in documents: DocumentBits
  ) throws(IndexError) {
    let having = take()
    defer { give(having) }
    having.clear()
    if let entry = unsafe try space.term(items.terms[term].bytes) {
      try add(try space.postings(of: entry), to: having)
    }
    documents.keep(having)
  }

  /// Takes the documents out of `documents` that do not have a word as it is written.
  mutating func keep(
    _ condition: ExactFormCondition, in documents: DocumentBits
  ) throws(IndexError) {
    let matcher = try ExactFormMatcher(condition, in: lists.reader)
    for document in numbers(of: documents) {
      if scratch.stop.isReached() { return }
      if try !matcher.matches(document) { documents.remove(document) }
    }
  }

  /// Takes the documents out of `documents` that have no word in `field`.
  func keep(anyWordIn field: String, in documents: DocumentBits) throws(IndexError) {
    let reader = lists.reader
    guard let ends = reader.fieldEnds,
      let ordinal = FieldMatcher.ordinals(of: [field], in: reader.schema).first
    else {
      throw IndexError.invalid(
        "query", "this index keeps no positions, which say what a field has",
        advice: "index the documents again with positions")
    }
    for document in numbers(of: documents) {
      if scratch.stop.isReached() { return }
      let positions = try ends.positions(ofField: ordinal, in: document)
      if !FieldMatcher.haveWords(positions) { documents.remove(document) }
    }
  }

  /// The documents of a set, in ascending order.
  func numbers(of documents: DocumentBits) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(documents.count)
    documents.forEach { document in
      numbers.append(document)
      return true
    }
    return numbers
  }

  /// Whether all documents that match `last` match `condition` too: where terms are near, they
  /// are.
  func isImplied(_ condition: MatchCondition, by last: MatchCondition?) -> Bool {
    guard case .item(let index) = condition, case .positional(let near) = last,
      near.parts.count > 1
    else { return false }
    let parts = items.conditions[index].parts
    return parts.count == 1
      && near.parts.contains { $0.term == items.parts[parts.lowerBound].term }
  }
}
