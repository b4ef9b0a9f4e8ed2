import FihristFormat
import FihristStorage

/// One task of a bulk indexer: takes chunks, inverts their documents, writes segments.
struct BulkWorker<Feed: DocumentFeed>: Sendable {
  let source: ChunkSource<Feed>
  let round: BulkRound
  let core: WriterCore
  /// The most bytes that the segment under construction may take.
  let memory: Int
  let isStrict: Bool
  /// When the round ends, whether or not there is more to read.
  let limits: RoundLimits
  /// How much of the input may be refused; nil for any part of it.
  let refusals: RefusalLimit?
  /// Called after each chunk.
  let progress: @Sendable () -> Void

  /// Works until no chunk is left, or until something goes wrong in this task or another. Once the
  /// task is cancelled, records that were already read are still indexed.
  func run() async {
    var chunk: UInt64 = 0
    do {
      var filler = SegmentFiller(schema: core.schema, memory: memory)
      var batch = DocumentBatch()
      while !round.hasFailed, !limits.end(round), let next = try await source.next() {
        chunk = next.number
        try index(next.chunk, number: chunk, batch: &batch, filler: &filler)
        progress()
      }
      // After the last chunk, an error is ordered after those of all chunks.
      chunk = .max
      if !round.hasFailed { try write(filler.take()) }
    } catch {
      round.fail(error, chunk: chunk)
    }
  }

  private func index(
    _ chunk: Feed.Chunk, number: UInt64, batch: inout DocumentBatch,
    filler: inout SegmentFiller
  ) throws {
    var report = InputReport()
    report.chunk = number
    batch.removeAll()
    try Feed.parse(chunk, schema: core.schema, into: &batch, report: &report)
    var documents = 0
    for index in 0..<batch.count {
      if let problem = batch.problem(of: index, schema: core.schema) {
        report.add(
          problem.kind, file: "input",
          "record \(index) of chunk \(number) \(problem.message)")
        continue
      }
      try write(filler.add(index, of: batch, sequence: number << 32 | UInt64(index)))
      documents += 1
    }
    if isStrict, let sample = report.samples.first(where: { $0.problem.losesDocument }) {
      throw IndexingError(sample: sample)
    }
    round.add(documents: documents, textBytes: batch.byteCount, report: report)
    try refusals?.add(documents: documents, refused: report.lostDocuments)
    // One chunk with a huge record must not hold its memory for the rest of the input.
    batch.shrink()
  }

  private func write(_ builder: consuming SegmentBuilder?) throws(IndexError) {
    guard let builder, !builder.isEmpty else { return }
    let tokens = builder.tokenCount
    let segment = try builder.write(
      to: core.directory, number: core.numbers.next(), parameters: core.parameters)
    round.add(segment, tokens: tokens)
  }
}
