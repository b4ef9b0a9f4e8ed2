package import FihristStorage
package import FihristStoredDocuments

/// One segment, open for reading from any number of threads.
///
/// Opening maps the files and reads their ends, the norms (2 bytes a document) and the prefixes of
/// the dictionary's blocks; everything else is read, and checked, when it is asked for.
@safe package final class SegmentReader: Sendable {
  /// What the manifest says.
  package let info: SegmentInfo

  /// The schema under which it was written.
  package let schema: Schema

  /// Its documents, deleted ones included; IDs are below.
  package let documentCount: Int

  /// Which documents live, or nil if all do.
  package let live: LiveDocuments?

  /// The norm of each document; 64 bytes more may be read. Valid while this object lives.
  package nonisolated(unsafe) let norms: UnsafePointer<UInt8>

  /// The bits of a position in each document, or nil without positions; as ``norms``.
  package nonisolated(unsafe) let positionWidths: UnsafePointer<UInt8>?

  /// The shape of its posting lists.
  package let shape: ListShape

  /// Its keys.
  package let keys: KeyReader

  let terms: TermDictionaryReader
  let postingsFile: CheckedFile
  let positionsFile: CheckedFile?
  let lengthColumn: NormsReader
  /// Its stored documents.
  package let documents: StoredDocumentReader
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
    shape = ListShape(
      documentCount: count, hasPositions: schema.hasPositions, hasExcess: schema.hasExcess)
    terms = try TermDictionaryReader(
      try file(.terms), hasPositions: schema.hasPositions)
    postingsFile = try file(.postings)
    positionsFile = schema.hasPositions ? try file(.positions) : nil
    lengthColumn = try NormsReader(
      try file(.norms), documentCount: count, hasWidths: schema.hasPositions,
      scale: schema.scale)
    unsafe norms = lengthColumn.norms
    unsafe positionWidths = lengthColumn.widths
    documents = try StoredDocumentReader(
      try file(.documents), documentCount: count)
    keys = try KeyReader(try file(.keys), documentCount: count)
    live = try Self.readLive(info, from: directory)
  }

  /// Opens the segment of `other` again as a later commit has it: `info` may differ in the live documents
  /// alone. Everything else is shared, with what was checked of it.
  ///
  /// - Throws: ``IndexError``: `damaged`, `unsupported` or `storage`.
  private init(
    _ other: SegmentReader, directory: IndexDirectory, info: SegmentInfo
  ) throws(IndexError) {
    self.info = info
    schema = other.schema
    files = other.files
    documentCount = other.documentCount
    shape = other.shape
    terms = other.terms
    postingsFile = other.postingsFile
    positionsFile = other.positionsFile
    lengthColumn = other.lengthColumn
    unsafe norms = other.norms
    unsafe positionWidths = other.positionWidths
    documents = other.documents
    keys = other.keys
    live = try Self.readLive(info, from: directory)
  }

  /// This segment as `info` of a later commit has it: itself if nothing has changed, its files without
  /// opening them again if documents were deleted, nil if it is another segment.
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

// MARK: Terms and postings

extension SegmentReader {
  /// How many terms the segment has.
  package var termCount: Int { terms.termCount }

  /// What is known about the term `bytes` (UTF-8), or nil if it is not there.
  ///
  /// Allocates nothing; well under a microsecond where the pages are warm.
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func term(_ bytes: UnsafeBufferPointer<UInt8>) throws(IndexError) -> TermEntry? {
    unsafe try terms.find(bytes)
  }

  /// What is known about the term `bytes` (UTF-8), or nil if it is not there.
  package func term(_ bytes: [UInt8]) throws(IndexError) -> TermEntry? {
    unsafe try bytes.withUnsafeBufferPointer { (buffer) throws(IndexError) in
      unsafe try terms.find(buffer)
    }
  }

  /// Has the processor fetch the begin of a posting list that is opened soon.
  package func prefetchPostings(of term: TermEntry) {
    postingsFile.prefetch(term.postings.lowerBound)
  }

  /// The posting list of a term, valid while this object lives.
  ///
  /// Its pages are checked here, the first time that they are read.
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func postings(of term: TermEntry) throws(IndexError) -> PostingList {
    let bytes = unsafe try postingsFile.bytes(term.postings)
    do {
      return unsafe try PostingList(bytes: bytes, count: term.documentFrequency, shape: shape)
    } catch {
      throw IndexError.damaged(postingsFile.path, error.reason)
    }
  }

  /// The positions of a term whose posting list is `list`, valid while this object lives.
  ///
  /// - Throws: ``IndexError``: `invalid` if the segment keeps no positions; `damaged`.
  package func positions(
    of term: TermEntry, _ list: PostingList
  ) throws(IndexError) -> PositionList {
    guard let file = positionsFile, let widths = unsafe positionWidths else {
      throw IndexError.invalid(
        postingsFile.path, "this index keeps no positions",
        advice: "index the documents again with positions")
    }
    let bytes = unsafe try file.bytes(term.positions)
    do {
      return unsafe try PositionList(bytes: bytes, of: list, widths: widths)
    } catch {
      throw IndexError.damaged(file.path, error.reason)
    }
  }

  /// A cursor before the first term; terms come in the byte order of their UTF-8.
  package func makeTermCursor() -> TermCursor { TermCursor(terms) }
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

  /// Calls `body` with the record of the document `id`, for copying it as it is.
  package func withStoredRecord<Result>(
    _ id: UInt32, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(IndexError) -> Result {
    unsafe try documents.withRecord(of: id, body)
  }

  /// The exact length of the document `id`, in units.
  package func length(of id: UInt32) throws(IndexError) -> UInt32 {
    try lengthColumn.length(of: id)
  }

  /// The exact lengths of all documents, in units.
  package func lengths() throws(IndexError) -> [UInt32] { try lengthColumn.lengths() }

  /// The error for lengths that contradict the manifest.
  package func damagedLengths() -> IndexError {
    damage(.norms, "the lengths do not add up to the manifest's sum")
  }

  /// The error for damage to the file of `kind`.
  func damage(_ kind: FileKind, _ reason: String) -> IndexError {
    IndexError.damaged(files[kind]?.path ?? "segment \(info.number)", reason)
  }

  /// For each document the largest position that its width has room for: what a merge passes on
  /// as last positions, since only their widths matter. Nil without positions.
  package var lastPositionBounds: [UInt32]? {
    guard let widths = unsafe positionWidths else { return nil }
    return (0..<documentCount).map {
      UInt32(truncatingIfNeeded: unsafe UInt64(1) << UInt64(widths[$0]) - 1)
    }
  }

  /// The names and bytes of its files, the live documents' included.
  package var componentSizes: [(name: String, byteCount: UInt64)] {
    info.files.map { ($0.kind.name, $0.file.byteCount) }
  }
}
