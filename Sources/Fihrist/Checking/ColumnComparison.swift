internal import FihristIndexing
internal import FihristStoredDocuments
internal import FihristText

/// Whether the columns of a segment have the values that its stored texts say, and the signatures.
/// Fields that are not stored have nothing to be compared with.
struct ColumnComparison {
  private let columns: SegmentColumns
  private let schema: Schema
  /// The fields that are stored and have a column.
  private let fields: [Int]

  /// What makes signatures; `nil` if they are not compared.
  private var signed: SignedTexts?

  /// Makes a comparison; `nil` if there is nothing to compare.
  ///
  /// - Parameter analyzers: For each term space the analyzer that made its terms; `nil` if that is
  ///   not known.
  init?(_ reader: SegmentReader, _ analyzers: [Analyzer]?) {
    schema = reader.schema
    fields = schema.columnFields.filter { [fields = schema.fields] in fields[$0].isStored }
    if schema.hasSignatures, let analyzers {
      signed = SignedTexts(schema, analyzers[0])
    }
    guard let columns = reader.columns, !fields.isEmpty || signed != nil else { return nil }
    self.columns = columns
  }

  /// Whether the signature of a document is not that of its stored texts as they are analyzed now.
  mutating func hasOtherSignature(
    _ document: UInt32, _ stored: StoredDocument
  ) throws(IndexError) -> Bool {
    guard signed != nil, let column = try columns.signatures() else { return false }
    var (written, made): ([UInt8], [UInt8]) = ([], [])
    column.append(Int(document), to: &written)
    signed?.append(stored, to: &made)
    return written != made
  }

  /// Whether a column has other values for a document than its stored texts.
  func differs(
    _ document: UInt32, from stored: StoredDocument
  ) throws(IndexError) -> Bool {
    for field in fields {
      let texts = stored.fields.filter { $0.field == field }.map(\.text)
      switch try columns.column(field) {
      case .keyword(let column)?:
        if try column.strings(of: Int(document)) != Self.strings(texts) { return true }
      case .number(let column)?:
        let number = texts.lazy.compactMap { [field = schema.fields[field]] in
          ColumnNumber.number(String(decoding: $0, as: UTF8.self), field)
        }.first
        if try column.value(of: Int(document)) != number { return true }
      case nil: return true
      }
    }
    return false
  }

  /// The values that a keyword column takes of `texts`.
  private static func strings(_ texts: [[UInt8]]) -> [[UInt8]] {
    Set(texts.filter { !$0.isEmpty && $0.count <= FormatLimits.valueByteCount })
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
