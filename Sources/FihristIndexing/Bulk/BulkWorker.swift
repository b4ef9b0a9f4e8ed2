import FihristFormat
import FihristStorage

/// One thread of a bulk indexer: takes chunks, inverts their documents, writes segments.
struct BulkWorker<Feed: DocumentFeed>: Sendable {
  let source: ChunkSource<Feed>
  let round: BulkRound
  let writer: IndexWriter
  /// Bytes that the segment under construction may take.
  let memory: Int
  let isStrict: Bool
  /// So many segments end the round.
  let segmentLimit: Int
  let isCancelled: @Sendable () -> Bool
  /// Called after each chunk.
  let progress: @Sendable () -> Void

  /// Works until there is no chunk, or something goes wrong here or elsewhere. Once it is cancelled,
  /// the records that were read already come to their end.
  func run() async {
    var chunk: UInt64 = 0
    do {
      var builder = try SegmentBuilder(schema: writer.schema)
      var batch = DocumentBatch()
      while !round.hasFailed, round.segmentCount < segmentLimit,
        let next = try source.next(isCancelled: isCancelled() || Task.isCancelled)
      {
        chunk = next.number
        try index(next.chunk, chunk, &batch, &builder)
        progress()
        // Publishing merges needs a thread now and then, too.
        await Task.yield()
      }
      // After the last chunk an error belongs behind those of all chunks.
      chunk = .max
      if !round.hasFailed, !builder.isEmpty { try flush(builder) }
    } catch {
      round.fail(error, chunk: chunk)
    }
  }

  private func index(
    _ chunk: Feed.Chunk, _ number: UInt64, _ batch: inout DocumentBatch,
    _ builder: inout SegmentBuilder
  ) throws {
    var report = InputReport()
    report.chunk = number
    batch.removeAll()
    try Feed.parse(chunk, schema: writer.schema, into: &batch, report: &report)
    var documents = 0
    for index in 0..<batch.count {
      if let problem = batch.problem(of: index, schema: writer.schema) {
        report.add(
          problem.kind, file: "input",
          "record \(index) of chunk \(number) \(problem.message)")
        continue
      }
      if !builder.hasRoom(for: batch.textByteCount(of: index)) || builder.memoryUsed > memory {
        try flush(&builder)
      }
      try builder.add(index, of: batch, sequence: number << 32 | UInt64(index))
      documents += 1
    }
    if isStrict, let sample = report.samples.first(where: { $0.problem.losesDocument }) {
      throw IndexingError(sample: sample)
    }
    round.add(documents: documents, textBytes: batch.byteCount, report: report)
  }

  /// Writes the segment and begins another.
  private func flush(_ builder: inout SegmentBuilder) throws(IndexError) {
    var full = try SegmentBuilder(schema: writer.schema)
    swap(&full, &builder)
    if !full.isEmpty { try flush(full) }
  }

  private func flush(_ builder: consuming SegmentBuilder) throws(IndexError) {
    let tokens = builder.tokenCount
    let segment = try builder.write(
      to: writer.directory, number: writer.numbers.next(), parameters: writer.parameters)
    round.add(segment, tokens: tokens)
  }
}
