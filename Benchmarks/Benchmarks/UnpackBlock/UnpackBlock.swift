import Benchmark
@_spi(Benchmarking) import Fihrist

// How long does a block of 128 documents take to unpack? One sample is 1,000 blocks.
let benchmarks: @Sendable () -> Void = {
  for width in [1, 4, 7, 11, 16] {
    Benchmark("1,000 blocks, gaps of \(width) bits") { benchmark in
      let block = PackedBlock(width: width)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { blackHole(block.unpack(count: 1_000)) }
    }
  }
}
