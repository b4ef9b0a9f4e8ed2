/// A line of a TREC run: `qid Q0 key rank score tag`.
struct RunLine {
  /// The topic's name.
  var topic: String
  /// The document's key.
  var key: String
  /// Counted from 1.
  var rank: Int
  /// The score; evaluation tools sort by it.
  var score: Float
  /// The name of the run.
  var tag: String

  /// The line without its end.
  ///
  /// - Throws: ``ToolError`` if the key has white space, which the form cannot hold.
  func text() throws -> String {
    guard !key.unicodeScalars.contains(where: \.properties.isWhitespace) else {
      throw ToolError(
        "the key '\(key.displayed)' has white space, which a TREC run cannot hold",
        advice: "index the documents under keys without it")
    }
    return "\(topic) Q0 \(key) \(rank) \(score) \(tag)"
  }
}
