/// What a search engine ranked for topics.
public struct Run: Sendable, Hashable {
  /// The topics in the order in which they came.
  public private(set) var topics: [String] = []

  private var rankings: [String: [String]] = [:]

  /// Makes a run without topics.
  public init() {}

  /// Reads the lines of a TREC run: `topic Q0 document rank score tag`. Empty lines are skipped.
  ///
  /// The order is that of `trec_eval`: by score in single precision, and equal scores by document
  /// from the last to the first in the order of bytes. The ranks in the file are not used.
  ///
  /// - Parameters:
  ///   - lines: The lines of the file.
  ///   - path: The name of the file in errors.
  /// - Throws: ``EvaluationError`` for the first line that is not of a run, or ranks a document
  ///   again for the same topic.
  /// - Complexity: O(n log n) for n lines.
  public init(lines: some Sequence<String>, path: String) throws {
    let format = LineParts(
      path: path, names: ["topic", "Q0", "document", "rank", "score", "tag"])
    var scores: [String: [String: Float]] = [:]
    for (index, line) in lines.enumerated() {
      guard let parts = try format.parts(of: line, number: index + 1) else { continue }
      guard let score = Double(parts[4]), !score.isNaN else {
        throw EvaluationError(
          .number, path: path, line: index + 1, reason: "the score '\(parts[4])' is not a number",
          advice: "write scores as decimal numbers, higher ones for better documents")
      }
      if scores[parts[0]] == nil { topics.append(parts[0]) }
      let old = scores[parts[0], default: [:]].updateValue(Float(score), forKey: parts[2])
      guard old == nil else {
        throw EvaluationError(
          .repeated, path: path, line: index + 1,
          reason: "the document '\(parts[2])' was already ranked for the topic '\(parts[0])'",
          advice: "keep one of the two lines")
      }
    }
    rankings = scores.mapValues { Self.ranking(of: $0) }
  }

  private static func ranking(of scores: [String: Float]) -> [String] {
    scores.sorted {
      $0.value == $1.value
        ? $1.key.utf8.lexicographicallyPrecedes($0.key.utf8) : $0.value > $1.value
    }.map(\.key)
  }

  /// Adds what was found for `topic`, the best document first, or replaces what the topic had.
  public mutating func rank(_ documents: [String], for topic: String) {
    if rankings.updateValue(documents, forKey: topic) == nil { topics.append(topic) }
  }

  /// The documents of `topic`, the best first; empty if nothing was found for it.
  public func ranking(for topic: String) -> [String] { rankings[topic] ?? [] }
}
