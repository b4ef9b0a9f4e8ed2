import Fihrist

/// A run to be measured, with where it is from.
struct EvaluatedRun {
  /// The file or the index.
  var path: String
  /// What was ranked.
  var run: Run
  /// What ranked it; nil for a run from a file.
  var index: Index?
  /// The topics that were asked, whether or not something was found.
  var asked: [String]

  /// The topics that were asked and have no judgements in `qrels`, in their order.
  func unjudged(in qrels: Qrels) -> [String] {
    let judged = Set(qrels.topics)
    return asked.filter { !judged.contains($0) }
  }

  /// The topics that have judgements in `qrels` and were not asked, in their order.
  func unasked(in qrels: Qrels) -> [String] {
    let asked = Set(asked)
    return qrels.topics.filter { !asked.contains($0) }
  }

  /// Says on standard error which topics are without judgements, and which judgements without a
  /// topic.
  ///
  /// - Throws: ``ToolError`` if no topic has judgements in the file at `path`.
  func report(judgedIn qrels: Qrels, _ path: String) throws {
    let unjudged = unjudged(in: qrels)
    guard unjudged.count < asked.count else {
      throw ToolError(
        "none of the topics of \(self.path) has judgements in \(path)",
        advice: "check that both files belong to one test collection and name topics alike")
    }
    Self.note(unjudged, "without judgements in \(path), left out", from: self.path)
    Self.note(
      unasked(in: qrels), "with judgements in \(path) but not ranked, counted as 0",
      from: self.path)
  }

  private static func note(_ topics: [String], _ what: String, from path: String) {
    guard !topics.isEmpty else { return }
    let names = topics.prefix(5).joined(separator: ", ") + (topics.count > 5 ? ", …" : "")
    TextOutput.report(
      "note: \(path): \(Quantity.count(topics.count, "topic")) \(what): \(names)".displayed)
  }
}
