import ArgumentParser
import FihristFormat
import FihristIndexing

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

  @Option(help: ArgumentHelp("BM25's k1 of a new index.", valueName: "number"))
  var k1 = RankingParameters().k1

  @Option(help: ArgumentHelp("BM25's b of a new index.", valueName: "number"))
  var b = RankingParameters().b

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
    options.parameters = try RankingParameters(k1: k1, b: b)
    options.isStrict = isStrict
    return options
  }

  /// More threads than any machine has use for; a slip of the finger asks for more.
  static let mostThreads = 1024

  /// The processors that are on line.
  static var processorCount: Int {
    min(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), mostThreads)
  }
}
