public import FihristFormat
public import FihristStorage

/// Adds, replaces and deletes documents of an index. There is one writer per index at a time; it
/// holds the index's lock until it is closed or dropped.
///
///     let writer = try IndexWriter(path: "archive.index")
///     try await writer.add(SourceDocument(key: "1", values: ["title": "…", "body": "…"]))
///     try await writer.commit()
///     try await writer.close()
///
/// What was added is on disk and seen by new searches after ``commit()`` returns, and not before.
/// Merging runs in the background; searches that are under way see the commit they began with.
public actor IndexWriter {
  /// Opens the index at `path`, or makes one.
  ///
  /// - Parameters:
  ///   - path: The directory of the index; created if it is not there.
  ///   - schema: The fields; `nil` takes those of the index that is there, or an article's.
  ///   - options: Memory and the rest; a writer inverts on one thread.
  /// - Throws: `IndexError`: `.locked` if there is another writer, `.invalid` if the index has
  ///   another schema, `.unsupported`, `.damaged` or `.storage`.
  public init(
    path: String, schema: Schema? = nil, options: IndexingOptions = IndexingOptions()
  ) throws(IndexError) {
    throw IndexError(
      .unsupported, path: path, reason: "writing is not linked in", advice: "use a newer build")
  }

  /// Adds a document, in place of one with the same key.
  ///
  /// - Throws: `IndexError`: `.invalid` if the key is empty or longer than 1,024 bytes or a field
  ///   is not in the schema; `.storage`.
  public func add(_ document: SourceDocument) throws(IndexError) {}

  /// Deletes the document of `key`, if there is one, as of the next commit.
  public func delete(key: String) throws(IndexError) {}

  /// Makes everything so far durable and visible.
  ///
  /// - Returns: The number of the commit; that of the last one if nothing has changed.
  @discardableResult
  public func commit() throws(IndexError) -> UInt64 { 0 }

  /// Merges until there are at most `count` segments; with 1 the bytes of the index depend on
  /// nothing but its documents, schema, parameters and version.
  public func merge(toSegments count: Int = 1) async throws {}

  /// Commits, ends merges and gives the lock back. The writer cannot be used any more.
  public func close() async throws {}
}
