internal import FihristStoredDocuments
internal import FihristText

/// Which fields the documents of an index have, and how their words are searched.
///
/// All indexed fields form one group that is ranked together (BM25F: Robertson & Zaragoza, "The
/// Probabilistic Relevance Framework", 2009, §3.6): a word counts `boost` times in each field, in
/// units of 1/`scale` so that the counts stay whole numbers.
public struct Schema: Sendable, Hashable {
  /// The most fields of a schema.
  public static let maximumFieldCount = StoredDocument.maximumFieldCount

  /// The fields, in the order in which their positions follow each other.
  public let fields: [Field]

  /// The ordinals of the indexed fields, ascending; never empty.
  package let indexedFields: [Int]

  /// The ordinals of the fields that have a column, ascending.
  package let columnFields: [Int]

  /// The name of the one analyzer of all indexed fields.
  package let analyzerName: String

  /// How much one token counts in each field, in units of 1/``scale``; 0 where not indexed.
  package let units: [UInt32]

  /// Units in a boost of 1: the smallest of 1, 2 and 4 that makes all ``units`` whole.
  package let scale: UInt32

  /// Whether positions of the indexed fields are kept.
  package let hasPositions: Bool

  /// The term spaces: the first has the words of all indexed fields, and queries use it.
  package let termSpaces: [TermSpace]

  /// Whether a posting's frequency can differ from its number of occurrences.
  package var hasExcess: Bool { indexedFields.contains { units[$0] != 1 } }

  /// Makes a schema.
  ///
  /// - Throws: ``SchemaError`` for an empty or repeated name, too many fields, no indexed field, an
  ///   analyzer that does not exist, indexed fields that differ in analyzer or positions, or a
  ///   boost that is not a multiple of 1/4 from 1/4 to 64.
  public init(fields: [Field]) throws {
    try self.init(checking: fields)
  }

  /// Makes a schema, with a typed error.
  package init(checking fields: [Field]) throws(SchemaError) {
    for field in fields { try Self.checkAnalyzer(of: field) }
    try self.init(restoring: fields)
  }

  /// Makes the schema of an index that exists. It may name an analyzer that only a later version
  /// has; opening the index then reports that.
  init(restoring fields: [Field]) throws(SchemaError) {
    try Self.check(fields)
    self.init(unchecked: fields)
  }

  /// Makes a schema of fields that are known to fit.
  init(unchecked fields: [Field]) {
    self.fields = fields
    let indexing = fields.map(\.indexing)
    let indexed = fields.indices.filter { indexing[$0] != nil }
    indexedFields = indexed
    columnFields = fields.indices.filter { fields[$0].hasColumn }
    analyzerName = indexing[indexed[0]]?.analyzer ?? ""
    hasPositions = indexing[indexed[0]]?.hasPositions ?? false
    let quarters = indexing.map { UInt32(($0?.boost ?? 0) * 4) }
    let scale: UInt32 =
      quarters.allSatisfy { $0 % 4 == 0 } ? 1 : quarters.allSatisfy { $0 % 2 == 0 } ? 2 : 4
    self.scale = scale
    units = quarters.map { $0 * scale / 4 }
    termSpaces = Self.spaces(of: fields, indexed: indexed, adding: [])
  }

  /// Makes a copy of `other` with the given additional spaces, which are known to fit.
  init(unchecked other: Schema, spaces: [TermSpace.Declaration]) {
    fields = other.fields
    indexedFields = other.indexedFields
    columnFields = other.columnFields
    analyzerName = other.analyzerName
    hasPositions = other.hasPositions
    scale = other.scale
    units = other.units
    termSpaces = Self.spaces(of: fields, indexed: indexedFields, adding: spaces)
  }
}

extension Schema {
  private static func check(_ fields: [Field]) throws(SchemaError) {
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
    try checkGroup(fields)
  }

  private static func check(_ field: Field) throws(SchemaError) {
    if field.name.isEmpty {
      throw SchemaError(field: "", reason: "a field has no name", advice: "name every field")
    }
    if let values = field.values, !values.hasColumn, !values.isStored {
      throw SchemaError(
        field: field.name, reason: "its values are neither stored nor in a column",
        advice: "store them, give the field a column, or leave it out")
    }
    guard let boost = field.indexing?.boost else { return }
    let quarters = boost * 4
    guard quarters >= 1, quarters <= 256, quarters == quarters.rounded() else {
      throw SchemaError(
        field: field.name, reason: "boost \(boost) is out of range",
        advice: "use a multiple of 0.25 from 0.25 to 64")
    }
  }

  private static func checkAnalyzer(of field: Field) throws(SchemaError) {
    guard let name = field.analyzer, Analyzer(named: name) == nil else { return }
    throw SchemaError(
      field: field.name,
      reason: name.isEmpty ? "it has no analyzer" : "the analyzer \"\(name)\" does not exist",
      advice: "use one of \(Analyzer.names.joined(separator: ", "))")
  }

  /// All indexed fields are one group: they share one list of postings for each term.
  private static func checkGroup(_ fields: [Field]) throws(SchemaError) {
    var first: (name: String, indexing: TextIndexing)?
    for field in fields {
      guard let indexing = field.indexing else { continue }
      guard let group = first else {
        first = (field.name, indexing)
        continue
      }
      guard indexing.analyzer == group.indexing.analyzer else {
        throw SchemaError(
          field: field.name,
          reason: "its analyzer differs from that of \"\(group.name)\", with which it is ranked",
          advice: "give all indexed fields the same analyzer")
      }
      guard indexing.hasPositions == group.indexing.hasPositions else {
        throw SchemaError(
          field: field.name,
          reason: "it and \"\(group.name)\", with which it is ranked, differ in positions",
          advice: "keep positions for all indexed fields or for none")
      }
    }
    guard first != nil else {
      throw SchemaError(reason: "no field is indexed", advice: "index at least one text field")
    }
  }
}
