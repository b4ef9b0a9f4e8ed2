package import FihristFormat
package import FihristStorage

/// Counts how often a query occurs in documents of one segment, by lists of positions. The counts
/// are those of ``OccurrenceFinder``.
package struct OccurrenceCounter {
  private struct Part {
    /// The terms, by their indexes in `walks`, and their offsets from the first.
    var terms: [(walk: Int, offset: Int)]
    /// The ordinals of the indexed fields to look in; `nil` for all.
    var fields: [Int]?
  }

  private var parts: [Part] = []
  private var walks: [PositionWalk] = []
  /// The positions of each walk in the current document.
  private var positions: [[UInt32]] = []
  private let fieldEnds: FieldEnds?
  private var ends: [UInt32] = []
  private var spans = OccurrenceSpans()

  /// Makes a counter; `nil` if lists of positions do not have what `query` asks for: roots,
  /// words near each other, patterns, spellings.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package init?(_ query: Query, in reader: SegmentReader) throws(IndexError) {
    let targets = query.occurrenceTargets
    guard reader.schema.hasPositions, targets.allSatisfy(\.hasPositions) else { return nil }
    fieldEnds = reader.fieldEnds
    var known: [[UInt8]: Int?] = [:]
    for target in targets {
      let terms: [Query.PhraseTerm] =
        switch target.kind {
        case .term(let term): [Query.PhraseTerm(term: term, offset: 0)]
        case .phrase(let terms): terms
        case .root, .near, .expansion, .written: []
        }
      var members: [(walk: Int, offset: Int)] = []
      for term in terms {
        if known[term.term] == nil {
          let entry = try reader.words.term(term.term)
          if let entry { walks.append(try PositionWalk(entry, in: reader)) }
          known[term.term] = .some(entry == nil ? nil : walks.count - 1)
        }
        if let walk = known[term.term] ?? nil { members.append((walk, term.offset)) }
      }
      // A phrase does not occur where one of its terms does not.
      guard members.count == terms.count else { continue }
      parts.append(
        Part(
          terms: members,
          fields: target.fields.map { FieldMatcher.ordinals(of: $0, in: reader.schema) }))
    }
    positions = Array(repeating: [], count: walks.count)
  }

  /// How often the query occurs in `document`, which is not below that of the last call.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  /// - Complexity: O(positions of the terms in the document).
  package mutating func count(in document: UInt32) throws(IndexError) -> Int {
    for index in walks.indices { try walks[index].read(document, into: &positions[index]) }
    try fieldEnds?.read(document, into: &ends)
    spans.removeAll()
    for part in parts { add(part) }
    return spans.resolved().count
  }

  private mutating func add(_ part: Part) {
    guard let first = part.terms.first else { return }
    for start in positions[first.walk] {
      var end = start
      var isThere = true
      for term in part.terms.dropFirst() where isThere {
        let (wanted, isPast) = start.addingReportingOverflow(UInt32(clamping: term.offset))
        end = max(end, wanted)
        isThere = !isPast && Self.has(wanted, in: positions[term.walk])
      }
      if isThere, isInFields(start, end, part.fields) { spans.append(Int(start)..<Int(end) + 1) }
    }
  }

  private static func has(_ position: UInt32, in positions: [UInt32]) -> Bool {
    var (low, high) = (0, positions.count)
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low < positions.count && positions[low] == position
  }

  /// Whether both positions are in one field, and that is one of `fields`.
  private func isInFields(_ start: UInt32, _ end: UInt32, _ fields: [Int]?) -> Bool {
    guard let field = ends.firstIndex(where: { start < $0 }) else { return ends.isEmpty }
    return end < ends[field] && fields?.contains(field) ?? true
  }
}
