package import FihristStorage
package import FihristStoredDocuments

/// One segment, open for reading from any number of threads.
///
/// Opening maps the files and reads their ends, the norms (2 bytes a document) and the prefixes of
/// the dictionary's blocks; everything else is read and checked on demand.
@safe package final class SegmentReader: Sendable {
  /// What the manifest says.
  package let info: SegmentInfo

  /// The schema under which it was written.
  package let schema: Schema

  /// The document count, deleted ones included; IDs are below it.
  package let documentCount: Int

  /// Which documents are live, or nil if all are.
  package let live: LiveDocuments?

  /// Its term spaces, in the order of the schema.
  package let spaces: [SegmentSpace]

  /// The space that queries use: the first.
  package let words: SegmentSpace

  /// The norms of ``words``; see ``SegmentSpace/norms``.
  package nonisolated(unsafe) let norms: UnsafePointer<UInt8>

  /// The position widths of ``words``; see ``SegmentSpace/positionWidths``.
  package nonisolated(unsafe) let positionWidths: UnsafePointer<UInt8>?

  /// The shape of the posting lists of ``words``.
  package let shape: ListShape

  /// Where fields end among the positions of a document; nil if the segment keeps no positions.
  package let fieldEnds: FieldEnds?

  /// Its keys.
  package let keys: KeyReader

  /// Its stored documents.
  package let documents: StoredDocumentReader

  /// Its columns; nil if the schema has none.
  package let columns: SegmentColumns?
  let files: FilesByKind<CheckedFile>

  /// Opens the segment that `info` describes.
  ///
  /// - Throws: ``IndexError``: `damaged` if a file is missing, not the one of the manifest, or its
  ///   parts do not fit; `unsupported`; `storage`.
  package init(
    directory: IndexDirectory, info: SegmentInfo, schema: Schema
  ) throws(IndexError) {
    var files = FilesByKind<CheckedFile>()
    for (kind, summary) in info.files.lazy.map({ ($0.kind, $0.file) }) where kind != .live {
      files[kind] = try directory.open(summary, kind: kind)
    }
    func file(_ kind: FileKind) throws(IndexError) -> CheckedFile {
      guard let file = files[kind] else {
        throw IndexError.damaged(
          directory.path, "segment \(info.number) has no file of its \(kind.name)")
      }
      return file
    }
    self.info = info
    self.schema = schema
    self.files = files
    let count = Int(info.documentCount)
    documentCount = count
    let lists = ListFiles(
      postings: try file(.postings), positions: schema.hasPositions ? try file(.positions) : nil)
    (spaces, fieldEnds) = try Self.open(
      terms: try file(.terms), norms: try file(.norms), lists, documentCount: count,
      schema: schema)
    words = spaces[0]
    unsafe norms = words.norms
    unsafe positionWidths = words.positionWidths
    shape = words.shape
    documents = try StoredDocumentReader(
      try file(.documents), documentCount: count)
    keys = try KeyReader(try file(.keys), documentCount: count)
    columns =
      schema.hasColumnsFile
      ? try SegmentColumns(try file(.columns), schema: schema, documentCount: count) : nil
    live = try Self.readLive(info, from: directory)
  }

  /// Reopens the segment of `other` as a later commit has it: `info` may differ only in the live
  /// documents. Everything else is shared, including which pages were checked.
  ///
  /// - Throws: ``IndexError``: `damaged`, `unsupported` or `storage`.
  private init(
    _ other: SegmentReader, directory: IndexDirectory, info: SegmentInfo
  ) throws(IndexError) {
    self.info = info
    schema = other.schema
    files = other.files
    documentCount = other.documentCount
    spaces = other.spaces
    words = other.words
    fieldEnds = other.fieldEnds
    shape = other.shape
    unsafe norms = other.norms
    unsafe positionWidths = other.positionWidths
    documents = other.documents
    keys = other.keys
    columns = other.columns
    live = try Self.readLive(info, from: directory)
  }

  private static func open(
    terms: CheckedFile, norms: CheckedFile, _ lists: ListFiles, documentCount: Int, schema: Schema
  ) throws(IndexError) -> ([SegmentSpace], FieldEnds?) {
    let termSections = try FileSections.read(terms, count: schema.termSpaces.count)
    let count = schema.termSpaces.count { !$0.isLevel }
    let normSections = try FileSections.read(norms, count: schema.hasPositions ? count + 1 : count)
    var spaces: [SegmentSpace] = []
    var lengths: [NormsReader] = []
    for (ordinal, space) in schema.termSpaces.enumerated() {
      if !space.isLevel {
        lengths.append(
          try NormsReader(
            norms, in: normSections[lengths.count], documentCount: documentCount,
            hasWidths: space.hasPositions, scale: space.scale))
      }
      spaces.append(
        try SegmentSpace(
          space,
          terms: try TermDictionaryReader(
            terms, in: termSections[ordinal], hasPositions: space.hasPositions),
          lengths: space.isLevel ? lengths[0] : lengths[lengths.count - 1], lists))
    }
    guard schema.hasPositions else { return (spaces, nil) }
    let fieldEnds = try FieldEnds(
      norms, in: normSections[count], documentCount: documentCount,
      fieldCount: schema.indexedFields.count)
    return (spaces, fieldEnds)
  }

  /// This segment as `info` of a later commit has it: itself if nothing has changed, its files
  /// without opening them again if documents were deleted, nil if it is another segment.
  ///
  /// - Throws: ``IndexError``: `damaged`, `unsupported` or `storage`.
  package func following(
    _ info: SegmentInfo, in directory: IndexDirectory
  ) throws(IndexError) -> SegmentReader? {
    if info == self.info { return self }
    guard info.isSameSegment(as: self.info) else { return nil }
    return try SegmentReader(self, directory: directory, info: info)
  }

  private static func readLive(
    _ info: SegmentInfo, from directory: IndexDirectory
  ) throws(IndexError) -> LiveDocuments? {
    guard let summary = info.live else { return nil }
    return try LiveDocuments.read(
      summary, from: directory, documentCount: Int(info.documentCount),
      liveCount: Int(info.liveCount))
  }
}

// MARK: Documents

extension SegmentReader {
  /// The key of the document `id`.
  ///
  /// - Throws: ``IndexError``: `invalid` past the last document; `damaged`.
  package func key(of id: UInt32) throws(IndexError) -> [UInt8] { try keys.key(of: id) }

  /// The document with `key`, deleted or not, or nil.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func document(withKey key: [UInt8]) throws(IndexError) -> UInt32? {
    try keys.document(withKey: key)
  }

  /// A cursor before the first key.
  package func makeKeyCursor() -> KeyCursor { keys.makeCursor() }

  /// The stored fields of the document `id`.
  ///
  /// - Throws: ``IndexError``: `invalid` past the last document; `damaged`.
  package func storedDocument(_ id: UInt32) throws(IndexError) -> StoredDocument {
    try documents.document(id)
  }

  /// The first value of the stored `field` of the document `id`, or nil if it has none.
  ///
  /// - Throws: ``IndexError``: `invalid` past the last document; `damaged`.
  package func storedText(ofField field: Int, in id: UInt32) throws(IndexError) -> [UInt8]? {
    try documents.text(ofField: field, in: id)
  }

  /// A bit for each field whose stored values are codes of words.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func wordFields() throws(IndexError) -> UInt64 { try documents.wordFields() }

  /// The most frequent word of stored prose of whose letters each is one of several, and how many
  /// bits its code has; see ``StoredDocumentReader/mostFrequentWord(_:)``.
  package func mostFrequentWord(
    _ letters: [[Unicode.Scalar]]
  ) throws(IndexError) -> (word: String, bits: Int)? {
    try documents.mostFrequentWord(letters)
  }

  /// The words of stored prose whose first letters are each one of several; see
  /// ``StoredDocumentReader/words(startingWith:)``.
  package func words(
    startingWith letters: [[Unicode.Scalar]]
  ) throws(IndexError) -> [String] {
    try documents.words(startingWith: letters)
  }

  /// Calls `body` with the record of the document `id`, for copying it unchanged.
  package func withStoredRecord<Result>(
    _ id: UInt32, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(IndexError) -> Result {
    unsafe try documents.withRecord(of: id, body)
  }

  /// Calls `body` with the values of the document `id`, valid during the call.
  ///
  /// - Throws: ``IndexError``: `invalid` past the last document; `damaged`.
  package func withStoredValues<Result>(
    _ id: UInt32, _ body: ([StoredText]) -> Result
  ) throws(IndexError) -> Result {
    try documents.withValues(of: id, body)
  }

  /// How many different symbols its texts have; see ``StoredText``.
  package func symbolCount() throws(IndexError) -> Int {
    try documents.symbolCount()
  }

  /// The error for lengths that contradict the manifest.
  package func damagedLengths() -> IndexError {
    damage(.norms, "the lengths do not add up to the manifest's sum")
  }

  /// The error for damage to the file of `kind`.
  func damage(_ kind: FileKind, _ reason: String) -> IndexError {
    IndexError.damaged(files[kind]?.path ?? "segment \(info.number)", reason)
  }

  /// The names and bytes of its files, the live documents' included.
  package var componentSizes: [(name: String, byteCount: UInt64)] {
    info.files.map { ($0.kind.name, $0.file.byteCount) }
  }
}
