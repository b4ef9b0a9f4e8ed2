import ArgumentParser
import FihristAnswers

/// Measures a server under load.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Send queries to a server at a rate, and measure how long its answers take.",
    discussion: """
      With --rate a request is sent when it is due, whether or not those before are answered, and \
      its latency counts from then: a server that stalls is slow to everybody who would have asked \
      meanwhile. Without --rate each of --connections asks again as soon as it is answered, which \
      finds the most that a server can do. Exit code 1 says that no request succeeded.
      """)

  @Option(
    help: ArgumentHelp(
      "Where to ask, such as http://127.0.0.1:8080/v1/indexes/news/search?limit=10.",
      valueName: "url"))
  var url: String

  @Option(
    help: ArgumentHelp(
      """
      Lines of class, tab, query; or bare queries. Each is sent as a parameter of the address, in \
      a mixed order that is always the same. Without it the address is asked as it is.
      """, valueName: "file"),
    completion: .file())
  var queries: String?

  @Option(help: ArgumentHelp("The parameter that has the query.", valueName: "name"))
  var parameter = "q"

  @Option(
    help: ArgumentHelp(
      """
      A line of the head of each request, such as 'Authorization: Bearer KEY'; may be given \
      several times.
      """, valueName: "line"))
  var header: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Requests a second; without it as many as are answered.", valueName: "n"),
    transform: NumberOption.decimal(0.01...1_000_000, "from 0.01 to 1000000"))
  var rate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long requests are sent and counted. (default: 10s)", valueName: "time"),
    transform: TimeOption.seconds(from: 0.01))
  var duration = 10.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long requests are sent before, without being counted. (default: 0s)",
      valueName: "time"),
    transform: TimeOption.seconds(from: 0))
  var warmup = 0.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most connections at once. (default: 64 with --rate, 1 without)", valueName: "n"),
    transform: NumberOption.whole(1...900))
  var connections: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("When a request is given up. (default: 30s)", valueName: "time"),
    transform: TimeOption.seconds(from: 0.01))
  var timeout = 30.0

  @OptionGroup var files: LatencyFiles

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    for line in header where !Self.isHeader(line) {
      throw ValidationError("--header must be 'Name: value' on one line")
    }
    guard !parameter.isEmpty else { throw ValidationError("--parameter must name a parameter") }
  }

  /// Whether `line` is a name, a colon and a value, and cannot begin another line.
  private static func isHeader(_ line: String) -> Bool {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return false }
    return line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
      && !line[..<colon].contains(" ")
  }

  func run() throws {
    Interruption.watch()
    let target = try LoadTarget(url)
    let plan = LoadPlan(
      rate: rate, duration: duration, warmup: warmup,
      connections: connections ?? (rate == nil ? 1 : 64), timeout: timeout)
    let requests = try requests(to: target)
    let address = try LoadAddress(of: target)
    var run = LoadRun(plan, address, requests: requests)
    let progress = ProgressLine(isQuiet: false)
    defer { progress.clear() }
    let record = try run.run { seconds in
      progress.update("\(Int(seconds)) of \(Int(warmup + duration)) s")
    }
    progress.clear()
    let report = LoadReport(url: url, plan: plan, queries: requests.count, record: record)
    try files.write(record.all, isSteady: rate != nil, title: report.heading)
    try print(report)
    if record.succeeded == 0 { throw SilentExit(status: .nothingFound) }
  }

  private func requests(to target: LoadTarget) throws -> [[UInt8]] {
    guard let queries else {
      return [target.request(query: nil, parameter: parameter, headers: header)]
    }
    let texts = QueryFile.classes(of: try TextInput.lines(ofFile: queries))
      .flatMap(\.queries).map(\.text)
    guard !texts.isEmpty else {
      throw ToolError("\(queries) has no query", advice: "write one on each line")
    }
    var generator = SplitMix64(seed: 1)
    return texts.shuffled(using: &generator).map {
      target.request(query: $0, parameter: parameter, headers: header)
    }
  }

  private func print(_ report: LoadReport) throws {
    var output = TextOutput.standard
    if json {
      try output.line(report.json.text)
    } else {
      try output.line(report.heading)
      try output.line(report.summary)
      try output.line()
      for line in report.table.table().lines(for: .output) { try output.line(line) }
    }
    try output.flush()
  }
}
