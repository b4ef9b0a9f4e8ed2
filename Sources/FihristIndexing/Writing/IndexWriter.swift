public import FihristFormat
package import FihristStorage

/// Adds, replaces and deletes documents of an index. There is one writer per index at a time; it
/// holds the index's lock until it is closed or dropped.
///
///     try await IndexWriter.with(path: "archive.index") { writer in
///       try await writer.add(SourceDocument(key: "1", values: ["title": "…", "body": "…"]))
///       try await writer.commit()
///     }
///
/// What was added is on disk and visible to new searches once ``commit(replacingUserData:)``
/// returns, and not before. Segments are built, synced and merged on their own threads, so a call
/// never waits for the work of another. There are two exceptions: commits are made one after the
/// other, and adding waits while memory is used up or merging falls behind
/// (``MergePolicy/segmentLimit``).
///
/// A writer that is not made by ``with(path:schema:options:isolation:_:)`` should be closed with
/// ``close()``. A writer that is dropped instead frees the lock at once and loses what was not
/// committed.
///
/// If an operation throws because of the disk, what was not committed is lost:
/// ``commit(replacingUserData:)`` throws the same error until ``rollback()`` acknowledges the loss.
///
/// Errors are `IndexError`, and `CancellationError` where a task was cancelled.
public actor IndexWriter {
  nonisolated let core: WriterCore
  nonisolated let merging: BackgroundMerging
  /// Runs commits, and what must not happen during one, in order.
  nonisolated let commits: SerialThread
  /// Builds and syncs segments.
  private nonisolated let builds = SerialThread("fihrist.build")
  private var isClosing = false

  /// Opens the index at `path`, or makes one.
  ///
  /// - Parameters:
  ///   - path: The directory of the index; created if it is not there.
  ///   - schema: The fields; `nil` takes those of the index that is there, or an article's.
  ///   - options: Memory and other settings; a writer inverts on one thread.
  /// - Throws: `IndexError`: `.locked` if there is another writer; `.invalid` if the index has
  ///   another schema, or if the directory holds other files and no index; `.unsupported`,
  ///   `.damaged` or `.storage`.
  public init(
    path: String, schema: Schema? = nil, options: IndexingOptions = IndexingOptions()
  ) throws {
    try self.init(IndexDirectory(path: path), schema: schema, options: options)
  }

  /// Opens the index in `directory`, or makes one.
  package init(
    _ directory: IndexDirectory, schema: Schema? = nil, options: IndexingOptions = IndexingOptions()
  ) throws(IndexError) {
    core = try WriterCore(directory, schema: schema, options: options)
    commits = SerialThread("fihrist.commit")
    merging = BackgroundMerging(core, commits: commits)
  }

  // Running merges refer to the core and not to this actor.
  deinit { core.release() }

  /// The directory of the index.
  public nonisolated var path: String { core.directory.path }

  /// The directory that was opened.
  package nonisolated var directory: IndexDirectory { core.directory }
}

// MARK: Changes

extension IndexWriter {
  /// Adds a document, or replaces the one with the same key.
  ///
  /// Waits first while memory is used up or too many segments wait to be merged.
  ///
  /// A document that has no searched field is stored for display, and no word finds it. One that
  /// has searched fields must have a word in one of them, as records of inputs must: blanks and
  /// punctuation are not words. Date fields are kept as `Documentation/Dates.md` says.
  ///
  /// - Throws: `IndexError`: `.invalid` if the key is empty or longer than 1,024 bytes, a field is
  ///   not in the schema, or the searched fields have no word; `.storage`. `CancellationError` if
  ///   the task is cancelled; the document was then not added.
  public func add(_ document: SourceDocument) async throws {
    await merging.waitForCapacity()
    try Task.checkCancellation()
    guard let full = try core.append(document) else { return }
    let written = await builds.run { [core] in
      Result { () throws(IndexError) in try core.write(full) }
    }
    // The memory of the segment is free now.
    await merging.wake()
    try written.get()
  }

  /// Deletes the document of `key`, if there is one, as of the next commit.
  ///
  /// - Throws: `IndexError`, as ``add(_:)`` does.
  public func delete(key: String) throws { try core.delete(key: key) }

  /// Deletes the documents of the last commit whose keys `keys` returns, as of the next commit.
  /// Documents that were added since under one of these keys stay.
  ///
  /// - Parameter keys: Called with the last commit. No other commit is made while it runs.
  /// - Returns: How many keys it returned.
  package func deleteCommitted(
    _ keys: @escaping @Sendable () throws -> [[UInt8]]
  ) async throws -> Int {
    try await commits.run { [core] in try core.deleteCommitted(keys) }
  }

  /// Makes all changes so far durable and visible, and then waits if too many segments wait to be
  /// merged.
  ///
  /// - Parameter userData: Names and values that the commit carries, such as how far the source of
  ///   the documents was read; at most 65,536 bytes. They replace all user data of the last commit;
  ///   `nil` keeps it.
  /// - Returns: The number of the commit; that of the last one if nothing has changed.
  /// - Throws: `IndexError`: `.invalid` for too much user data (nothing is then lost); `.storage`.
  ///   `CancellationError` if the task was cancelled before; nothing is then committed or lost.
  @discardableResult
  public func commit(replacingUserData userData: [String: String]? = nil) async throws -> UInt64 {
    try Task.checkCancellation()
    let generation = try await commitNow(replacingUserData: userData)
    await merging.waitForCapacity()
    return generation
  }

  /// Commits, even in a cancelled task, and does not wait for merges.
  @discardableResult
  func commitNow(replacingUserData userData: [String: String]? = nil) async throws -> UInt64 {
    let generation = try await commits.run { [core] () throws(IndexError) in
      try core.commit(replacingUserData: userData)
    }
    await merging.noteCommit()
    return generation
  }

  /// Discards all changes since the last commit.
  public func rollback() async {
    await commits.run { [core] in core.rollback() }
    await merging.wake()
  }
}

// MARK: Merging

extension IndexWriter {
  /// Commits, and merges until at most `count` segments are left. With 1, the bytes of the index
  /// depend on nothing but its documents, schema, parameters and version. Segments that are
  /// committed while it runs are left for later merges.
  ///
  /// - Throws: `IndexError`, of kind `storage` where a limit on the address space is too low, or
  ///   `CancellationError` if the task was cancelled or the writer closed; the index is then
  ///   intact, and searches find the same as before.
  public func merge(toSegments count: Int = 1) async throws {
    try Task.checkCancellation()
    try await commitNow()
    try await mergeCommitted(toSegments: count)
  }

  /// Merges what is committed, and leaves what was added since for the next commit; otherwise as
  /// ``merge(toSegments:)``.
  package func mergeCommitted(toSegments count: Int) async throws {
    try core.check()
    try IndexingOptions.checkMerge(of: core.byteCount, path: core.directory.path)
    try await merging.merge(toSegments: count)
  }

  /// Sets the fraction of time that merges may work; running merges follow at once.
  ///
  /// A program that sees its queries become slow lowers it, and raises it afterwards.
  ///
  /// - Parameter share: From 0.01 to 1; other values are clamped.
  public nonisolated func setMergeShare(_ share: Double) { core.mergeShare.value = share }

  /// What merging is doing now.
  public nonisolated var mergeStatus: MergeStatus {
    get async { await merging.status }
  }

  /// Waits until `condition` is true of the state of merging, or until the task is cancelled.
  ///
  ///     await writer.waitForMerging { $0.isIdle }
  public nonisolated func waitForMerging(
    until condition: @Sendable (MergeStatus) -> Bool
  ) async {
    await merging.wait(for: condition)
  }
}

// MARK: The end

extension IndexWriter {
  /// Calls `body` with a writer of the index at `path`, and closes the writer however `body` ends.
  ///
  ///     try await IndexWriter.with(path: "archive.index") { writer in
  ///       for document in documents { try await writer.add(document) }
  ///     }
  ///
  /// When `body` returns, what it added is committed. When it throws, its uncommitted changes are
  /// dropped. In both cases the lock is free when this method returns.
  ///
  /// - Returns: What `body` returns.
  /// - Throws: What ``init(path:schema:options:)``, `body` and ``close()`` throw.
  public static func with<Result>(
    path: String, schema: Schema? = nil, options: IndexingOptions = IndexingOptions(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (IndexWriter) async throws -> Result
  ) async throws -> Result {
    let writer = try IndexWriter(path: path, schema: schema, options: options)
    do {
      let result = try await body(writer)
      try await writer.close()
      return result
    } catch {
      await writer.closeWithoutCommit()
      throw error
    }
  }

  /// Commits, ends merges and frees the lock. The writer can then no longer be used.
  ///
  /// - Throws: as ``commit(replacingUserData:)``; the writer stays open then.
  public func close() async throws {
    guard core.isOpen, !isClosing else { return }
    isClosing = true
    do {
      try await commits.run { [core] () throws(IndexError) in try core.commitForTheLastTime() }
    } catch {
      isClosing = false
      throw error
    }
    await end()
  }

  /// Drops what was not committed, ends merges and frees the lock. The writer can then no longer be
  /// used.
  public func closeWithoutCommit() async {
    guard core.isOpen, !isClosing else { return }
    isClosing = true
    await end()
  }

  private func end() async {
    await merging.stop()
    await commits.run { [core] in core.release() }
    await merging.wake()
  }
}

// MARK: The last commit

extension IndexWriter {
  /// The fields of the documents.
  public nonisolated var schema: Schema { core.schema }

  /// Live documents of the last commit.
  public var documentCount: Int { core.documentCount }

  /// Segments of the last commit.
  public var segmentCount: Int { core.segmentCount }

  /// The number of the last commit.
  public var generation: UInt64 { core.generation }

  /// The user data of the last commit; see ``commit(replacingUserData:)``.
  public var userData: [String: String] { core.userData }
}
