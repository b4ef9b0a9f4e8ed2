import Benchmark
import BenchmarkCorpus
import Fihrist

// What does it cost to make one segment of ten?
let benchmarks: @Sendable () -> Void = {
  guard let corpus = try? Corpus() else { return }
  Benchmark("10 segments, \(corpus.documents.count) documents") { benchmark in
    for _ in benchmark.scaledIterations {
      let scratch = ScratchIndex()
      try await scratch.write(corpus.documents, commits: 10)
      let writer = try IndexWriter(path: scratch.path)
      benchmark.startMeasurement()
      try await writer.merge(toSegments: 1)
      benchmark.stopMeasurement()
      try await writer.close()
    }
  }
}
