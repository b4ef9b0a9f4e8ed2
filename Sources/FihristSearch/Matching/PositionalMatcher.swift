internal import FihristFormat
internal import FihristStorage

/// Tells which documents of a segment have terms where a condition says.
struct PositionalMatcher {
  private let walks: [PositionWalk]
  private let window: NearWindow
  /// The ordinals of the wanted fields among the indexed ones; `nil` for any one field.
  private let fields: [Int]?
  private let fieldEnds: FieldEnds?
  private var positions: [[UInt32]]
  private var inField: [[UInt32]]
  private var ends: [UInt32] = []

  /// - Parameter entry: What the segment knows about a term of the plan.
  /// - Returns: `nil` if the segment lacks a term.
  /// - Throws: ``IndexError``: `invalid` if the index keeps no positions; `damaged`.
  init?(
    _ condition: PositionalCondition, in reader: SegmentReader, _ entry: (Int) -> TermEntry
  ) throws(IndexError) {
    var terms: [Int] = []
    var parts: [NearWindow.Part] = []
    for part in condition.parts {
      let list = terms.firstIndex(of: part.term) ?? terms.count
      if list == terms.count { terms.append(part.term) }
      parts.append(NearWindow.Part(list: list, offset: Int(part.offset)))
    }
    var walks: [PositionWalk] = []
    for term in terms {
      let entry = entry(term)
      guard entry.documentFrequency > 0 else { return nil }
      walks.append(try PositionWalk(entry, in: reader))
    }
    self.walks = walks
    window = NearWindow(parts, slop: Int(condition.slop), isOrdered: condition.isOrdered)
    fields = condition.fields.map { Self.ordinals(of: $0, in: reader.schema) }
    fieldEnds = reader.schema.indexedFields.count > 1 ? reader.fieldEnds : nil
    positions = Array(repeating: [], count: terms.count)
    inField = positions
  }

  /// The ordinals, among the indexed fields of `schema`, of those that `names` names.
  static func ordinals(of names: [String], in schema: Schema) -> [Int] {
    schema.indexedFields.indices.filter {
      names.contains(schema.fields[schema.indexedFields[$0]].name)
    }
  }

  /// Whether there is a word at the positions of a field. Behind another field they start with a
  /// hole.
  static func haveWords(_ positions: Range<UInt32>) -> Bool {
    positions.lowerBound > 0 ? positions.count > 1 : !positions.isEmpty
  }

  /// Whether `document`, which is not below that of the last call, matches.
  mutating func matches(_ document: UInt32) throws(IndexError) -> Bool {
    for index in walks.indices {
      try walks[index].read(document, into: &positions[index])
      if positions[index].isEmpty { return false }
    }
    guard window.exists(in: positions) else { return false }
    guard let fieldEnds else { return fields?.isEmpty != true }
    try fieldEnds.read(document, into: &ends)
    for field in fields ?? Array(ends.indices) {
      let range = (field == 0 ? 0 : ends[field - 1])..<ends[field]
      for index in positions.indices { inField[index] = positions[index].filter(range.contains) }
      if window.exists(in: inField) { return true }
    }
    return false
  }
}
