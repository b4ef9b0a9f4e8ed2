import ArgumentParser
import Fihrist

/// How topics are searched.
struct TopicOptions: ParsableArguments {
  @Flag(help: "Search each topic as a phrase: all its words side by side, in their order.")
  var phrases = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --phrases: how many steps words may be from where they should be. (default: 0)",
      valueName: "n"),
    transform: NumberOption.whole(0...Query.maximumSlop))
  var slop: Int?

  func validate() throws {
    guard phrases || slop == nil else { throw ValidationError("--slop needs --phrases") }
  }

  /// What `topic` asks for.
  func query(for topic: Topic, analyzer: Analyzer) -> Query {
    phrases
      ? .phrase(of: topic.text, slop: slop ?? 0, analyzer: analyzer)
      : .anyWords(in: topic.text, analyzer: analyzer)
  }
}
