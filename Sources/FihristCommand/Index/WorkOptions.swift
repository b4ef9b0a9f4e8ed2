import ArgumentParser
import Fihrist

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How indexing works: nothing here but k1 and b changes what is found.
struct WorkOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads read and invert. (default: \(WorkOptions.processorCount))",
      valueName: "n"),
    transform: NumberOption.whole(NumberOption.threads))
  var threads = WorkOptions.processorCount

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Memory for segments under construction. (default: "
        + "\(ByteCount(IndexingOptions().memory).defaultValueDescription))", valueName: "size"),
    transform: ByteCount.memory)
  var memory = ByteCount(IndexingOptions().memory)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "BM25's k1 of a new index. (default: 0.7 with the analyzer arabic, else 1.2)",
      valueName: "number"),
    transform: NumberOption.decimal(Float.leastNonzeroMagnitude...1_000, "above 0, up to 1000"))
  var k1: Float?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "BM25's b of a new index. (default: \(RankingParameters().b))", valueName: "number"),
    transform: NumberOption.decimal(Float(0)...1))
  var b: Float?

  /// The options for the indexer.
  func options(isStrict: Bool) throws -> IndexingOptions {
    var options = IndexingOptions()
    options.threads = threads
    options.memory = memory.value
    options.k1 = k1
    options.b = b
    options.isStrict = isStrict
    return options
  }

  /// Refuses a `--k1` or `--b` that the index at `path` does not have: the bounds of its segments
  /// hold under its own. An index without documents has none.
  func checkParameters(ofIndexAt path: String) throws {
    guard let index = try? Index(path: path).information, !index.segments.isEmpty else { return }
    let kept = index.parameters
    guard k1 ?? kept.k1 == kept.k1, b ?? kept.b == kept.b else {
      throw ToolError(
        "\(path): the index was made with k1 \(kept.k1) and b \(kept.b)",
        advice: "leave --k1 and --b out, or index into a new directory")
    }
  }

  /// The number of processors online.
  static var processorCount: Int {
    min(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), NumberOption.threads.upperBound)
  }
}
