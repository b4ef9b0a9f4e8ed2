package import FihristFormat
import FihristStorage

/// Indexes a whole input on several threads.
package enum BulkIndexer {
  /// Reads `feed` to its end, or until it is cancelled, into the index at `path`.
  ///
  /// Of documents with equal keys the last in the order of the input counts, and replaces what was
  /// committed before. The outcome does not depend on the number of threads or the memory: the
  /// same searches give the same answers, and merging to one segment gives the same bytes.
  ///
  /// What was read is committed at the end, after every `options.commitInterval` bytes of text, and when
  /// `isCancelled` (or the task's own cancellation) says so. When it throws, what was committed
  /// before stays, and files that were begun are removed.
  ///
  /// - Parameters:
  ///   - feed: The input.
  ///   - path: The directory of the index; created if it is not there.
  ///   - schema: The fields; `nil` takes those of the index that is there, or an article's.
  ///   - options: Memory, threads and the rest.
  ///   - progress: Called now and then, at most about ten times a second, from any thread.
  ///   - isCancelled: Asked before each chunk, from any thread.
  /// - Returns: What was done.
  /// - Throws: `IndexError`, ``IndexingError`` if a strict run met a bad record, or what the feed
  ///   throws.
  package static func run<Feed: DocumentFeed>(
    _ feed: Feed, into path: String, schema: Schema? = nil,
    options: IndexingOptions = IndexingOptions(),
    progress: @escaping @Sendable (IndexingProgress) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws -> IndexingSummary {
    throw IndexError(
      .unsupported, path: path, reason: "bulk indexing is not linked in",
      advice: "add documents singly")
  }
}
