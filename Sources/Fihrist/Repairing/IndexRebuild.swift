/// Rebuilds an index from its stored texts: for a new version of an analyzer, or to repair its
/// postings.
///
///     try IndexRebuild(path: "articles.index").run()
///
/// The old commit stays until the new one is published, in one step. Keys, stored fields, schema
/// and ranking parameters stay as they are; deleted documents are gone.
public struct IndexRebuild: Sendable, Hashable {
  /// The result of a rebuild.
  public struct Summary: Sendable, Hashable {
    /// The number of the new commit.
    public var generation: UInt64
    /// Documents that are found.
    public var documents: Int
    /// Segments.
    public var segments: Int
    /// Bytes of all files of the segments.
    public var byteCount: UInt64
  }

  /// The directory of the index.
  public var path: String

  /// Another directory, new or empty, for the new index; `nil` replaces the old one. With a target,
  /// the old index needs no lock and stays unchanged.
  public var target: String?

  /// Bytes that segments under construction may take.
  public var memory = IndexingOptions().memory

  /// Makes a rebuild of an index; nothing is done before ``run(progress:isCancelled:)``.
  public init(path: String, target: String? = nil) {
    self.path = path
    self.target = target
  }

  /// Indexes all live documents again from their stored texts.
  ///
  /// - Parameters:
  ///   - progress: Called with the documents that are done and all documents.
  ///   - isCancelled: Called before each document.
  /// - Throws: ``/FihristStorage/IndexError``: `.invalid` if a field is indexed and not stored, or
  ///   the target is not empty; `.unsupported` if the analyzer is unknown; `.damaged` (repair it
  ///   first); `.notFound`, `.locked`, `.storage`; or `CancellationError`. Nothing is then changed,
  ///   except that an empty target exists.
  @discardableResult
  public func run(
    progress: (UInt64, UInt64) -> Void = { _, _ in }, isCancelled: () -> Bool = { false }
  ) throws -> Summary {
    try run(
      in: IndexDirectory(path: path), target.map { IndexDirectory(path: $0) }, progress,
      isCancelled)
  }

  /// Rebuilds the index in `source`, in `target` if there is one.
  func run(
    in source: IndexDirectory, _ target: IndexDirectory? = nil,
    _ progress: (UInt64, UInt64) -> Void = { _, _ in }, _ isCancelled: () -> Bool = { false }
  ) throws -> Summary {
    // Checked before anything is created, and again under the lock.
    _ = try open(source)
    try target?.requireApart(from: source)
    try target?.requireEmpty()
    try target?.create()
    let directory = target ?? source
    let lock = try directory.lock()
    defer { withExtendedLifetime(lock) {} }
    try target?.requireEmpty()
    // What is visible may not be durable yet, and must be before anything is removed.
    try directory.synchronize()
    let snapshot = try open(source)
    var commit = try CommitReplacement(of: Self.base(snapshot, target), in: directory)
    do {
      try rebuild(snapshot, to: &commit, progress, isCancelled)
    } catch {
      commit.discard()
      throw error
    }
    // The commit is durable; files that remain are removed by the next writer.
    try? commit.manifest.removeUnreferenced(in: directory)
    return Summary(commit.manifest)
  }

  /// Opens the newest commit and makes sure that it can be rebuilt.
  private func open(_ directory: IndexDirectory) throws(IndexError) -> Snapshot {
    try Manifest.withNewest(in: directory) { (manifest) throws(IndexError) in
      let schema = manifest.schema
      if let field = schema.unstoredField {
        throw IndexError.invalid(
          path, "the field \"\(field)\" is searched and its text is not stored",
          advice: "index the documents again from their source into a new directory")
      }
      guard (try? schema.makeAnalyzers()) != nil else {
        throw IndexError(
          .unsupported, path: path,
          reason: "it was written with the analyzer \(manifest.analyzerIdentity)",
          advice: "use the version that wrote it")
      }
      return try Snapshot(directory, manifest)
    }
  }

  /// The commit that the new one follows: the old one, or none in another directory.
  private static func base(_ snapshot: Snapshot, _ target: IndexDirectory?) -> Manifest {
    var manifest = snapshot.manifest
    guard target != nil else { return manifest }
    manifest.generation = 0
    manifest.nextSegment = 1
    manifest.segments = []
    return manifest
  }

  private func rebuild(
    _ snapshot: Snapshot, to commit: inout CommitReplacement, _ progress: (UInt64, UInt64) -> Void,
    _ isCancelled: () -> Bool
  ) throws {
    var indexer = try StoredTextIndexer(schema: commit.manifest.schema, memory: memory)
    var done: UInt64 = 0
    for segment in snapshot.segments {
      let columns = try UnstoredColumns(segment)
      var cursor = segment.makeKeyCursor()
      while try cursor.next() {
        guard segment.live?.isLive(cursor.document) ?? true else { continue }
        if isCancelled() { throw CancellationError() }
        try indexer.add(
          key: cursor.key, try segment.storedDocument(cursor.document), id: cursor.document,
          columns, to: &commit)
        done += 1
        progress(done, snapshot.documentCount)
      }
    }
    try indexer.flush(to: &commit)
    try commit.publish(
      indexer.segments, analyzerIdentity: try commit.manifest.schema.analyzerIdentity())
  }
}

extension IndexRebuild.Summary {
  fileprivate init(_ manifest: Manifest) {
    generation = manifest.generation
    documents = Int(manifest.liveCount)
    segments = manifest.segments.count
    byteCount = manifest.segments.reduce(0) { $0 + $1.byteCount }
  }
}
