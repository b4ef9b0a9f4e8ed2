import ArgumentParser
import Fihrist
import FihristAnswers

/// Measures how well topics are ranked, by judgements.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure by judgements how well topics are ranked, and compare two rankings.",
    discussion: """
      Topics are ranked as by 'fihrist run'. The figures are those of trec_eval over all judged \
      topics: one that nothing was found for counts as 0. Intervals hold the mean with a \
      probability of 95 %. p is the probability of such a difference by chance; after Holm's \
      correction it holds for all measures together.
      """)

  @Option(
    name: .customLong("index"),
    help: ArgumentHelp("The directory of the index.", valueName: "dir"), completion: .directory)
  var path: String?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("A TREC run to measure instead of an index.", valueName: "file"),
    completion: .file())
  var runFile: String?

  @Option(
    help: ArgumentHelp(
      "Lines of qid, tab, text; indexes need them. - is standard input.", valueName: "file"),
    completion: .file())
  var topics: String?

  @OptionGroup var topicOptions: TopicOptions

  @Option(
    help: ArgumentHelp("TREC judgements: lines of qid, 0, key, grade.", valueName: "file"),
    completion: .file())
  var qrels: String

  @Option(
    help: ArgumentHelp(
      "What to compare with: a TREC run, or the directory of another index.", valueName: "path"),
    completion: .file())
  var against: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many of the best documents count. (default: 10)", valueName: "k"),
    transform: NumberOption.whole(1...NumberOption.hits.upperBound))
  var cutoff = 10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many documents are ranked; AP counts all. (default: 1000)", valueName: "n"),
    transform: NumberOption.whole(1...NumberOption.hits.upperBound))
  var limit = 1000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many of the topics that won and lost most are shown. (default: 5)", valueName: "n"),
    transform: NumberOption.whole(NumberOption.hits))
  var show = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where the random numbers of intervals and p start. (default: 1)", valueName: "n"),
    transform: NumberOption.whole(0...Int.max))
  var seed = 1

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard (path == nil) != (runFile == nil) else {
      throw ValidationError("give either --index or --run")
    }
    guard [path, runFile, topics, qrels, against].allSatisfy({ $0 != "" }) else {
      throw ValidationError("each option must name a file or a directory")
    }
    guard [runFile, topics, qrels, against].count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("only one file can be standard input")
    }
  }

  func run() throws {
    let qrels = try Qrels(lines: try TextInput.lines(ofFile: self.qrels), path: self.qrels)
    guard !qrels.topics.isEmpty else {
      throw ToolError(
        "\(self.qrels) has no judgement",
        advice: "write a topic, 0, a key and a grade on each line")
    }
    let topics = try self.topics.map {
      try TopicFile.topics(of: try TextInput.lines(ofFile: $0), path: $0)
    }
    let reader = EvaluatedRunReader(topics: topics, options: topicOptions, limit: limit)
    let first = try path.map(reader.run(ofIndex:)) ?? reader.run(ofFile: runFile ?? "-")
    let second = try against.map(reader.run(of:))
    for run in [first, second].compactMap(\.self) { try run.report(judgedIn: qrels, self.qrels) }
    var report = EvaluationReport(
      measured: first, against: second, qrels: qrels, topics: topics ?? [],
      options: EvaluationReport.Options(cutoff: cutoff, show: show, seed: UInt64(seed)))
    try report.findReasons(topics ?? [], topicOptions)
    var output = TextOutput.standard
    if json {
      try output.line(report.json.text)
    } else {
      for line in report.lines(for: .output) { try output.line(line) }
    }
    try output.flush()
  }
}
