/// The removal of documents from every file of an index, with a proof.
///
///     let report = try IndexPurge(path: "articles.index", keys: ["2024-118"]).run()
///
/// A deletion leaves a document in its segment until that is merged. A purge deletes, writes the
/// segments that hold the document again without it, in one commit, removes all files of earlier
/// commits, and then reads the whole index to prove that nothing of it is left. The new files are
/// made only from the documents that stay: the dictionary that texts are packed with is trained on
/// those, and a term that only the purged documents had is gone. What imports remember of the files
/// that the index was fed with loses the keys.
///
/// It does not reach data outside the index: folders and foreign files in its directory, which the
/// report names (``Report/foreignEntries``); backups, also those that share files with the index;
/// and blocks of removed files that a file system keeps. Programs that have the index open see the
/// old commit until they refresh.
public struct IndexPurge: Sendable, Hashable {
  /// What was done and what was proved.
  public struct Report: Sendable, Hashable {
    /// The keys that were in a segment, deleted or not, and are not in any now.
    public var purged: [String] = []
    /// The keys that were not found.
    public var absent: [String] = []
    /// Segments that were written again.
    public var rewrittenSegments = 0
    /// The number of the commit; that of the last one if none of the keys was there.
    public var generation: UInt64 = 0
    /// Documents that are found.
    public var documents = 0
    /// Files that were read in the proof: all of the index.
    public var provenFiles = 0
    /// Keys and stored documents that were read in the proof: all of the index, deleted ones
    /// included.
    public var provenDocuments = 0
    /// Keys of other documents that store exactly the same fields as one that was purged; they
    /// stay.
    public var copies: [String] = []
    /// Paths, as bytes, of the files from which an import read such a document last, if they are
    /// still there: they bring it back when they are read again.
    public var inputPaths: [[UInt8]] = []
    /// Whether what imports remember of the files is missing or damaged, so that ``inputPaths``
    /// cannot name those with such a document. The next import reads all files, and brings it back.
    public var hasLostNotes = false
    /// Folders (with a "/" at the end) and files below the directory that do not belong to the
    /// index, as paths relative to it. They were not read, so the proof says nothing about them.
    public var foreignEntries: [String] = []
  }

  /// The directory of the index.
  public var path: String

  /// The keys of the documents.
  public var keys: [String]

  /// Makes a purge of documents; nothing is done before ``run(progress:isCancelled:)``.
  public init(path: String, keys: [String]) {
    self.path = path
    self.keys = keys
  }

  /// Purges the documents and proves it.
  ///
  /// - Parameters:
  ///   - progress: Called with the documents that were read in the proof and all of them.
  ///   - isCancelled: Called from time to time before the commit.
  /// - Throws: ``/FihristStorage/IndexError``: `.notFound`, `.unsupported`, `.locked`; `.damaged`
  ///   or `.storage`; or `CancellationError`. If it is thrown before the commit, nothing has
  ///   changed; if a file of an earlier commit cannot be removed, the documents are deleted and the
  ///   error names the file.
  @discardableResult
  public func run(
    progress: (UInt64, UInt64) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> Report {
    try run(in: IndexDirectory(path: path), progress, isCancelled)
  }

  /// Purges the index in `directory`.
  func run(
    in directory: IndexDirectory, _ progress: (UInt64, UInt64) -> Void = { _, _ in },
    _ isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> Report {
    // Checked first, because the lock would create a file even without an index.
    _ = try Manifest.newest(in: directory)
    let lock = try directory.lock()
    defer { withExtendedLifetime(lock) {} }
    // What is visible may not be durable yet, and must be before anything is removed.
    try directory.synchronize()
    var commit = try CommitReplacement(of: try Manifest.newest(in: directory), in: directory)
    var search = PurgeSearch(keys)
    let inputs: InputsPurge
    do {
      inputs = try rewrite(&search, in: &commit, isCancelled)
    } catch {
      commit.discard()
      throw error
    }
    try commit.manifest.removeUnreferenced(in: directory)
    let notes = ImportNotes(directory, namedBy: commit.manifest.userData)
    // Notes that cannot be read may tell of the documents.
    let kept = inputs.isUnreadable ? [] : notes?.fileNames ?? []
    try ImportNotes.removeAll(but: kept, in: directory)
    try directory.synchronize()
    var report = search.report
    report.inputPaths = inputs.holders
    report.hasLostNotes = inputs.isUnreadable
    try PurgeProof(directory, manifest: commit.manifest, search: search).run(&report, progress)
    return report
  }

  /// Commits the index without the documents, and returns what is known of the files that an import
  /// read them from.
  private func rewrite(
    _ search: inout PurgeSearch, in commit: inout CommitReplacement,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws -> InputsPurge {
    var segments: [SegmentInfo] = []
    for info in commit.manifest.segments {
      let reader = try SegmentReader(
        directory: commit.directory, info: info, schema: commit.manifest.schema)
      guard let kept = try search.documents(toKeepOf: reader) else {
        segments.append(info)
        continue
      }
      let rewrite = SegmentRewrite(reader, keeping: kept, for: .purge)
      if let new = try rewrite.run(to: &commit, isCancelled: isCancelled) { segments.append(new) }
    }
    if isCancelled() { throw CancellationError() }
    let inputs = try InputsPurge(
      of: commit.manifest.userData, in: commit.directory, keys: search.keys)
    let change = try inputs.change
    if search.report.rewrittenSegments > 0 || change != .none {
      try commit.publish(segments, inputs: change)
    }
    return inputs
  }
}
