internal import FihristIndexing

/// Adds, replaces and deletes documents of an index, for threads outside of any task: every call
/// does its work in the caller's thread, merges included, and returns when it is done.
///
///     let writer = try BlockingIndexWriter(path: "archive.index")
///     try writer.add(SourceDocument(key: "1", values: ["title": "…", "body": "…"]))
///     try writer.commit()
///     try writer.close()
///
/// It promises what ``/FihristIndexing/IndexWriter`` does, and several threads may call it at once.
/// Use it where tasks cannot run, such as behind an interface for other languages: in a process
/// that was created by `fork`, tasks never start. Such a process must open a writer of its own.
///
/// A writer that is dropped frees the lock at once and loses what was not committed.
public final class BlockingIndexWriter: Sendable {
  private let core: WriterCore
  private let mergesAfterCommits: Bool

  /// Opens the index at `path`, or makes one.
  ///
  /// - Parameters:
  ///   - path: The directory of the index; created if it is not there.
  ///   - schema: The fields; `nil` takes those of the index that is there, or an article's.
  ///   - options: Memory and other settings. Merges never run in the background: if
  ///     ``/FihristIndexing/IndexingOptions/mergesInBackground`` is set, a commit runs them.
  /// - Throws: ``/FihristStorage/IndexError`` as
  ///   ``/FihristIndexing/IndexWriter/init(path:schema:options:)`` does.
  public init(
    path: String, schema: Schema? = nil, options: IndexingOptions = IndexingOptions()
  ) throws {
    core = try WriterCore(IndexDirectory(path: path), schema: schema, options: options)
    mergesAfterCommits = options.mergesInBackground
  }
}

// MARK: Changes

extension BlockingIndexWriter {
  /// Adds a document, or replaces the one with the same key.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` as ``/FihristIndexing/IndexWriter/add(_:)`` does.
  public func add(_ document: SourceDocument) throws { try core.add(document) }

  /// Adds the documents of `batch` in order. All or none of them are taken, unless the disk fails.
  ///
  /// - Throws: ``/FihristStorage/IndexError``: `.invalid` names the first document that cannot be
  ///   indexed; `.storage`.
  public func add(_ batch: DocumentBatch) throws { try core.add(batch) }

  /// Deletes the document of `key`, if there is one, as of the next commit.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` if the writer is closed or has failed.
  public func delete(key: String) throws { try core.delete(key: key) }

  /// Deletes the documents of the last commit that match `text` in the query language, as of the
  /// next commit.
  ///
  /// - Returns: How many documents match.
  /// - Throws: ``/FihristSearch/QueryError`` if `text` is not a query;
  ///   ``/FihristStorage/IndexError`` as ``delete(key:)`` does, or if the index is damaged.
  @discardableResult
  public func delete(matching text: String) throws -> Int {
    try core.deleteCommitted {
      try OpenCommit(core.directory).keys(toDelete: text)
    }
  }

  /// Makes all changes so far durable and visible, and then merges what is worth it.
  ///
  /// - Parameter userData: Names and values that the commit carries; `nil` keeps the last ones.
  /// - Returns: The number of the commit; that of the last one if nothing has changed. Merges may
  ///   have made later ones.
  /// - Throws: ``/FihristStorage/IndexError`` as
  ///   ``/FihristIndexing/IndexWriter/commit(replacingUserData:)`` does. An error of a merge is not
  ///   thrown: the commit stands, and the next one tries again.
  @discardableResult
  public func commit(replacingUserData userData: [String: String]? = nil) throws -> UInt64 {
    let generation = try core.commit(replacingUserData: userData)
    while mergesAfterCommits, (try? core.mergeStep()) == true {}
    return generation
  }

  /// Discards all changes since the last commit.
  public func rollback() { core.rollback() }

  /// Commits, and merges until at most `count` segments are left.
  ///
  /// - Throws: ``/FihristStorage/IndexError``.
  public func merge(toSegments count: Int = 1) throws {
    try core.commit()
    while try core.mergeStep(toSegments: count) {}
  }
}

// MARK: The end and the last commit

extension BlockingIndexWriter {
  /// Commits and frees the lock. The writer can then no longer be used.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` as ``commit(replacingUserData:)``; the writer stays
  ///   open then.
  public func close() throws { try core.close() }

  /// Drops what was not committed and frees the lock. The writer can then no longer be used.
  public func closeWithoutCommit() { core.release() }

  /// The fields of the documents.
  public var schema: Schema { core.schema }

  /// Live documents of the last commit.
  public var documentCount: Int { core.documentCount }

  /// Segments of the last commit.
  public var segmentCount: Int { core.segmentCount }

  /// The number of the last commit.
  public var generation: UInt64 { core.generation }

  /// The user data of the last commit.
  public var userData: [String: String] { core.userData }
}
