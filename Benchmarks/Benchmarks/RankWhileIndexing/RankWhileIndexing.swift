import Benchmark
import BenchmarkCorpus
@_spi(Benchmarking) import Fihrist
import Synchronization

// What does a query take while a writer replaces, commits and merges the same index? One sample is one
// query, by the clock on the wall: compare the p99 of the rows. The first row is an index at rest.
// With "share" merges rest for the remaining part of the time.
let benchmarks: @Sendable () -> Void = {
  guard let corpus = try? Corpus() else { return }
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], maxDuration: .seconds(20), maxIterations: 1_000_000)
  let rows: [(name: String, share: Double?)] = [
    ("at rest", nil), ("while indexing and merging", 1), ("the same, share 0.25", 0.25),
  ]
  for row in rows {
    Benchmark(row.name, configuration: configuration) { benchmark in
      let busy = try await BusyIndex.shared(corpus, share: row.share)
      // Passes over all classes: what one query has left in the caches is gone when it comes again.
      for _ in benchmark.scaledIterations {
        let query = busy.nextQuery()
        benchmark.startMeasurement()
        blackHole(try busy.index.rank(query))
        benchmark.stopMeasurement()
      }
    }
  }
}

/// An index of the corpus that is searched, and a writer that keeps it busy.
final class BusyIndex: Sendable {
  /// Documents between two commits.
  private static let batch = 200

  private static let current = Mutex<BusyIndex?>(nil)

  let index: Index
  private let scratch: ScratchIndex
  private let queries: [Query]
  private let place = Atomic(0)
  private let share: Double?

  /// The index of a row; the first sample of each row makes it anew, and ends the writer of the row before.
  static func shared(_ corpus: Corpus, share: Double?) async throws -> BusyIndex {
    if let known = current.withLock({ $0 }), known.share == share { return known }
    let made = try await BusyIndex(corpus, share: share)
    current.withLock { $0 = made }
    if let share { made.beginWriting(corpus.documents, share: share) }
    return made
  }

  private init(_ corpus: Corpus, share: Double?) async throws {
    self.share = share
    scratch = ScratchIndex()
    try await scratch.write(corpus.documents)
    let opened = try Index(path: scratch.path)
    index = opened
    queries = corpus.queries.flatMap(\.texts).compactMap {
      try? Query.parse($0, analyzer: opened.analyzer)
    }
  }

  /// The queries in turn.
  func nextQuery() -> Query {
    queries[place.add(1, ordering: .relaxed).oldValue % queries.count]
  }

  /// Replaces documents, a batch to a commit, which the searched index is refreshed to, until another row
  /// begins.
  private func beginWriting(_ documents: [SourceDocument], share: Double) {
    Task.detached(priority: .utility) { [path = scratch.path, weak self] in
      var options = IndexingOptions()
      options.mergeShare = share
      options.mergePolicy.segmentsPerTier = 4
      let writer = try IndexWriter(path: path, options: options)
      var place = 0
      while let self, self.isCurrent {
        for _ in 0..<Self.batch {
          try await writer.add(documents[place % documents.count])
          place += 1
        }
        try await writer.commit()
        try self.index.refresh()
      }
      try await writer.close()
    }
  }

  private var isCurrent: Bool { Self.current.withLock { $0 === self } }
}
