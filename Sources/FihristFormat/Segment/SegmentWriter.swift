package import FihristStorage
package import FihristStoredDocuments

/// Writes one segment in a single pass: terms in the order of their UTF-8, documents in the order of
/// their keys. The two may alternate in any way.
///
/// Memory: what is given at the beginning, 2 bytes a document, 12 bytes for each 32 terms, the
/// longest posting list, and 1 MiB of buffer for each of six files. A writer that ends without
/// ``finish(synchronize:)`` removes its files.
package struct SegmentWriter: ~Copyable {
  /// The most documents of a segment.
  package static let maximumDocumentCount = ListShape.mostDocuments

  private let number: UInt64
  private let directory: IndexDirectory
  private let schema: Schema
  private let parameters: RankingParameters
  private let isCanonical: Bool
  private let columns: DocumentColumns
  private var terms: TermDictionaryWriter
  private var lists: PostingListWriter
  private var keys: KeyWriter
  private var documents: StoredDocumentWriter

  /// Begins a segment.
  ///
  /// - Parameters:
  ///   - number: its number, never used before in this index.
  ///   - lengths: for each document, in ID order, Σ units · tokens over its indexed fields; more than
  ///     2^31 − 1 count as that.
  ///   - lastPositions: for each document its last position (0 without tokens); nil if and only if the
  ///     schema keeps no positions.
  ///   - isCanonical: whether the bytes will be a function of the documents alone.
  ///   - form: how documents come: what a ``TextSurvey`` of them found, or ``CompressedDocuments``
  ///     tell; without, as records that are compressed as they are.
  /// - Throws: ``IndexError``: `invalid` for too many documents or columns that do not fit the schema;
  ///   `storage`.
  package init(
    directory: IndexDirectory, number: UInt64, schema: Schema, parameters: RankingParameters,
    lengths: [UInt32], lastPositions: [UInt32]?, isCanonical: Bool,
    form: consuming StoredForm = .records
  ) throws(IndexError) {
    guard lengths.count <= Self.maximumDocumentCount,
      (lastPositions != nil) == schema.hasPositions,
      (lastPositions?.count ?? lengths.count) == lengths.count
    else {
      throw IndexError.invalid(
        directory.path, "\(lengths.count) documents do not make a segment of this schema",
        advice: "keep segments to \(Self.maximumDocumentCount) documents")
    }
    let columns = DocumentColumns(
      lengths: lengths, lastPositions: lastPositions, scale: schema.scale)
    // All files are begun before any part of the writer is set: an error must find it whole.
    let terms = try TermDictionaryWriter(
      directory, segment: number, hasPositions: schema.hasPositions)
    let lists = try PostingListWriter(
      directory, segment: number, schema: schema, parameters: parameters, columns: columns)
    let keys = try KeyWriter(directory, segment: number)
    let documents = try StoredDocumentWriter(
      directory, name: IndexFileName.segment(number, .documents), form: form)
    self.columns = columns
    self.documents = documents
    self.terms = terms
    self.lists = lists
    self.keys = keys
    self.directory = directory
    self.number = number
    self.schema = schema
    self.parameters = parameters
    self.isCanonical = isCanonical
  }

  /// Appends the term `term`, UTF-8 of 1 to 1,024 bytes, with its postings.
  ///
  /// - Throws: ``IndexError``: `invalid` if it is not above the last term in byte order, is no UTF-8,
  ///   or has no postings or more than there are documents; `storage`.
  package mutating func appendTerm(
    _ term: UnsafeBufferPointer<UInt8>, _ postings: PostingColumns
  ) throws(IndexError) {
    let entry = try lists.append(postings)
    unsafe try terms.append(term, entry)
  }

  /// Appends the next document with its record (see ``StoredDocument/append(field:_:to:)``).
  ///
  /// - Throws: ``IndexError``: `invalid` if the key is empty, longer than 1,024 bytes or not above the
  ///   last, or if the segment takes frames; `storage`.
  package mutating func appendDocument(
    key: UnsafeBufferPointer<UInt8>, record: UnsafeBufferPointer<UInt8>
  ) throws(IndexError) {
    unsafe try keys.append(key)
    unsafe try documents.append(record: record)
  }

  /// Appends the next document with what is stored of `document` of another segment.
  ///
  /// - Parameter source: which of the segments this is, as told to the ``TextSurvey``.
  /// - Throws: as ``appendDocument(key:record:)``; `damaged`.
  package mutating func appendDocument(
    key: UnsafeBufferPointer<UInt8>, _ document: UInt32, of segment: SegmentReader, source: Int
  ) throws(IndexError) {
    unsafe try keys.append(key)
    try documents.append(document, of: segment.documents, source: source)
  }

  /// Appends the next document with what `texts` has of the one that came as number `index`.
  ///
  /// - Throws: as ``appendDocument(key:record:)``; `invalid` if the segment was not made for `texts`.
  package mutating func appendDocument(
    key: UnsafeBufferPointer<UInt8>, _ index: Int, of texts: inout CompressedDocuments
  ) throws(IndexError) {
    unsafe try keys.append(key)
    try texts.append(index, to: &documents)
  }

  /// Completes the files.
  ///
  /// - Parameter synchronize: whether the files are made durable, as they must be before a commit.
  /// - Returns: what the manifest has to know.
  /// - Throws: ``IndexError``: `invalid` if documents are missing; `storage`.
  package consuming func finish(synchronize: Bool = true) throws(IndexError) -> SegmentInfo {
    guard keys.count == columns.documentCount else {
      throw IndexError.invalid(
        directory.path,
        "\(keys.count) of \(columns.documentCount) documents of a segment were written",
        advice: "report this as a fault of the software")
    }
    var files = FilesByKind<FileSummary>()
    files[.terms] = try terms.finish(synchronize: synchronize)
    let lists = try lists.finish(synchronize: synchronize)
    files[.postings] = lists.postings
    files[.positions] = lists.positions
    files[.norms] = try columns.writeNorms(
      scale: schema.scale, segment: number, to: directory, synchronize: synchronize)
    files[.documents] = try documents.finish(synchronize: synchronize)
    files[.keys] = try keys.finish(synchronize: synchronize)
    let count = UInt32(columns.documentCount)
    return SegmentInfo(
      number: number, documentCount: count, liveCount: count, totalLength: columns.totalLength,
      liveTotalLength: columns.totalLength, parameters: parameters,
      averageLength: columns.averageLength(scale: schema.scale), isCanonical: isCanonical,
      files: files)
  }
}
