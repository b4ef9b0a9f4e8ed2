import Benchmark
import BenchmarkCorpus
@_spi(Benchmarking) import Fihrist

// What does a query of each class cost? One sample is one pass over the queries of the class,
// parsed before, nothing fetched: divide by their number, which the title of a row says. Passes,
// not one query again and again: a repeated query finds its branches predicted and its postings in
// cache.
let benchmarks: @Sendable () -> Void = {
  guard let corpus = try? Corpus() else { return }
  for (name, texts) in corpus.queries {
    for counting in [MatchCounting.asFarAsSeen, .exact] {
      let title = "\(name), \(texts.count) queries" + (counting == .exact ? ", counted" : "")
      Benchmark(title) { benchmark in
        let index = try await RankedCorpus.shared(corpus)
        let queries = texts.compactMap { try? Query.parse($0, analyzer: index.analyzer) }
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
          for query in queries { blackHole(try index.rank(query, counting: counting)) }
        }
      }
    }
  }
}

/// The corpus, indexed once for all classes.
actor RankedCorpus {
  private static let instance = RankedCorpus()
  private let scratch = ScratchIndex()
  private var index: Index?

  /// The index of `corpus`, written when it is first asked for.
  static func shared(_ corpus: Corpus) async throws -> Index {
    try await instance.open(corpus)
  }

  private func open(_ corpus: Corpus) async throws -> Index {
    if let index { return index }
    try await scratch.write(corpus.documents)
    let opened = try Index(path: scratch.path)
    index = opened
    return opened
  }
}
