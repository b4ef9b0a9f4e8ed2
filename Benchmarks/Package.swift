// swift-tools-version: 6.2
import PackageDescription

/// One benchmark target for each question; the engine itself stays free of this package's needs.
func question(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      "BenchmarkCorpus",
      .product(name: "Benchmark", package: "benchmark"),
      .product(name: "Fihrist", package: "fihrist"),
    ],
    path: "Benchmarks/\(name)",
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "FihristBenchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "fihrist", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "BenchmarkCorpus", dependencies: [.product(name: "Fihrist", package: "fihrist")]),
    question("UnpackBlock"),
    question("AnalyzeText"),
    question("InvertDocuments"),
    question("WriteSegments"),
    question("MergeSegments"),
    question("RankQueries"),
    question("RankWhileIndexing"),
    question("RefreshIndex"),
  ],
  swiftLanguageModes: [.v6]
)
