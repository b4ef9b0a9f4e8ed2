import Benchmark
import BenchmarkCorpus
import Fihrist

// What does it cost to take documents in: analysing, interning and compressing, nothing written?
let benchmarks: @Sendable () -> Void = {
  guard let corpus = try? Corpus() else { return }
  Benchmark("\(corpus.documents.count) documents, \(corpus.byteCount) bytes") { benchmark in
    for _ in benchmark.scaledIterations {
      let scratch = ScratchIndex()
      let writer = try IndexWriter(path: scratch.path, schema: .article)
      benchmark.startMeasurement()
      for document in corpus.documents { try await writer.add(document) }
      benchmark.stopMeasurement()
    }
  }
}
