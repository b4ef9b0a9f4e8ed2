/// Bulk indexing in progress; see ``BulkIndexer/start(_:into:schema:options:)``.
///
/// It runs to its end even if this object is dropped.
public final class BulkIndexing: Sendable {
  /// How far it has come, at most about ten times a second; ends with the indexing.
  ///
  /// Only the newest value is buffered, and each value goes to one reader only.
  public let progress: AsyncStream<IndexingProgress>

  private let task: Task<IndexingSummary, any Error>

  init(
    _ run:
      @escaping @Sendable (
        _ progress: @escaping @Sendable (IndexingProgress) -> Void
      ) async throws -> IndexingSummary
  ) {
    let (stream, continuation) = AsyncStream.makeStream(
      of: IndexingProgress.self, bufferingPolicy: .bufferingNewest(1))
    progress = stream
    task = Task {
      defer { continuation.finish() }
      return try await run { continuation.yield($0) }
    }
  }

  /// The summary, once the indexing has ended.
  ///
  /// If the task that awaits it is cancelled, so is the indexing.
  ///
  /// - Throws: What ``BulkIndexer/run(_:into:schema:options:progress:)`` throws.
  public var summary: IndexingSummary {
    get async throws {
      try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
    }
  }

  /// Ends the indexing early; ``summary`` then says how much was indexed.
  public func cancel() { task.cancel() }
}
