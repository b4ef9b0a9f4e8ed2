internal import FihristFormat
internal import FihristStorage

/// Finds the documents of a segment that have several terms near each other.
///
/// It walks the documents that have all terms, as phrases do, and compares the positions of the two
/// rarest terms as they are packed. Only where those are near are all positions unpacked.
struct NearMatcher {
  /// Walks the documents and finds their positions.
  private(set) var terms: PhraseMatcher
  /// How many documents' positions were compared.
  private(set) var compared = 0

  private let window: NearWindow
  private let slop: UInt32
  /// The ordinals of the wanted fields among the indexed ones; `nil` for any one field.
  private let fields: [Int]?
  private let fieldEnds: FieldEnds?
  private let opener: ListOpener
  /// For each list of the walk the positions in one document.
  private var positions: [[UInt32]]
  private var ends: [UInt32] = []

  /// - Parameters:
  ///   - condition: Of two or more parts.
  ///   - opener: Restricted to the documents that are wanted.
  /// - Returns: `nil` if the segment lacks a term.
  /// - Throws: ``IndexError``: `invalid` if the index keeps no positions; `damaged`.
  init?(_ condition: PositionalCondition, in opener: ListOpener) throws(IndexError) {
    let count = condition.parts.count
    precondition(count > 1, "nearness of fewer than two terms")
    var parts = Row<PlannedItems.Part>(capacity: count, in: opener.scratch.arena)
    for part in condition.parts {
      parts.append(PlannedItems.Part(term: part.term, offset: part.offset))
    }
    guard let terms = try PhraseMatcher(parts, weight: 1, in: opener, isComplete: true) else {
      return nil
    }
    self.terms = terms
    self.opener = opener
    slop = condition.slop
    let ordered = terms.parts.indices.map { terms.parts[$0] }.sorted { $0.number < $1.number }
    window = NearWindow(
      ordered.map { NearWindow.Part(list: $0.list, offset: Int($0.offset)) },
      slop: Int(condition.slop), isOrdered: condition.isOrdered)
    let reader = opener.reader
    fields = condition.fields.map { FieldMatcher.ordinals(of: $0, in: reader.schema) }
    fieldEnds = reader.schema.indexedFields.count > 1 ? reader.fieldEnds : nil
    positions = Array(repeating: [], count: terms.walk.lists.count)
  }

  /// Adds the documents to `found`. If the search has to stop, those found so far.
  mutating func add(to found: DocumentBits) throws(IndexError) {
    while !opener.scratch.stop.isReached(), try next() {
      let count = terms.walk.candidates.count
      compared += count
      for start in stride(from: 0, to: count, by: PhraseMatcher.batch) {
        let length = min(PhraseMatcher.batch, count - start)
        let left = try locate(from: start, count: length)
        for index in 0..<left {
          let number = terms.open[index]
          if try isNear(number) { found.insert(Int(terms.documents[number])) }
        }
      }
    }
  }

  private mutating func next() throws(IndexError) -> Bool {
    do throws(DamagedPostings) { return try terms.walk.next() } catch {
      throw opener.reader.damagedPostings()
    }
  }

  /// Finds the positions of all terms in the `count` candidates from `start` whose rarest terms are
  /// near.
  ///
  /// - Returns: How many these are; they come first among the open ones.
  private func locate(from start: Int, count: Int) throws(IndexError) -> Int {
    let candidates = opener.scratch.numbers.suffix(from: start)
    var left = count
    terms.start(candidates, count: count)
    do throws(DamagedPostings) {
      for index in terms.parts.indices where left > 0 {
        try terms.locate(index, in: candidates, count: left)
        if index == 1 { left = keepNear(left) }
      }
    } catch {
      throw opener.reader.damagedPostings()
    }
    return left
  }

  /// Keeps those of the first `count` open candidates whose rarest terms are near.
  private func keepNear(_ count: Int) -> Int {
    var kept = 0
    for index in 0..<count {
      let number = terms.open[index]
      let width = terms.width(of: terms.documents[number])
      terms.open[kept] = number
      kept += terms.runs.isPairNear(in: number, slop: slop, width: width) ? 1 : 0
    }
    return kept
  }

  /// Whether a candidate, whose positions were found, has all terms near each other in one field.
  private mutating func isNear(_ number: Int) throws(IndexError) -> Bool {
    let document = terms.documents[number]
    let width = terms.width(of: document)
    for index in terms.parts.indices {
      let list = terms.parts[index].list
      if index > 0, terms.parts[index - 1].list == list { continue }
      terms.runs.decode(number, term: index, width: width, into: &positions[list])
    }
    guard let fieldEnds else {
      return fields?.isEmpty != true && window.exists(in: positions, within: 0..<UInt32.max)
    }
    try fieldEnds.read(document, into: &ends)
    for field in ends.indices where fields?.contains(field) != false {
      let range = (field == 0 ? 0 : ends[field - 1])..<ends[field]
      if !range.isEmpty, window.exists(in: positions, within: range) { return true }
    }
    return false
  }
}
