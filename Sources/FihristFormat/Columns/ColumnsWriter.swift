internal import FihristStorage

/// Writes the columns of a segment: a section for each field that has one, in the order of the
/// schema, and one for the signatures if documents have them.
struct ColumnsWriter: ~Copyable {
  private var file: FileWriter
  private let schema: Schema
  private let path: String
  private var sectionEnds: [UInt8] = []
  private var written = 0

  init(_ directory: IndexDirectory, segment: UInt64, schema: Schema) throws(IndexError) {
    let name = IndexFileName.segment(segment, .columns)
    file = try directory.create(name, kind: .columns)
    path = directory.path(of: name)
    self.schema = schema
  }

  /// Writes the next column, of a keyword field.
  mutating func append(
    _ source: some KeywordSource, documentCount: Int
  ) throws(IndexError) {
    try check(isKeyword: true)
    try KeywordColumnWriter.write(source, documentCount: documentCount, to: &file)
    finishSection()
  }

  /// Writes the next column, of a field of numbers.
  mutating func append(_ source: some NumberSource, documentCount: Int) throws(IndexError) {
    try check(isKeyword: false)
    try NumberColumnWriter.write(source, documentCount: documentCount, to: &file)
    finishSection()
  }

  /// Writes the signatures, after all columns.
  mutating func append(_ source: some SignatureSource, documentCount: Int) throws(IndexError) {
    guard schema.hasSignatures, written == schema.columnFields.count else {
      throw IndexError.invalid(
        path, "signatures come that the schema does not have",
        advice: "report this as a fault of the software")
    }
    var bytes: [UInt8] = []
    for document in 0..<documentCount {
      try source.append(document, to: &bytes)
      guard bytes.count >= Self.pieceByteCount else { continue }
      try file.append(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    try file.append(bytes)
    finishSection()
  }

  /// Bytes of signatures that are gathered before they are written.
  private static let pieceByteCount = 1 << 16

  consuming func finish(synchronize: Bool) throws(IndexError) -> FileSummary {
    let count = schema.columnFields.count + (schema.hasSignatures ? 1 : 0)
    guard written == count else {
      throw IndexError.invalid(
        path, "\(written) of \(count) columns were written",
        advice: "report this as a fault of the software")
    }
    try file.append(sectionEnds)
    return try file.finish(synchronize: synchronize)
  }

  private func check(isKeyword: Bool) throws(IndexError) {
    guard written < schema.columnFields.count,
      (schema.fields[schema.columnFields[written]].type == .keyword) == isKeyword
    else {
      throw IndexError.invalid(
        path, "a column comes that the schema does not have",
        advice: "report this as a fault of the software")
    }
  }

  private mutating func finishSection() {
    sectionEnds.appendLittleEndian(UInt64(file.byteCount))
    written += 1
  }
}
