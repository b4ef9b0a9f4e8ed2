public import FihristFormat
package import FihristStorage

/// Indexes a whole input on several threads.
///
///     let summary = try await BulkIndexer.run(DocumentInput(documents), into: "archive.index")
///
///     let indexing = BulkIndexer.start(DocumentInput(documents), into: "archive.index")
///     for await progress in indexing.progress { print(progress.documents) }
///     print(try await indexing.summary.documents)
///
/// Of documents with equal keys, the last in the order of the input counts and replaces what was
/// committed before. The result does not depend on the number of threads or the memory: the same
/// searches give the same answers, and merging to one segment gives the same bytes.
public enum BulkIndexer {
  /// Reads `documents` to their end, or until the task is cancelled, into the index at `path`.
  ///
  /// What was read is committed at the end and after every ``IndexingOptions/commitInterval`` bytes
  /// of input, or more often where memory is small. When the task is cancelled, what was read since
  /// is committed or dropped, as ``IndexingOptions/cancellation`` says, and the summary says that
  /// it was cancelled. When this method throws, what was committed before stays, and files that
  /// were started are removed. If nothing was committed, no index is left.
  ///
  /// - Parameters:
  ///   - documents: The input.
  ///   - path: The directory of the index; created if it is not there.
  ///   - schema: The fields; `nil` takes those of the index that is there, or an article's.
  ///   - options: Memory, threads and other settings.
  ///   - progress: Called at most about ten times a second, from any thread. - Returns: How much
  ///     was indexed and what was wrong with the input.
  /// - Throws: `IndexError`, ``IndexingError`` if a strict run found a bad record, or what reading
  ///   the documents throws.
  public static func run(
    _ documents: DocumentInput, into path: String, schema: Schema? = nil,
    options: IndexingOptions = IndexingOptions(),
    progress: @escaping @Sendable (IndexingProgress) -> Void = { _ in }
  ) async throws -> IndexingSummary {
    var options = options
    options.inputMapping = options.inputMapping ?? documents.inputMapping
    return try await run(
      documents.feed, into: IndexDirectory(path: path), schema: schema, options: options,
      progress: progress)
  }

  /// Starts to read `documents` into the index at `path` in a task of its own; otherwise as
  /// ``run(_:into:schema:options:progress:)``.
  public static func start(
    _ documents: DocumentInput, into path: String, schema: Schema? = nil,
    options: IndexingOptions = IndexingOptions()
  ) -> BulkIndexing {
    BulkIndexing { progress in
      try await run(documents, into: path, schema: schema, options: options, progress: progress)
    }
  }

  /// Reads `feed` into the index in `directory`.
  package static func run<Feed: DocumentFeed>(
    _ feed: Feed, into directory: IndexDirectory, schema: Schema? = nil,
    options: IndexingOptions = IndexingOptions(),
    progress: @escaping @Sendable (IndexingProgress) -> Void = { _ in }
  ) async throws -> IndexingSummary {
    try options.checkMemory(path: directory.path)
    let writer = try IndexWriter(directory, schema: schema, options: options)
    return try await BulkJob(feed, writer: writer, options: options, meter: ProgressMeter(progress))
      .run()
  }
}
