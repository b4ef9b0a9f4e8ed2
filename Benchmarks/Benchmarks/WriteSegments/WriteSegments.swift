import Benchmark
import BenchmarkCorpus
import Fihrist

// What does a commit cost: sorting, encoding and writing one segment, and making it durable?
let benchmarks: @Sendable () -> Void = {
  guard let corpus = try? Corpus() else { return }
  Benchmark("\(corpus.documents.count) documents, \(corpus.byteCount) bytes") { benchmark in
    for _ in benchmark.scaledIterations {
      let scratch = ScratchIndex()
      let writer = try IndexWriter(path: scratch.path, schema: .article)
      for document in corpus.documents { try await writer.add(document) }
      benchmark.startMeasurement()
      try await writer.commit()
      benchmark.stopMeasurement()
      try await writer.close()
    }
  }
}
