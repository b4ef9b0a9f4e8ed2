package import FihristFormat
package import FihristStorage

/// Indexes a whole input on several threads.
package enum BulkIndexer {
  /// Reads `feed` to its end, or until it is cancelled, into the index at `path`.
  ///
  /// Of documents with equal keys the last in the order of the input counts, and replaces what was
  /// committed before. The outcome does not depend on the number of threads or the memory: the
  /// same searches give the same answers, and merging to one segment gives the same bytes.
  ///
  /// What was read is committed at the end, after every `options.commitInterval` bytes of input
  /// (counted in chunks) or `options.commitSegments` segments, and when `isCancelled` (or the task's
  /// own cancellation) says so. When it throws, what was committed
  /// before stays, and files that were begun are removed; without any commit there is no index.
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
    try await run(
      feed, into: IndexDirectory(path: path), schema: schema, options: options,
      progress: progress, isCancelled: isCancelled)
  }

  /// Reads `feed` into the index in `directory`; otherwise as with a path.
  package static func run<Feed: DocumentFeed>(
    _ feed: Feed, into directory: IndexDirectory, schema: Schema? = nil,
    options: IndexingOptions = IndexingOptions(),
    progress: @escaping @Sendable (IndexingProgress) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws -> IndexingSummary {
    let writer = try IndexWriter(directory, schema: schema, options: options)
    let job = BulkJob(feed, writer, options, ProgressMeter(progress), isCancelled)
    return try await job.run()
  }
}

/// A run of the bulk indexer.
private struct BulkJob<Feed: DocumentFeed> {
  /// Each worker holds, besides its segment, a chunk, what was parsed of it, and file buffers.
  private static var bytesPerWorker: Int { 8 << 20 }

  private let source: ChunkSource<Feed>
  private let writer: IndexWriter
  private let options: IndexingOptions
  private let meter: ProgressMeter
  private let isCancelled: @Sendable () -> Bool

  init(
    _ feed: Feed, _ writer: IndexWriter, _ options: IndexingOptions, _ meter: ProgressMeter,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) {
    // Chunks are about 1 MiB each; counting them makes commits fall at the same documents always.
    source = ChunkSource(feed, interval: options.commitInterval >> 20)
    self.writer = writer
    self.options = options
    self.meter = meter
    self.isCancelled = isCancelled
  }

  func run() async throws -> IndexingSummary {
    var summary = IndexingSummary()
    repeat {
      let round = await readRound()
      try await publish(round, &summary)
      meter.end(round)
      await writer.waitForRoom(isCancelled: isCancelled)
      summary.isCancelled = isCancelled() || Task.isCancelled
    } while !summary.isCancelled && source.beginRound()
    meter.tell(.merging, BulkRound(), position: source.position, isForced: true)
    if !summary.isCancelled { await writer.finishMerging(isCancelled: isCancelled) }
    try await writer.close()
    summary.inputBytes = source.position.read
    summary.segments = await writer.segmentCount
    summary.totalDocuments = UInt64(await writer.documentCount)
    summary.generation = await writer.generation
    summary.seconds = meter.seconds
    return summary
  }

  /// Reads up to the next commit.
  private func readRound() async -> BulkRound {
    let round = BulkRound()
    let threads = max(1, options.threads)
    let share = options.memory / threads
    // Of a small share half at least is for the segment: one of a few documents helps nobody.
    let memory = max(share - Self.bytesPerWorker, share / 2, IndexingOptions.minimumMemory)
    let worker = BulkWorker(
      source: source, round: round, writer: writer, memory: memory, isStrict: options.isStrict,
      segmentLimit: options.commitSegments, isCancelled: isCancelled
    ) { [meter, source] in
      meter.tell(.reading, round, position: source.position)
    }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<threads { group.addTask { await worker.run() } }
    }
    return round
  }

  /// Commits what was read, or removes it if something went wrong.
  private func publish(_ round: BulkRound, _ summary: inout IndexingSummary) async throws {
    let done = round.result
    do {
      if let failure = done.failure { throw failure.error }
      meter.tell(.committing, round, position: source.position, isForced: true)
      if !done.built.isEmpty { try await publish(done, &summary) }
    } catch {
      await writer.discard(done.built)
      await writer.stopMerging()
      await writer.abandon()
      throw error
    }
    summary.textBytes += done.textBytes
    summary.tokens += done.tokens
    summary.report.merge(done.report)
  }

  private func publish(
    _ done: BulkRound.State, _ summary: inout IndexingSummary
  ) async throws {
    let outcome = try await writer.publish(done.built)
    let duplicates =
      outcome.duplicates + done.built.reduce(0) { $0 + $1.duplicateCount }
    summary.documents += done.documents - duplicates
    summary.duplicates += duplicates
    summary.replaced += outcome.replaced
    summary.report.add(.duplicate, count: duplicates)
  }
}
