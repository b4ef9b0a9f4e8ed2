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
/// What was added is on disk and seen by new searches after ``commit(replacingUserData:)`` returns,
/// and not before. Segments are built, synced and merged on threads of their own, so that a call never
/// waits for the work of another, except that commits are made one after the other, and adding waits
/// while memory is used up or merging falls behind (``MergePolicy/segmentLimit``).
///
/// A writer that is not made by ``with(path:schema:options:isolation:_:)`` should be closed with
/// ``close()``. One that is dropped instead frees the lock at once and loses what was not committed.
///
/// If an operation throws because of the disk, what was not committed is lost:
/// ``commit(replacingUserData:)`` throws the same error until ``rollback()`` says that the caller knows.
///
/// Errors are `IndexError`, and `CancellationError` where a task was cancelled.
public actor IndexWriter {
  nonisolated let core: WriterCore
  nonisolated let merging: BackgroundMerging
  /// Commits and what must not happen beside one, in order.
  nonisolated let commits: SerialThread
  /// Builds and syncs segments.
  private nonisolated let builds = SerialThread("fihrist.build")
  private var isClosing = false

  /// Opens the index at `path`, or makes one.
  ///
  /// - Parameters:
  ///   - path: The directory of the index; created if it is not there.
  ///   - schema: The fields; `nil` takes those of the index that is there, or an article's.
  ///   - options: Memory and the rest; a writer inverts on one thread.
  /// - Throws: `IndexError`: `.locked` if there is another writer; `.invalid` if the index has
  ///   another schema, or if there is no index and the directory holds other files; `.unsupported`,
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

  // Merges that run know the core and not this actor.
  deinit { core.release() }

  /// The directory of the index.
  public nonisolated var path: String { core.directory.path }

  /// The directory that was opened.
  package nonisolated var directory: IndexDirectory { core.directory }
}

// MARK: Changes

extension IndexWriter {
  /// Adds a document, in place of one with the same key.
  ///
  /// Waits first while memory is used up or too many segments wait to be merged.
  ///
  /// A document that has no searched field is kept for showing, and no word finds it. One that has
  /// searched fields must have a word in one of them, as records of inputs must: blanks and
  /// punctuation are not words. Date fields are kept as `Documentation/Dates.md` says.
  ///
  /// - Throws: `IndexError`: `.invalid` if the key is empty or longer than 1,024 bytes, a field is
  ///   not in the schema, or the searched fields have no word; `.storage`. `CancellationError` if the
  ///   task is cancelled; the document was not added then.
  public func add(_ document: SourceDocument) async throws {
    await merging.waitForCapacity()
    try Task.checkCancellation()
    guard let full = try core.append(document) else { return }
    let written = await builds.run { [core] in
      Result { () throws(IndexError) in try core.write(full) }
    }
    // The memory of the segment is free.
    await merging.wake()
    try written.get()
  }

  /// Deletes the document of `key`, if there is one, as of the next commit.
  ///
  /// - Throws: `IndexError`, as ``add(_:)`` does.
  public func delete(key: String) throws { try core.delete(key: key) }

  /// Deletes the documents of the last commit that `keys` finds, as of the next commit; what was added
  /// since under one of their keys stays.
  ///
  /// - Parameter keys: Reads the last commit. No other commit is made while it runs.
  /// - Returns: How many keys it found.
  package func deleteCommitted(
    _ keys: @escaping @Sendable () throws -> [[UInt8]]
  ) async throws -> Int {
    try await commits.run { [core] in try core.deleteCommitted(keys) }
  }

  /// Makes everything so far durable and visible, and then waits if too many segments wait to be
  /// merged.
  ///
  /// - Parameter userData: Names and values that the commit carries, such as how far the source of the
  ///   documents was read; at most 65,536 bytes. They replace all that the last commit carried.
  ///   Without this parameter the last commit's stay.
  /// - Returns: The number of the commit; that of the last one if nothing has changed.
  /// - Throws: `IndexError`: `.invalid` for too much user data, and nothing is lost then; `.storage`.
  ///   `CancellationError` if the task was cancelled before; nothing is committed or lost then.
  @discardableResult
  public func commit(replacingUserData userData: [String: String]? = nil) async throws -> UInt64 {
    try Task.checkCancellation()
    let generation = try await commitNow(replacingUserData: userData)
    await merging.waitForCapacity()
    return generation
  }

  /// Commits, even in a task that is cancelled, and waits for nothing else.
  @discardableResult
  func commitNow(replacingUserData userData: [String: String]? = nil) async throws -> UInt64 {
    let generation = try await commits.run { [core] () throws(IndexError) in
      try core.commit(replacingUserData: userData)
    }
    await merging.noteCommit()
    return generation
  }

  /// Forgets everything since the last commit.
  public func rollback() async {
    await commits.run { [core] in core.rollback() }
    await merging.wake()
  }
}

// MARK: Merging

extension IndexWriter {
  /// Commits, and merges until there are at most `count` segments; with 1 the bytes of the index depend on
  /// nothing but its documents, schema, parameters and version. Segments of later commits, while it
  /// runs, are left for later merges.
  ///
  /// - Throws: `IndexError`, or `CancellationError` if the task was cancelled or the writer closed;
  ///   the index is whole then, and searches find the same as before.
  public func merge(toSegments count: Int = 1) async throws {
    try Task.checkCancellation()
    try await commitNow()
    try await mergeCommitted(toSegments: count)
  }

  /// Merges what is committed, and leaves what was added since for the next commit; otherwise as
  /// ``merge(toSegments:)``.
  package func mergeCommitted(toSegments count: Int) async throws {
    try core.check()
    try await merging.merge(toSegments: count)
  }

  /// Sets the part of the time that merges may work; one that runs follows at once.
  ///
  /// A program that sees its queries become slow lowers it, and raises it afterwards.
  ///
  /// - Parameter share: From 0.01 to 1; what lies outside counts as the nearer end.
  public nonisolated func setMergeShare(_ share: Double) { core.mergeShare.value = share }

  /// What merging is doing now.
  public nonisolated var mergeStatus: MergeStatus {
    get async { await merging.status }
  }

  /// Waits until `condition` is true of what merging is doing, or until the task is cancelled.
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
  /// Gives `body` a writer of the index at `path`, and closes it on every way out.
  ///
  ///     try await IndexWriter.with(path: "archive.index") { writer in
  ///       for document in documents { try await writer.add(document) }
  ///     }
  ///
  /// When `body` returns, what it added is committed. When it throws, what it has not committed itself
  /// is dropped. In both cases the lock is free when this method returns.
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

  /// Commits, ends merges and frees the lock. The writer cannot be used any more.
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

  /// Drops what was not committed, ends merges and frees the lock. The writer cannot be used any more.
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

  /// What the last commit says about itself; see ``commit(replacingUserData:)``.
  public var userData: [String: String] { core.userData }
}
