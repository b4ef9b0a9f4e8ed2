package import FihristStorage
internal import Synchronization

/// The columns of a segment. A column is opened, and its bytes are compared with their checksums,
/// when it is asked for the first time.
package final class SegmentColumns: Sendable {
  /// A column of either kind.
  package enum Column: Sendable {
    /// Of a keyword field.
    case keyword(KeywordColumn)
    /// Of an integer, decimal, date or boolean field.
    case number(NumberColumn)
  }

  private let file: CheckedFile
  private let documentCount: Int
  /// For each column its field and where its section lies.
  private let sections: [(field: Int, type: FieldType, range: Range<Int>)]
  /// Where the signatures lie, if documents have them.
  private let signatureRange: Range<Int>?
  private let opened: Mutex<[Int: Column]>

  /// Opens the file of the columns of `schema`.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(_ file: CheckedFile, schema: Schema, documentCount: Int) throws(IndexError) {
    let fields = schema.columnFields
    let ranges = try FileSections.read(
      file, count: fields.count + (schema.hasSignatures ? 1 : 0))
    sections = zip(fields, ranges).map { ($0, schema.fields[$0].type, $1) }
    signatureRange = schema.hasSignatures ? ranges.last : nil
    self.file = file
    self.documentCount = documentCount
    opened = Mutex([:])
  }

  /// The column of `field`, an ordinal of the schema; nil if the field has none.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func column(_ field: Int) throws(IndexError) -> Column? {
    if let column = opened.withLock({ $0[field] }) { return column }
    guard let section = sections.first(where: { $0.field == field }) else { return nil }
    let column: Column =
      section.type == .keyword
      ? .keyword(try KeywordColumn(file, in: section.range, documentCount: documentCount))
      : .number(try NumberColumn(file, in: section.range, documentCount: documentCount))
    opened.withLock { $0[field] = column }
    return column
  }

  /// The bytes of the column of `field`; 0 if the field has none.
  package func byteCount(_ field: Int) -> Int {
    sections.first { $0.field == field }?.range.count ?? 0
  }

  /// The signatures; nil if documents have none.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func signatures() throws(IndexError) -> SignatureColumn? {
    guard let signatureRange else { return nil }
    return try SignatureColumn(file, in: signatureRange, documentCount: documentCount)
  }

  /// The bytes of the signatures; 0 if documents have none.
  package var signatureByteCount: Int { signatureRange?.count ?? 0 }

  /// Checks every column, and the signatures.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func verify() throws(IndexError) {
    for section in sections { try verify(section.field) }
    _ = try signatures()
  }

  /// Checks the column of `field`.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func verify(_ field: Int) throws(IndexError) {
    switch try column(field) {
    case .keyword(let column): try column.verify()
    case .number(let column): try column.verify()
    case nil: break
    }
  }

  /// The values of `document` in the column of `field`; strings in the order of their bytes.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func values(of document: Int, in field: Int) throws(IndexError) -> [ColumnValue] {
    switch try column(field) {
    case .keyword(let column):
      return try column.strings(of: document).map { .keyword(String(decoding: $0, as: UTF8.self)) }
    case .number(let column):
      guard let number = try column.value(of: document),
        let type = sections.first(where: { $0.field == field })?.type
      else { return [] }
      return [ColumnValue(number, type)]
    case nil: return []
    }
  }
}
