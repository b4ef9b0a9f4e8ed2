import Fihrist
import FihristAnswers

/// A line of a TREC run: `qid Q0 key rank score tag`.
struct RunLine {
  /// The topic's name.
  var topic: String
  /// The document's key.
  var key: String
  /// Counted from 1.
  var rank: Int
  /// The score, lower than that of the line before: evaluation tools sort by it, and have their
  /// own order for equal ones.
  var score: Float
  /// The name of the run.
  var tag: String

  /// The lines for `hits`.
  static func lines(of hits: [Hit], for topic: Topic, tag: String) -> [RunLine] {
    zip(hits, descending(hits.map { $0.score ?? 0 })).map { hit, score in
      RunLine(topic: topic.id, key: hit.key, rank: hit.rank, score: score, tag: tag)
    }
  }

  /// `scores`, each of them lowered to the next number below the one before where it is not lower.
  static func descending(_ scores: [Float]) -> [Float] {
    var scores = scores
    for index in scores.indices.dropFirst() {
      scores[index] = min(scores[index], scores[index - 1].nextDown)
    }
    return scores
  }

  /// The line without its end.
  var text: String { "\(topic) Q0 \(RunWord(key).text) \(rank) \(score) \(tag)" }
}
