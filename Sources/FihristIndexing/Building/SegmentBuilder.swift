import FihristCalendar
package import FihristFormat
package import FihristStorage
import FihristStoredDocuments
package import FihristText

/// A segment under construction: takes documents in the order of arrival, in memory, until it is
/// written.
///
/// One builder belongs to one thread. Of documents with equal keys, the last one added counts.
struct SegmentBuilder: ~Copyable {
  let schema: Schema
  var vocabulary: Vocabulary
  /// A symbol for each position of each document.
  var symbols = GrowingBuffer<UInt32>(capacity: 1 << 14)
  var documents: DocumentTable
  var compressor: DocumentCompressor
  let columns: ColumnCollector
  private var record: [UInt8] = []

  /// Tokens so far, including those of documents that were replaced.
  private(set) var tokenCount: UInt64 = 0

  /// Makes an empty builder.
  ///
  /// - Throws: `IndexError` of kind `invalid` if this version lacks the schema's analyzer.
  init(schema: Schema) throws(IndexError) {
    self.schema = schema
    vocabulary = Vocabulary(analyzers: try schema.makeAnalyzers())
    compressor = DocumentCompressor(proseFields: schema.proseFields)
    columns = ColumnCollector(schema)
    documents = DocumentTable(fieldCount: schema.indexedFields.count)
  }

  /// How many documents were added.
  var documentCount: Int { documents.count }

  /// Whether no document was added.
  var isEmpty: Bool { documents.count == 0 }

  /// The bytes of memory that it holds, plus those that writing it will need.
  var memoryUsed: Int {
    let inversion = Inversion.memoryNeeded(
      symbols: symbols.count, terms: vocabulary.termCount, documents: documents.count,
      fields: documents.fieldCount)
    // With several spaces, each one's symbols are copied out while its terms are written.
    let spaceSymbols = schema.termSpaces.count == 1 ? 0 : 4 * symbols.count
    // The most frequent term has about 4 % of the tokens, each in four columns of 4 bytes.
    let lists = symbols.count / 2
    // Sorting takes 20 bytes a key or term; keys, lengths and positions go to the writer.
    let sorting = 20 * vocabulary.termCount + 28 * documents.count
    let signatures =
      schema.hasSignatures
      ? 8 * vocabulary.termCount + TextSignature.byteCount * documents.count : 0
    return vocabulary.memoryUsed + 4 * symbols.count + documents.memoryUsed + compressor.byteCount
      + self.columns.memoryUsed
      + inversion + spaceSymbols + lists + sorting + signatures
  }

  /// Whether a document of `byteCount` bytes of text still fits into the limits of a segment.
  func hasSpace(for byteCount: Int) -> Bool {
    documents.count < FormatLimits.documentCount && documents.hasSpace
      && vocabulary.hasSpace(for: byteCount) && compressor.hasSpace(for: byteCount)
      && columns.hasSpace(for: byteCount)
      // A word of n bytes takes at most 4n/3 positions (a sign of 3 bytes that stands for 4 words).
      && symbols.count + 2 * byteCount + 2 * Schema.maximumFieldCount < Int(UInt32.max)
  }

  /// Takes document `index` of `batch`, for which ``DocumentBatch/problem(of:schema:)`` found
  /// nothing and ``hasSpace(for:)`` is true.
  ///
  /// - Parameter sequence: The ordinal of the document in the whole input; above those of all
  ///   earlier documents.
  mutating func add(
    _ index: Int, of batch: DocumentBatch, sequence: UInt64
  ) throws(IndexError) {
    unsafe try batch.withBytes { (bytes) throws(IndexError) in
      let values = batch.values(of: index)
      var entry = unsafe invert(values, bytes)
      entry.sequence = sequence
      unsafe documents.append(
        entry, key: UnsafeBufferPointer(rebasing: bytes[batch.key(of: index)]))
      unsafe columns.add(values, bytes)
      unsafe try store(values, bytes)
    }
  }

  /// Appends the symbols of the indexed fields.
  private mutating func invert(
    _ values: ArraySlice<DocumentBatch.Value>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> DocumentTable.Entry {
    let start = symbols.count
    var next = values.startIndex
    for field in schema.indexedFields {
      while next < values.endIndex, values[next].field <= field {
        defer { next += 1 }
        guard values[next].field == field else { continue }
        // A hole, so that no phrase matches across two texts.
        if symbols.count > start { symbols.append(Vocabulary.hole) }
        let text = unsafe UnsafeBufferPointer(rebasing: bytes[values[next].text])
        let tokens = unsafe vocabulary.append(wordsOf: text, to: &symbols)
        tokenCount += UInt64(tokens)
      }
      documents.append(fieldEnd: UInt32(symbols.count - start))
    }
    return DocumentTable.Entry(
      sequence: 0, symbolStart: UInt32(start), symbolCount: UInt32(symbols.count - start),
      keyOffset: 0, keyCount: 0)
  }

  private mutating func store(
    _ values: ArraySlice<DocumentBatch.Value>, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(IndexError) {
    record.removeAll(keepingCapacity: true)
    for value in values
    where value.field < schema.fields.count && schema.fields[value.field].isStored {
      let text = unsafe UnsafeBufferPointer(rebasing: bytes[value.text])
      let field = schema.fields[value.field]
      if field.type == .date, let day = unsafe Self.day(text, of: field) {
        unsafe day.withUnsafeBufferPointer { day in
          unsafe StoredDocument.append(field: value.field, day, to: &record)
        }
      } else {
        unsafe StoredDocument.append(field: value.field, text, to: &record)
      }
    }
    unsafe try record.withUnsafeBufferPointer { (record) throws(IndexError) in
      unsafe try compressor.append(record)
    }
    // One huge document must not hold its memory for the rest of the segment.
    if record.capacity > 4 << 20 { record = [] }
  }
}

extension SegmentBuilder {
  /// The day, optionally with a time, that a date field stores instead of `text`; nil if it stores
  /// what was written. Every document passes here, whoever adds it.
  private static func day(_ text: UnsafeBufferPointer<UInt8>, of field: Field) -> [UInt8]? {
    if unsafe StoredDate(text) != nil { return nil }
    let written = unsafe String(decoding: text, as: UTF8.self)
    return WrittenDate(written, settings: DateSettings(field))?.iso.map { Array($0.utf8) }
  }
}

extension Schema {
  /// The analyzers of the term spaces.
  ///
  /// - Throws: `IndexError` of kind `unsupported` if this version does not have one, or if they do
  ///   not find the same words: a schema is checked when it is made, so only an index written by
  ///   another version can name such analyzers.
  package func makeAnalyzers() throws(IndexError) -> [Analyzer] {
    var analyzers: [Analyzer] = []
    for space in termSpaces {
      guard let analyzer = Analyzer(named: space.analyzer),
        analyzers.isEmpty || analyzer.findsSameWords(as: analyzers[0])
      else {
        throw IndexError(
          .unsupported, path: "schema",
          reason: "this version has no analyzer \"\(space.analyzer)\"",
          advice: "use the version that wrote the index, or index the documents again with one of "
            + Analyzer.names.joined(separator: ", "))
      }
      analyzers.append(analyzer)
    }
    return analyzers
  }

  /// What the manifest records about the analyzers, to be compared when an index is opened.
  ///
  /// - Throws: as ``makeAnalyzers()``.
  package func analyzerIdentity() throws(IndexError) -> String {
    var identities: [String] = []
    for analyzer in try makeAnalyzers() where !identities.contains(analyzer.identity) {
      identities.append(analyzer.identity)
    }
    return identities.joined(separator: " ")
  }
}
