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

  /// Names that no field of a new schema may have: where documents and hits are written as one row
  /// or one object, these stand beside the fields. Orders by score are called `score`, too.
  public static let reservedNames: Set<String> = ["key", "rank", "score", "snippets"]

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

  /// How much the levels of a word weigh; nil if the analyzer has no levels.
  public let levels: LevelWeights?

  /// Whether each document keeps a signature of its longest text, by which copies of it are found.
  public let hasSignatures: Bool

  /// The term spaces: the first has the words of all indexed fields, and queries match it.
  package let termSpaces: [TermSpace]

  /// Makes a schema.
  ///
  /// - Parameters:
  ///   - fields: The fields.
  ///   - levels: How much the levels of a word weigh; if nil, the usual weights of the analyzer.
  ///   - hasSignatures: Whether each document keeps a signature of its longest text, 32 bytes.
  /// - Throws: ``SchemaError`` for an empty, repeated or reserved name, too many fields, no indexed
  ///   field, an analyzer that does not exist, indexed fields that differ in analyzer or positions,
  ///   a boost that is not a multiple of 1/4 from 1/4 to 64, levels where the analyzer has none, or
  ///   signatures where no text is both indexed and stored.
  public init(
    fields: [Field], levels: LevelWeights? = nil, hasSignatures: Bool = false
  ) throws {
    try self.init(checking: fields, levels: levels, hasSignatures: hasSignatures)
  }

  /// Makes a schema, with a typed error.
  package init(
    checking fields: [Field], levels: LevelWeights? = nil, hasSignatures: Bool = false
  ) throws(SchemaError) {
    for field in fields {
      try Self.checkAnalyzer(of: field)
      try Self.checkName(of: field)
    }
    let name = fields.lazy.compactMap(\.analyzer).first ?? ""
    let usual = LevelWeights.usual(for: name)
    if let levels, usual == nil, levels != .stemAlone {
      throw SchemaError(
        reason: "the analyzer \"\(name)\" has no levels", advice: "leave the levels out")
    }
    try self.init(
      restoring: fields, levels: usual == nil ? nil : levels ?? usual,
      hasSignatures: hasSignatures)
  }

  /// Makes the schema of an index that exists. It may name an analyzer that only a later version
  /// has; opening the index then reports that.
  init(
    restoring fields: [Field], levels: LevelWeights?, hasSignatures: Bool
  ) throws(SchemaError) {
    try Self.check(fields)
    self.init(unchecked: fields, levels: levels, hasSignatures: hasSignatures)
    guard !hasSignatures || !signedFields.isEmpty else {
      throw SchemaError(
        reason: "no text that is searched is stored, so copies of it cannot be found",
        advice: "store a text, or leave the signatures out")
    }
    guard termSpaces.count <= TermSpace.maximumCount else {
      throw SchemaError(
        reason: "\(termSpaces.count) dictionaries are too many",
        advice: "let fewer fields be searched alone")
    }
  }

  /// Makes a schema of fields that are known to fit.
  init(unchecked fields: [Field], levels: LevelWeights?, hasSignatures: Bool = false) {
    self.fields = fields
    self.levels = levels
    self.hasSignatures = hasSignatures
    let indexing = fields.map(\.indexing)
    let indexed = fields.indices.filter { indexing[$0] != nil }
    indexedFields = indexed
    columnFields = fields.indices.filter { fields[$0].hasColumn }
    analyzerName = indexing[indexed[0]]?.analyzer ?? ""
    hasPositions = indexing[indexed[0]]?.hasPositions ?? false
    (units, scale) = TermSpace.units(of: indexing.map { $0?.boost ?? 0 })
    termSpaces = TermSpace.spaces(of: fields, indexed: indexed, levels)
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
    let lead = field.indexing?.leadLength ?? 0
    guard 0...TextIndexing.maximumLeadLength ~= lead else {
      throw SchemaError(
        field: field.name, reason: "a lead of \(lead) words is out of range",
        advice: "use a number from 0 to \(TextIndexing.maximumLeadLength)")
    }
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

  private static func checkName(of field: Field) throws(SchemaError) {
    guard reservedNames.contains(field.name) else { return }
    throw SchemaError(
      field: field.name,
      reason: "the name is taken: it stands beside the fields in what is written",
      advice: "call the field something else, and let the member \"\(field.name)\" feed it, by "
        + "\"from\" in a schema file")
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
