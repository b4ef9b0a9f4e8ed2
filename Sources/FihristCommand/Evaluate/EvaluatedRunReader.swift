import Fihrist

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads runs, or makes them with an index.
struct EvaluatedRunReader {
  /// What indexes are asked; nil if no topics were given.
  var topics: [Topic]?
  /// How they are searched.
  var options: TopicOptions
  /// How many documents an index ranks for each.
  var limit: Int

  /// What the index at `path` ranks.
  func run(ofIndex path: String) throws -> EvaluatedRun {
    try ToolArguments.validate(path)
    guard let topics else {
      throw ToolError("an index cannot be measured without topics", advice: "give --topics")
    }
    let index = try RankedIndex(path: path, filter: nil)
    return EvaluatedRun(
      path: path, run: try index.run(of: topics, options, limit: limit), index: index.index,
      asked: topics.map(\.id))
  }

  /// The run in the file at `path`; its topics are all that it was asked.
  func run(ofFile path: String) throws -> EvaluatedRun {
    let run = try Run(lines: try TextInput.lines(ofFile: path), path: path)
    guard !run.topics.isEmpty else {
      throw ToolError(
        "the run \(path) ranks nothing", advice: "give a run as 'fihrist run' prints it")
    }
    return EvaluatedRun(path: path, run: run, asked: run.topics)
  }

  /// What is at `path`: an index if it is a directory, otherwise a run.
  func run(of path: String) throws -> EvaluatedRun {
    var status = stat()
    let isDirectory = unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    return try isDirectory ? run(ofIndex: path) : run(ofFile: path)
  }
}
