internal import FihristFormat
internal import FihristStorage

/// Tells which documents of a segment have a term in certain fields.
struct FieldMatcher {
  private let walk: PositionWalk
  /// The ordinals of the wanted fields among the indexed ones.
  private let fields: [Int]
  private let fieldEnds: FieldEnds?
  private var positions: [UInt32] = []
  private var ends: [UInt32] = []

  /// - Parameters:
  ///   - entry: What the segment knows about the term.
  ///   - fields: The names of the wanted fields.
  /// - Throws: ``IndexError``: `invalid` if the index keeps no positions; `damaged`.
  init(_ entry: TermEntry, in fields: [String], of reader: SegmentReader) throws(IndexError) {
    walk = try PositionWalk(entry, in: reader)
    self.fields = Self.ordinals(of: fields, in: reader.schema)
    fieldEnds = reader.schema.indexedFields.count > 1 ? reader.fieldEnds : nil
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

  /// Whether `document`, which is not below that of the last call, has the term in the fields.
  mutating func matches(_ document: UInt32) throws(IndexError) -> Bool {
    try walk.read(document, into: &positions)
    guard !positions.isEmpty else { return false }
    guard let fieldEnds else { return !fields.isEmpty }
    try fieldEnds.read(document, into: &ends)
    return fields.contains { field in
      let range = (field == 0 ? 0 : ends[field - 1])..<ends[field]
      return positions.contains(where: range.contains)
    }
  }
}
