import ArgumentParser
import Fihrist
import FihristAnswers

/// Ranks the topics of a test collection.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Rank the topics of a test collection and print a TREC run.",
    discussion: """
      A topic is a plain question: any of its words may match, and signs in it have no meaning. \
      With --phrases it is a phrase. A topic without a searched word gets no lines. Exit code 1 \
      means that no topic matched anything.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    help: ArgumentHelp(
      "Lines of qid, tab, text. - is standard input.", valueName: "file"),
    completion: .file())
  var topics: String

  @OptionGroup var topicOptions: TopicOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rank only documents that this query matches too, in which signs count.", valueName: "query"))
  var filter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many documents for a topic at most. (default: 1000)", valueName: "n"),
    transform: NumberOption.whole(1...NumberOption.hits.upperBound))
  var limit = 1000

  @Option(help: ArgumentHelp("The name of the run, the last word of each line.", valueName: "name"))
  var tag = "fihrist"

  func validate() throws {
    guard !tag.isEmpty, !tag.unicodeScalars.contains(where: RunWord.breaks) else {
      throw ValidationError("--tag must be a name without white space and control characters")
    }
  }

  func run() throws {
    let opened = try RankedIndex(path: index.path, filter: filter)
    let topics = try TopicFile.topics(
      of: try TextInput.lines(ofFile: self.topics), path: self.topics)
    var output = TextOutput.standard
    var hasFound = false
    for topic in topics {
      let hits = try opened.hits(for: topic, topicOptions, limit: limit)
      for line in RunLine.lines(of: hits, for: topic, tag: tag) {
        try output.line(line.text)
        hasFound = true
      }
    }
    try output.flush()
    if !hasFound {
      throw ToolError(
        "no topic matches anything",
        advice: "check that the topics and the index are of one language",
        status: .nothingFound)
    }
  }
}
