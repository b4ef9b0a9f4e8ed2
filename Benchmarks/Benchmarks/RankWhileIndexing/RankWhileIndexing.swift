import Benchmark
import BenchmarkCorpus
@_spi(Benchmarking) import Fihrist
import Synchronization

// What does a query take while a writer replaces, commits and merges the same index? One sample is
// one query, by the clock on the wall: compare the p99 of the rows. The first row is an index at
// rest with all documents in one commit; the second the same after replacements, which leave small
// segments and deleted documents, at rest again. With "share" merges rest for the remaining part of
// the time.
let benchmarks: @Sendable () -> Void = {
  guard let corpus = try? Corpus() else { return }
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], maxDuration: .seconds(20), maxIterations: 1_000_000)
  let rows: [(name: String, work: BusyIndex.Work)] = [
    ("at rest", .none), ("at rest after replacements", .before),
    ("while indexing and merging", .meanwhile(share: 1)),
    ("the same, share 0.25", .meanwhile(share: 0.25)),
  ]
  for row in rows {
    Benchmark(row.name, configuration: configuration) { benchmark in
      let busy = try await BusyIndex.shared(corpus, row.work)
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
  /// When documents are replaced.
  enum Work: Equatable {
    case none
    /// Before the first query.
    case before
    /// While queries run; merges take a share of the time.
    case meanwhile(share: Double)
  }

  /// Documents between two commits.
  private static let batch = 200
  /// Commits before an index is at rest again, and the segments that it is merged to then: as many
  /// as a writer at work leaves.
  private static let (commits, segments) = (25, 8)

  private static let current = Mutex<BusyIndex?>(nil)

  let index: Index
  private let scratch: ScratchIndex
  private let queries: [Query]
  private let queryCount = Atomic(0)
  private let work: Work

  /// The index of a row; the first sample of each row makes it again, and ends the writer of the row
  /// before.
  static func shared(_ corpus: Corpus, _ work: Work) async throws -> BusyIndex {
    if let known = current.withLock({ $0 }), known.work == work { return known }
    let made = try await BusyIndex(corpus, work)
    current.withLock { $0 = made }
    switch work {
    case .none: break
    case .before: try await made.replace(corpus.documents, share: 1) { $0 < commits }
    case .meanwhile(let share):
      Task.detached(priority: .utility) { [weak made] in
        try await made?.replace(corpus.documents, share: share) { [weak made] _ in
          made?.isCurrent ?? false
        }
      }
    }
    return made
  }

  private init(_ corpus: Corpus, _ work: Work) async throws {
    self.work = work
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
    queries[queryCount.add(1, ordering: .relaxed).oldValue % queries.count]
  }

  /// Replaces documents in turn, a batch to a commit, which the searched index is refreshed to.
  ///
  /// - Parameter goesOn: Whether another commit follows so many.
  private func replace(
    _ documents: [SourceDocument], share: Double, while goesOn: (Int) -> Bool
  ) async throws {
    var options = IndexingOptions()
    options.mergeShare = share
    options.mergePolicy.segmentsPerTier = 4
    let writer = try IndexWriter(path: scratch.path, options: options)
    var added = 0
    var commits = 0
    while goesOn(commits) {
      for _ in 0..<Self.batch {
        try await writer.add(documents[added % documents.count])
        added += 1
      }
      try await writer.commit()
      try index.refresh()
      commits += 1
    }
    if work == .before { try await writer.merge(toSegments: Self.segments) }
    try await writer.close()
    try index.refresh()
  }

  private var isCurrent: Bool { Self.current.withLock { $0 === self } }
}
