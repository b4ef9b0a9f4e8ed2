import ArgumentParser
import FihristFormat
import FihristIndexing
import FihristStorage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How indexing works: nothing here but k1 and b changes what is found.
struct WorkOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many threads read and invert.", valueName: "n"))
  var threads = WorkOptions.processorCount

  @Option(help: ArgumentHelp("Memory for segments under construction.", valueName: "size"))
  var memory = ByteCount(IndexingOptions().memory)

  @Option(
    help: ArgumentHelp(
      "BM25's k1 of a new index. (default: \(RankingParameters().k1))", valueName: "number"))
  var k1: Float?

  @Option(
    help: ArgumentHelp(
      "BM25's b of a new index. (default: \(RankingParameters().b))", valueName: "number"))
  var b: Float?

  func validate() throws {
    guard threads >= 1, threads <= Self.mostThreads else {
      throw ValidationError("--threads must be a number from 1 to \(Self.mostThreads)")
    }
    guard memory.value >= IndexingOptions.minimumMemory else {
      let least = ByteCount(IndexingOptions.minimumMemory).defaultValueDescription
      throw ValidationError("--memory must be \(least) or more")
    }
  }

  /// The options for the indexer.
  func options(isStrict: Bool) throws -> IndexingOptions {
    var options = IndexingOptions()
    options.threads = threads
    options.memory = memory.value
    let standard = RankingParameters()
    options.parameters = try RankingParameters(k1: k1 ?? standard.k1, b: b ?? standard.b)
    options.isStrict = isStrict
    return options
  }

  /// Refuses a `--k1` or `--b` that the index at `path` does not have: its bounds are of its own.
  func checkParameters(ofIndexAt path: String) throws {
    guard let kept = (try? Manifest.newest(in: IndexDirectory(path: path)))?.parameters else {
      return
    }
    guard k1 ?? kept.k1 == kept.k1, b ?? kept.b == kept.b else {
      throw ToolError(
        "\(path): the index was made with k1 \(kept.k1) and b \(kept.b)",
        advice: "leave --k1 and --b out, or index into a new directory")
    }
  }

  /// More threads than any machine has use for; a slip of the finger asks for more.
  static let mostThreads = 1024

  /// The processors that are on line.
  static var processorCount: Int {
    min(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), mostThreads)
  }
}
