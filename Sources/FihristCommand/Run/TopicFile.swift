import FihristAnswers

/// A file of topics: `qid<TAB>text` on a line.
enum TopicFile {
  /// The topics of `lines` in their order; empty lines are skipped.
  ///
  /// - Throws: ``ToolError`` with the line in `path` for a line without a tab, a name with white
  ///   space or control characters, and a repeated name, because a run must not rank one topic
  ///   twice; and for a file without topics.
  static func topics(of lines: [String], path: String) throws -> [Topic] {
    var topics: [Topic] = []
    var names: Set<String> = []
    for (index, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
      let location = "\(path):\(index + 1)"
      let scalars = line.unicodeScalars
      guard let tab = scalars.firstIndex(of: "\t") else {
        throw ToolError("\(location): the tab is missing", advice: "write qid, a tab, and the text")
      }
      let topic = Topic(
        id: String(scalars[..<tab]), text: String(scalars[scalars.index(after: tab)...]))
      guard !topic.id.isEmpty, !topic.id.unicodeScalars.contains(where: RunWord.breaks) else {
        throw ToolError(
          "\(location): '\(topic.id.displayed)' is not a name for a topic",
          advice: "give each topic a name without white space and control characters")
      }
      guard names.insert(topic.id).inserted else {
        throw ToolError(
          "\(location): the topic '\(topic.id.displayed)' is repeated",
          advice: "give each topic a name of its own")
      }
      topics.append(topic)
    }
    guard !topics.isEmpty else {
      throw ToolError(
        "\(path == "-" ? "standard input" : path) has no topic",
        advice: "write qid, a tab, and the text on each line")
    }
    return topics
  }
}
