/// Which fields the documents of an index have, and how their words are searched.
///
/// All indexed fields form one group that is ranked together (BM25F: Robertson & Zaragoza, "The
/// Probabilistic Relevance Framework", 2009, §3.6): a word counts `boost` times in each field, in
/// units of 1/`scale` so that the counts stay whole numbers.
public struct Schema: Sendable, Hashable {
  /// Most fields a schema may have; a stored record names a field in one byte.
  public static let maximumFieldCount = 64

  /// The member of the input that identifies a document.
  public let key: String

  /// The fields, in the order in which their positions follow each other.
  public let fields: [Field]

  /// The indices of the indexed fields, ascending; never empty.
  package let indexedFields: [Int]

  /// The name of the one analyser of all indexed fields.
  package let analyzerName: String

  /// How much one token counts in each field, in units of 1/``scale``; 0 where not indexed.
  package let units: [UInt32]

  /// Units in a boost of 1: the smallest of 1, 2 and 4 that makes all ``units`` whole.
  package let scale: UInt32

  /// Whether positions of the indexed fields are kept.
  package let hasPositions: Bool

  /// Whether a posting's frequency can differ from its number of occurrences.
  package var hasExcess: Bool { indexedFields.contains { units[$0] != 1 } }

  /// Makes a schema.
  ///
  /// - Throws: ``SchemaError`` for an empty or repeated name, too many fields, no indexed field,
  ///   an indexed field that is no text, indexed fields that differ in analyser or positions, a
  ///   boost that is no multiple of 1/4 from 1/4 to 64, or a field neither indexed nor stored.
  public init(key: String, fields: [Field]) throws(SchemaError) {
    try Self.check(key: key, fields: fields)
    self.init(unchecked: key, fields: fields)
  }

  /// Makes a schema of parts that are known to fit.
  init(unchecked key: String, fields: [Field]) {
    self.key = key
    self.fields = fields
    let indexed = fields.indices.filter { fields[$0].isIndexed }
    indexedFields = indexed
    analyzerName = fields[indexed[0]].analyzer
    hasPositions = fields[indexed[0]].hasPositions
    let quarters = indexed.map { UInt32(fields[$0].boost * 4) }
    let scale: UInt32 =
      quarters.allSatisfy { $0 % 4 == 0 } ? 1 : quarters.allSatisfy { $0 % 2 == 0 } ? 2 : 4
    self.scale = scale
    units = fields.map { $0.isIndexed ? UInt32($0.boost * 4) * scale / 4 : 0 }
  }

  private static func check(key: String, fields: [Field]) throws(SchemaError) {
    guard !key.isEmpty else {
      throw SchemaError(reason: "the key has no name", advice: "name the key member")
    }
    guard fields.count <= maximumFieldCount else {
      throw SchemaError(
        reason: "\(fields.count) fields are too many",
        advice: "keep to \(maximumFieldCount) fields")
    }
    var names: Set<String> = []
    for field in fields {
      try check(field)
      guard names.insert(field.name).inserted else {
        throw SchemaError(
          field: field.name, reason: "the name is used twice", advice: "rename one of the fields")
      }
    }
    try checkGroup(fields.filter(\.isIndexed))
  }

  private static func check(_ field: Field) throws(SchemaError) {
    func refuse(_ reason: String, _ advice: String) throws(SchemaError) {
      throw SchemaError(field: field.name, reason: reason, advice: advice)
    }
    if field.name.isEmpty { try refuse("a field has no name", "name every field") }
    if !field.isIndexed, !field.isStored {
      try refuse("it is neither indexed nor stored", "set one of the two or drop the field")
    }
    guard field.isIndexed else { return }
    if field.kind != .text {
      try refuse("only text can be indexed", "make it a text field or leave it stored only")
    }
    if field.analyzer.isEmpty { try refuse("it has no analyzer", "name an analyzer") }
    let quarters = field.boost * 4
    if !(quarters >= 1 && quarters <= 256 && quarters == quarters.rounded()) {
      try refuse("boost \(field.boost) is not possible", "use a multiple of 0.25 from 0.25 to 64")
    }
  }

  private static func checkGroup(_ indexed: [Field]) throws(SchemaError) {
    guard let first = indexed.first else {
      throw SchemaError(reason: "no field is indexed", advice: "index at least one text field")
    }
    for field in indexed where field.analyzer != first.analyzer {
      throw SchemaError(
        field: field.name,
        reason: "its analyzer differs from that of \"\(first.name)\", with which it is ranked",
        advice: "give all indexed fields the same analyzer")
    }
    for field in indexed where field.hasPositions != first.hasPositions {
      throw SchemaError(
        field: field.name,
        reason: "it and \"\(first.name)\", with which it is ranked, differ in positions",
        advice: "keep positions for all indexed fields or for none")
    }
  }
}
