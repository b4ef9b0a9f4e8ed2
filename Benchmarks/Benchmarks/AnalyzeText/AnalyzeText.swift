import Benchmark
import BenchmarkCorpus
@_spi(Benchmarking) import Fihrist

// How fast does text become terms, every word split, folded and stemmed? One sample is the whole
// corpus; the title of a row says how many bytes that is.
let benchmarks: @Sendable () -> Void = {
  guard let corpus = try? Corpus() else { return }
  let text = corpus.documents.map { ($0.values["title"] ?? "") + " " + ($0.values["body"] ?? "") }
  let bytes = Array(text.joined(separator: "\n").utf8)
  for name in ["light10", "exact", "lucene", "whitespace"] {
    Benchmark("\(name), \(bytes.count) bytes") { benchmark in
      guard let analyzer = Analyzer(named: name) else { return }
      for _ in benchmark.scaledIterations { blackHole(analyzer.countTerms(in: bytes)) }
    }
  }
}
