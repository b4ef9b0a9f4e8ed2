import Benchmark
import BenchmarkCorpus
import Fihrist

// What does an open index pay to show the next commit? One sample is one refresh after a commit
// that replaced 200 documents; small segments are merged as they gather, and some samples meet the
// commit of a merge instead.
let benchmarks: @Sendable () -> Void = {
  guard let corpus = try? Corpus() else { return }
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, .cpuTotal], maxDuration: .seconds(30), maxIterations: 200)
  Benchmark("refresh after 200 documents", configuration: configuration) { benchmark in
    let scratch = ScratchIndex()
    try await scratch.write(corpus.documents)
    let index = try Index(path: scratch.path)
    let writer = try IndexWriter(path: scratch.path)
    var replaced = 0
    for _ in benchmark.scaledIterations {
      for _ in 0..<200 {
        try await writer.add(corpus.documents[replaced % corpus.documents.count])
        replaced += 1
      }
      try await writer.commit()
      benchmark.startMeasurement()
      blackHole(try index.refresh())
      benchmark.stopMeasurement()
    }
    try await writer.close()
  }
}
