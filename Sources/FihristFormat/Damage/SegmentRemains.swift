package import FihristStorage
package import FihristStoredDocuments

/// What can still be read of a damaged segment. Each file is opened separately.
///
/// ``SegmentReader`` requires that all parts fit together. This type is for finding out what damage
/// affects, and for saving the rest.
package struct SegmentRemains: Sendable {
  /// What the manifest says.
  package let info: SegmentInfo

  /// The schema under which it was written.
  package let schema: Schema

  /// Its files, that of the live documents included, or why they cannot be opened.
  package let files: FilesByKind<Part>

  /// Which documents are live (nil means all), or why that cannot be read.
  package let live: Result<LiveDocuments?, IndexError>

  let documents: StoredDocumentReader?

  /// A file of the segment.
  package struct Part: Sendable {
    /// What the manifest says of it.
    package let summary: FileSummary
    /// The file, or why it cannot be opened.
    package let file: Result<CheckedFile, IndexError>
    /// The file, or the rest of one that cannot be opened; its pages are still compared with their
    /// checksums.
    let readable: CheckedFile?
  }

  /// Opens what can be opened of the segment that `info` describes.
  ///
  /// - Throws: ``IndexError``: `unsupported` or `storage`; damage is not an error here.
  package init(
    directory: IndexDirectory, info: SegmentInfo, schema: Schema
  ) throws(IndexError) {
    var files = FilesByKind<Part>()
    for element in info.files {
      files[element.kind] = try Part(element.kind, element.file, in: directory)
    }
    let count = Int(info.documentCount)
    if let summary = info.live {
      live = try Self.readLive(summary, info, from: directory)
    } else {
      live = .success(nil)
    }
    self.info = info
    self.schema = schema
    self.files = files
    documents = files[.documents]?.readable.flatMap {
      try? StoredDocumentReader($0, documentCount: count)
    }
  }

  private static func readLive(
    _ summary: FileSummary, _ info: SegmentInfo, from directory: IndexDirectory
  ) throws(IndexError) -> Result<LiveDocuments?, IndexError> {
    do {
      return .success(
        try LiveDocuments.read(
          summary, from: directory, documentCount: Int(info.documentCount),
          liveCount: Int(info.liveCount)))
    } catch {
      guard error.kind == .damaged else { throw error }
      return .failure(error)
    }
  }

  /// The file of `kind`, or the readable rest of it.
  func file(_ kind: FileKind) -> CheckedFile? { files[kind]?.readable }

  /// The key of each document, nil where it cannot be read.
  ///
  /// - Complexity: O(documents) in time and memory.
  package func readKeys() -> [[UInt8]?] {
    let count = Int(info.documentCount)
    let reader = file(.keys).flatMap { try? KeyReader($0, documentCount: count) }
    return reader?.readableKeys() ?? [[UInt8]?](repeating: nil, count: count)
  }

  /// The columns, nil if their file cannot be opened or the schema has none. A column may still be
  /// damaged.
  package func readColumns() -> SegmentColumns? {
    file(.columns).flatMap {
      try? SegmentColumns($0, schema: schema, documentCount: Int(info.documentCount))
    }
  }

  /// Whether a document is live; true for all if that cannot be read.
  package func mayLive(_ document: UInt32) -> Bool {
    guard case .success(let live?) = live else { return true }
    return live.isLive(document)
  }

  /// The stored fields of a document, nil if they cannot be read.
  ///
  /// - Throws: ``IndexError`` of kind `storage`.
  package func storedDocument(_ document: UInt32) throws(IndexError) -> StoredDocument? {
    do {
      return try documents?.document(document)
    } catch {
      guard error.kind == .damaged else { throw error }
      return nil
    }
  }

  /// The readable keys of a file that perhaps no manifest names any more.
  package static func keys(
    inFile name: String, of directory: IndexDirectory
  ) -> [[UInt8]] {
    guard let file = try? directory.open(name, kind: .keys), let count = KeyReader.count(in: file),
      let reader = try? KeyReader(file, documentCount: count)
    else { return [] }
    return reader.readableKeys().compactMap { $0 }
  }
}

extension SegmentRemains.Part {
  fileprivate init(
    _ kind: FileKind, _ summary: FileSummary, in directory: IndexDirectory
  ) throws(IndexError) {
    self.summary = summary
    do {
      let file = try directory.open(summary, kind: kind)
      self.file = .success(file)
      readable = file
    } catch {
      guard error.kind == .damaged || error.kind == .unsupported else { throw error }
      readable = try directory.openRemains(of: summary, kind: kind)
      // This is the very file that a manifest of our version names, but its header differs from
      // what was written. So it is not a newer version; a bit was flipped.
      let isAltered =
        unsafe readable?.hasOwnPageTable == true && (try? readable?.bytes(0..<1)) == nil
      guard error.kind == .damaged || isAltered else { throw error }
      file = .failure(.damaged(error.path, error.reason))
    }
  }
}
