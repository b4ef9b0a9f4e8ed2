import ArgumentParser
import Fihrist
import FihristAnswers

/// Measures the latency of queries.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how long queries take.",
    discussion: """
      One process, warm pages. Queries are parsed in advance and no stored text is read: only \
      looking up the terms and ranking are measured. A query's latency is the best of its \
      repetitions; classes alternate pass by pass.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    help: ArgumentHelp(
      "Lines of class, tab, query; or bare queries. - is standard input.", valueName: "file"),
    completion: .file())
  var queries: String?

  @Option(
    help: ArgumentHelp(
      "Whole requests instead: lines of class, tab, request in JSON; or bare requests.",
      valueName: "file"),
    completion: .file())
  var requests: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A query that the hits of each query must match too.", valueName: "query"))
  var filter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many hits are ranked. (default: 10)", valueName: "n"),
    transform: NumberOption.whole(1...NumberOption.hits.upperBound))
  var limit = 10

  @Flag(help: "Measure counting all matches too.")
  var count = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Passes that are not kept. (default: 2)", valueName: "n"),
    transform: NumberOption.whole(0...Self.mostPasses))
  var warmup = 2

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Passes; the best of them is kept for each query. (default: 5)", valueName: "n"),
    transform: NumberOption.whole(1...Self.mostPasses))
  var `repeat` = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads that share the queries of a pass. (default: 1)", valueName: "n"),
    transform: NumberOption.whole(NumberOption.threads))
  var threads = 1

  @Option(
    help: ArgumentHelp("Write every single time, and the hits, to a file.", valueName: "file"),
    completion: .file())
  var raw: String?

  @Flag(
    help: """
      Compare all hits, scores and totals with those of scoring every document; exit code 1 if \
      any differ.
      """)
  var verify = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Ask at a steady rate instead, so many queries a second, and count latencies from when a \
      query is due.
      """, valueName: "n"),
    transform: NumberOption.decimal(0.01...10_000_000, "from 0.01 to 10000000"))
  var rate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long to ask at that rate. (default: 10s)", valueName: "time"),
    transform: TimeOption.seconds(from: 0.01))
  var duration: Double?

  @OptionGroup var files: LatencyFiles

  @Flag(help: "Print one JSON object.")
  var json = false

  /// More passes than anyone waits for.
  private static let mostPasses = 1_000_000

  func validate() throws {
    if (queries == nil) == (requests == nil) {
      throw ValidationError("give either --queries or --requests")
    }
    if requests != nil, verify || filter != nil || threads > 1 && rate == nil {
      throw ValidationError(
        "--verify, --filter and --threads are for --queries; a request has its own filter")
    }
    if rate == nil, duration != nil || !files.isEmpty {
      throw ValidationError("--duration, --hgrm and --svg are for --rate")
    }
    if rate != nil, verify || raw != nil {
      throw ValidationError("--verify and --raw are for passes, without --rate")
    }
  }

  func run() throws {
    Interruption.watch()
    if let requests { return try measure(requests: requests) }
    guard let queries else { return }
    let opened = try RankedIndex(path: index.path, filter: filter)
    let classes = try Self.parse(queries, index: opened)
    if let rate {
      let rankers = (0..<threads).map { _ in MeasuredRanker(opened, limit: limit) }
      let counting = count
      return try measure(classes.flatMap(\.queries), of: opened.index, at: rate) { query, thread in
        try rankers[thread].rank(query, counting: counting)
      }
    }
    let plan = BenchmarkPlan(
      filter: filter, limit: limit, isCounting: count, warmup: warmup, repetitions: self.repeat,
      threads: threads)
    let measured = BenchmarkRun(
      plan: plan, classes: classes,
      rankings: (0..<threads).map { _ in MeasuredRanker(opened, limit: limit) })
    let progress = ProgressLine(isQuiet: false)
    defer { progress.clear() }
    let measurements = try measured.measurements { pass, count in
      progress.update("pass \(pass + 1) of \(count)")
    }
    let verified =
      verify ? try Self.verify(classes, index: opened, limit: limit, progress: progress) : nil
    progress.clear()
    if let raw {
      try RawFile.write(measurements, classes: classes, plan: plan, index: opened, to: raw)
    }
    try print(
      BenchReport(plan: plan, measurements: measurements, verified: verified), of: opened.index)
  }

  /// Measures whole requests: their hits, facets and whatever else they ask for.
  private func measure(requests path: String) throws {
    let opened = try Index(path: index.path)
    let classes = try RequestFile.classes(ofFile: path, for: opened)
    if let rate {
      let counting = count
      return try measure(classes.flatMap(\.requests), of: opened, at: rate) { request, _ in
        try request.run(in: opened, counting: counting)
      }
    }
    let plan = BenchmarkPlan(
      limit: limit, isCounting: count, warmup: warmup, repetitions: self.repeat, threads: 1)
    let progress = ProgressLine(isQuiet: false)
    defer { progress.clear() }
    let measurements = try RequestRun(plan: plan, classes: classes, index: opened).measurements {
      progress.update("pass \($0 + 1) of \($1)")
    }
    progress.clear()
    if let raw {
      var file = try TextOutput(creating: raw)
      for repetition in 0..<plan.repetitions {
        for measurement in measurements {
          try file.line(BenchReport.rawLine(measurement, repetition: repetition))
        }
      }
      try file.flush()
    }
    try print(BenchReport(plan: plan, measurements: measurements, verified: nil), of: opened)
  }

  /// Asks `items` in a mixed order, again and again, at a steady rate.
  private func measure<Item: Sendable>(
    _ items: [Item], of index: Index, at rate: Double,
    _ ask: @escaping @Sendable (_ item: Item, _ thread: Int) throws -> Void
  ) throws {
    var generator = SplitMix64(seed: 1)
    let mixed = items.shuffled(using: &generator)
    for _ in 0..<warmup {
      for item in mixed {
        if Interruption.isRequested { throw SilentExit(status: .interrupted) }
        try ask(item, 0)
      }
    }
    let duration = duration ?? 10
    let latencies = try SteadyRun(rate: rate, duration: duration, threads: threads).latencies {
      try ask(mixed[$1 % mixed.count], $0)
    }
    let report = SteadyReport(
      rate: rate, duration: duration, threads: threads, queries: items.count,
      documents: index.information.documents, latencies: latencies)
    try files.write(latencies, isSteady: true, title: report.heading)
    var output = TextOutput.standard
    if json {
      try output.line(report.json.text)
    } else {
      try output.line(report.heading)
      try output.line()
      for line in report.table.table().lines(for: .output) { try output.line(line) }
    }
    try output.flush()
  }

  private static func verify(
    _ classes: [ParsedClass], index: RankedIndex, limit: Int, progress: ProgressLine
  ) throws -> Int {
    let count = classes.reduce(0) { $0 + $1.queries.count }
    return try RankingCheck(index, limit: limit).run(classes) { compared in
      progress.update("query \(compared + 1) of \(count) compared")
    }
  }

  private func print(_ report: BenchReport, of index: Index) throws {
    let information = index.information
    let documents = information.documents
    let segments = information.segments.count
    var output = TextOutput.standard
    if json {
      try output.line(report.json(documents: documents, segments: segments).text)
    } else {
      try output.line(report.heading(documents: documents, segments: segments))
      try output.line()
      for line in report.table().lines(for: .output) { try output.line(line) }
      if let line = report.verification { try output.line(line) }
    }
    try output.flush()
  }

  /// The queries of the file at `path`, parsed; the first that is not a query ends the command
  /// and is named.
  private static func parse(_ path: String, index: RankedIndex) throws -> [ParsedClass] {
    let classes = QueryFile.classes(of: try TextInput.lines(ofFile: path))
    guard !classes.isEmpty else {
      throw ToolError("\(path) has no query", advice: "write one on each line")
    }
    return try classes.map { queryClass in
      ParsedClass(
        name: queryClass.name,
        queries: try queryClass.queries.map { try Self.parse($0, path: path, index: index) })
    }
  }

  private static func parse(
    _ entry: QueryClass.Entry, path: String, index: RankedIndex
  ) throws -> Query {
    do {
      return try index.index.query(strictly: entry.text)
    } catch let error as QueryError {
      throw ToolError("\(path):\(entry.line): \(error.reason)", advice: error.advice)
    }
  }
}
