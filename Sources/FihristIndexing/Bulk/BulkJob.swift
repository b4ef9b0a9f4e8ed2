import FihristFormat
import FihristStorage

/// A run of the bulk indexer over one feed.
struct BulkJob<Feed: DocumentFeed> {
  /// Each worker holds, apart from its segment, a chunk, the documents parsed from it, and file
  /// buffers.
  private static var bytesPerWorker: Int { 8 << 20 }

  private let source: ChunkSource<Feed>
  private let writer: IndexWriter
  private let options: IndexingOptions
  private let meter: ProgressMeter
  private let refusals: RefusalLimit?

  init(
    _ feed: Feed, writer: IndexWriter, options: IndexingOptions, meter: ProgressMeter
  ) {
    // Chunks are about 1 MiB each. Counting them, not bytes, makes commits always fall after the
    // same documents.
    source = ChunkSource(feed, interval: options.commitInterval >> 20)
    self.writer = writer
    self.options = options
    self.meter = meter
    refusals = options.refusalLimit.map { RefusalLimit(percent: $0) }
  }

  private var core: WriterCore { writer.core }

  /// Reads the feed to its end, or until the task is cancelled.
  func run() async throws -> IndexingSummary {
    var summary = IndexingSummary()
    var repeated = RepeatedKeys()
    var isMore = true
    while isMore {
      let round = await readRound()
      summary.isCancelled = Task.isCancelled
      if summary.isCancelled, options.cancellation == .drops {
        core.discard(round.result.built)
        break
      }
      try await publish(round, &summary, &repeated)
      meter.end(round)
      await writer.merging.waitForCapacity()
      summary.isCancelled = Task.isCancelled
      isMore = summary.isCancelled ? false : await source.startRound()
    }
    summary.report.add(duplicates: summary.duplicates, repeated)
    meter.tell(.merging, BulkRound(), position: source.position, isForced: true)
    await writer.waitForMerging { $0.running == 0 }
    // A new index without any commit is removed together with what was dropped.
    if summary.isCancelled, options.cancellation == .drops { core.withdrawIfNew() }
    try await writer.close()
    summary.inputBytes = source.position.read
    summary.segments = core.segmentCount
    summary.totalDocuments = UInt64(core.documentCount)
    summary.generation = core.generation
    summary.seconds = meter.seconds
    return summary
  }

  /// Reads up to the next commit.
  private func readRound() async -> BulkRound {
    let round = BulkRound()
    let threads = max(1, options.threads)
    let share = options.memory / threads
    // At least half of a small share goes to the segment: a segment of a few documents is useless.
    let memory = max(share - Self.bytesPerWorker, share / 2, IndexingOptions.minimumMemory)
    let worker = BulkWorker(
      source: source, round: round, core: core, memory: memory, isStrict: options.isStrict,
      limits: RoundLimits(options), refusals: refusals
    ) { [meter, source] in
      meter.tell(.reading, round, position: source.position)
    }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<threads { group.addTask { await worker.run() } }
    }
    return round
  }

  /// Commits what was read, or removes it if something went wrong.
  private func publish(
    _ round: BulkRound, _ summary: inout IndexingSummary, _ repeated: inout RepeatedKeys
  ) async throws {
    let done = round.result
    do {
      if let failure = done.failure {
        core.discard(done.built)
        throw failure.error
      }
      try refusals?.check(isAtCommit: true)
      meter.tell(.committing, round, position: source.position, isForced: true)
      try await publish(done, &summary, &repeated)
    } catch {
      core.withdrawIfNew()
      await writer.closeWithoutCommit()
      throw error
    }
    summary.textBytes += done.textBytes
    summary.tokens += done.tokens
    summary.report.merge(done.report)
  }

  private func publish(
    _ done: BulkRound.State, _ summary: inout IndexingSummary, _ repeated: inout RepeatedKeys
  ) async throws {
    // An index without documents takes its schema from the next input, so it commits nothing.
    guard !done.built.isEmpty || core.segmentCount > 0 else { return }
    let data = try await source.checkpoint(after: core.userData)
    guard !done.built.isEmpty || !data.isEmpty else { return }
    let outcome = try await writer.publish(done.built, adding: data)
    let duplicates = outcome.duplicates + done.built.reduce(0) { $0 + $1.duplicateCount }
    summary.documents += done.documents - duplicates
    summary.duplicates += duplicates
    summary.replaced += outcome.replaced
    repeated.add(outcome.repeatedKeys)
    for segment in done.built { repeated.add(segment.repeatedKeys) }
  }
}

extension IndexWriter {
  /// Publishes segments that were written elsewhere.
  func publish(
    _ built: [BuiltSegment], adding data: [String: String]
  ) async throws(IndexError) -> CommittedIndex.Outcome {
    let outcome = try await commits.run { [core] () throws(IndexError) in
      try core.publish(built, adding: data)
    }
    await merging.noteCommit()
    return outcome
  }
}
