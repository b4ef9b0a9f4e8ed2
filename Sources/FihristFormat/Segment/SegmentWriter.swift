package import FihristStorage
package import FihristStoredDocuments

/// Writes one segment in a single pass: the terms of one term space after the other, each in the
/// order of their UTF-8, and documents in the order of their keys. Terms and documents may be
/// interleaved in any way.
///
/// Memory: the columns given at the start, 2 bytes a document and space, about 2 bytes a document
/// for the ends of its fields, 12 bytes for each 32 terms, the longest posting list, and 1 MiB of
/// buffer for each of seven files. A writer that ends without ``finish(synchronize:)`` removes its
/// files.
package struct SegmentWriter: ~Copyable {
  private let number: UInt64
  private let directory: IndexDirectory
  private let schema: Schema
  private let parameters: RankingParameters
  private let isCanonical: Bool
  private let spaces: [DocumentColumns]
  private let documentCount: Int
  /// The ordinal of the current term space; -1 before the first.
  private var space = -1
  private var fieldEnds: FieldEndsWriter
  private var terms: TermDictionaryWriter
  private var lists: PostingListWriter
  private var keys: KeyWriter
  private var documents: StoredDocumentWriter
  private var columns: ColumnsWriter?

  /// Starts a segment.
  ///
  /// - Parameters:
  ///   - number: its number, never used before in this index.
  ///   - spaces: for each term space of the schema, the columns of the documents in it; those of a
  ///     level are those of the words, without positions.
  ///   - isCanonical: whether the bytes will be a function of the documents alone.
  ///   - form: the form of the stored documents, as a ``TextSurvey`` or ``CompressedDocuments``
  ///     gives it; without it, records are compressed as they are.
  /// - Throws: ``IndexError``: `invalid` for too many documents or columns that do not fit the
  ///   schema; `storage`.
  package init(
    directory: IndexDirectory, number: UInt64, schema: Schema, parameters: RankingParameters,
    spaces: [SpaceColumns], isCanonical: Bool, form: consuming StoredForm = .records
  ) throws(IndexError) {
    let count = spaces.first?.lengths.count ?? 0
    guard count <= FormatLimits.documentCount, Self.fit(spaces, schema) else {
      throw IndexError.invalid(
        directory.path, "\(count) documents do not make a segment of this schema",
        advice: "keep segments to \(FormatLimits.documentCount) documents")
    }
    // All files are started before any part of the writer is set, because an error may not find it
    // half-initialized.
    let terms = try TermDictionaryWriter(directory, segment: number)
    let lists = try PostingListWriter(
      directory, segment: number, hasPositions: schema.hasPositions, parameters: parameters)
    let keys = try KeyWriter(directory, segment: number)
    let documents = try StoredDocumentWriter(
      directory, name: IndexFileName.segment(number, .documents), form: form)
    let columns =
      schema.hasColumnsFile
      ? try ColumnsWriter(directory, segment: number, schema: schema) : nil
    self.spaces = zip(spaces, schema.termSpaces).map { DocumentColumns($0, scale: $1.scale) }
    documentCount = count
    fieldEnds = FieldEndsWriter(fieldCount: schema.indexedFields.count)
    self.documents = documents
    self.columns = columns
    self.terms = terms
    self.lists = lists
    self.keys = keys
    self.directory = directory
    self.number = number
    self.schema = schema
    self.parameters = parameters
    self.isCanonical = isCanonical
  }

  /// Whether there are columns for each space, of as many documents, with positions where it has
  /// them.
  private static func fit(_ columns: [SpaceColumns], _ schema: Schema) -> Bool {
    columns.count == schema.termSpaces.count
      && zip(columns, schema.termSpaces).allSatisfy { columns, space in
        (columns.lastPositions != nil) == space.hasPositions
      }
      && columns.allSatisfy {
        $0.lengths.count == columns[0].lengths.count
          && ($0.lastPositions ?? $0.lengths).count == $0.lengths.count
      }
  }

  /// Appends the term `term`, UTF-8 of 1 to 1,024 bytes, with its postings.
  ///
  /// - Parameter ordinal: the ordinal of its term space, not below that of the term before.
  /// - Throws: ``IndexError``: `invalid` if it is not above the last term of its space in byte
  ///   order, is not UTF-8, or has no postings or more than there are documents, or if spaces do
  ///   not ascend; `storage`.
  package mutating func appendTerm(
    _ term: UnsafeBufferPointer<UInt8>, inSpace ordinal: Int, _ postings: PostingColumns
  ) throws(IndexError) {
    guard ordinal >= space, ordinal < spaces.count else {
      throw IndexError.invalid(
        directory.path, "the terms of space \(ordinal) come after those of space \(space)",
        advice: "report this as a fault of the software")
    }
    try start(space: ordinal)
    let entry = try lists.append(postings)
    unsafe try terms.append(term, entry)
  }

  /// Starts the space of that ordinal, and those before it that had no terms.
  private mutating func start(space ordinal: Int) throws(IndexError) {
    while space < ordinal {
      if space >= 0 { try terms.finishSpace() }
      space += 1
      terms.startSpace(hasPositions: schema.termSpaces[space].hasPositions)
      lists.startSpace(schema.termSpaces[space], columns: spaces[space])
    }
  }

  /// Appends the next document with its record (see ``StoredDocument/append(field:_:to:)``).
  ///
  /// - Parameter fieldEnds: for each indexed field of the schema one more than its last position;
  ///   ignored if the schema keeps no positions.
  /// - Throws: ``IndexError``: `invalid` if the key is empty, longer than 1,024 bytes or not above
  ///   the last, or if the segment takes frames; `storage`.
  package mutating func appendDocument(
    key: UnsafeBufferPointer<UInt8>, fieldEnds: UnsafeBufferPointer<UInt32>,
    record: UnsafeBufferPointer<UInt8>
  ) throws(IndexError) {
    unsafe try append(key, fieldEnds)
    unsafe try documents.append(record: record)
  }

  /// Appends the next document with the stored fields of `document` of another segment.
  ///
  /// - Parameter source: the index of the segment, as it was given to the ``TextSurvey``.
  /// - Throws: as ``appendDocument(key:fieldEnds:record:)``; `damaged`.
  package mutating func appendDocument(
    key: UnsafeBufferPointer<UInt8>, fieldEnds: UnsafeBufferPointer<UInt32>, _ document: UInt32,
    of segment: SegmentReader, source: Int
  ) throws(IndexError) {
    unsafe try append(key, fieldEnds)
    try documents.append(document, of: segment.documents, source: source)
  }

  /// Appends the next document with the texts of document `index`, in the order of arrival, of
  /// `texts`.
  ///
  /// - Throws: as ``appendDocument(key:fieldEnds:record:)``; `invalid` if the segment was not made
  ///   for `texts`.
  package mutating func appendDocument(
    key: UnsafeBufferPointer<UInt8>, fieldEnds: UnsafeBufferPointer<UInt32>, _ index: Int,
    of texts: inout CompressedDocuments
  ) throws(IndexError) {
    unsafe try append(key, fieldEnds)
    try texts.append(index, to: &documents)
  }

  private mutating func append(
    _ key: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<UInt32>
  ) throws(IndexError) {
    unsafe try keys.append(key)
    if schema.hasPositions { unsafe fieldEnds.append(ends) }
  }

  /// Writes the next column of the schema, of a keyword field.
  ///
  /// - Throws: ``IndexError``: `invalid` if the schema has no such column there; `storage`; what
  ///   the source throws.
  package mutating func appendColumn(_ source: some KeywordSource) throws(IndexError) {
    try columns?.append(source, documentCount: documentCount)
  }

  /// Writes the next column of the schema, of a field of numbers.
  ///
  /// - Throws: as ``appendColumn(_:)-(KeywordSource)``.
  package mutating func appendColumn(_ source: some NumberSource) throws(IndexError) {
    try columns?.append(source, documentCount: documentCount)
  }

  /// Writes the signatures of the documents, after all columns.
  ///
  /// - Throws: as ``appendColumn(_:)-(KeywordSource)``.
  package mutating func appendSignatures(_ source: some SignatureSource) throws(IndexError) {
    try columns?.append(source, documentCount: documentCount)
  }

  /// Completes the files.
  ///
  /// - Parameter synchronize: whether to make the files durable, as they must be before a commit.
  /// - Returns: the entry for the manifest.
  /// - Throws: ``IndexError``: `invalid` if documents are missing; `storage`.
  package consuming func finish(synchronize: Bool = true) throws(IndexError) -> SegmentInfo {
    guard keys.count == documentCount else {
      throw IndexError.invalid(
        directory.path,
        "\(keys.count) of \(documentCount) documents of a segment were written",
        advice: "report this as a fault of the software")
    }
    try start(space: spaces.count - 1)
    try terms.finishSpace()
    var files = FilesByKind<FileSummary>()
    files[.terms] = try terms.finish(synchronize: synchronize)
    let lists = try lists.finish(synchronize: synchronize)
    files[.postings] = lists.postings
    files[.positions] = lists.positions
    let own = zip(spaces, schema.termSpaces).filter { !$1.isLevel }.map(\.0)
    files[.norms] = try NormsWriter.write(
      own, fieldEnds: schema.hasPositions ? fieldEnds.finish() : nil, segment: number,
      to: directory, synchronize: synchronize)
    files[.documents] = try documents.finish(synchronize: synchronize)
    files[.keys] = try keys.finish(synchronize: synchronize)
    files[.columns] = try columns.take()?.finish(synchronize: synchronize)
    let count = UInt32(documentCount)
    let infos = spaces.map {
      SpaceInfo(
        totalLength: $0.totalLength, liveTotalLength: $0.totalLength,
        averageLength: $0.averageLength)
    }
    return SegmentInfo(
      number: number, documentCount: count, liveCount: count, spaces: infos,
      parameters: parameters, isCanonical: isCanonical, files: files)
  }
}
