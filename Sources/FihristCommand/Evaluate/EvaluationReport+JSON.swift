import Fihrist
import FihristAnswers

extension EvaluationReport {
  /// One object, with the figures unrounded.
  var json: JSON {
    var members: [JSON.Member] = [
      JSON.Member("path", .string(measured.path)),
      JSON.Member("topics", .integer(evaluation.topics.count)),
      JSON.Member("unjudged", Self.names(measured.unjudged(in: qrels))),
      JSON.Member("unasked", Self.names(measured.unasked(in: qrels))),
      JSON.Member("measures", .array(zip(measures, means).map(Self.json))),
      JSON.Member("by_topic", .array(evaluation.topics.indices.map(json(ofTopic:)))),
    ]
    if let compared, let against {
      members.append(JSON.Member("against", json(of: compared, against)))
    }
    return .object(members)
  }

  private func json(of compared: Compared, _ against: EvaluatedRun) -> JSON {
    [
      "path": .string(against.path),
      "unjudged": Self.names(against.unjudged(in: qrels)),
      "unasked": Self.names(against.unasked(in: qrels)),
      "measures": .array(zip(measures, compared.means).map(Self.json)),
      "differences": .array(
        zip(measures, compared.differences).map { measure, difference in
          [
            "measure": .string("\(measure)"),
            "mean": .number(difference.estimate.mean),
            "interval": Self.json(difference.estimate.interval),
            "p": .number(difference.significance),
            "p_holm": .number(difference.adjustedSignificance),
          ]
        }),
      "won": .integer(compared.won),
      "lost": .integer(compared.lost),
      "most_won": .array(mostWon.map(json)),
      "most_lost": .array(mostLost.map(json)),
    ]
  }

  /// What was measured of the topic at `index`.
  private func json(ofTopic index: Int) -> JSON {
    let topic = evaluation.topics[index]
    var members: [JSON.Member] = [
      JSON.Member("qid", .string(topic)), JSON.Member("text", JSON(texts[topic])),
      JSON.Member("values", values(ofTopic: index, in: evaluation)),
    ]
    if let compared {
      members.append(JSON.Member("against", values(ofTopic: index, in: compared.evaluation)))
    }
    return .object(members)
  }

  private func values(ofTopic index: Int, in evaluation: Evaluation) -> JSON {
    .object(
      zip(measures, evaluation.values).map { measure, values in
        JSON.Member("\(measure)", .number(values[index]))
      })
  }

  private func json(_ change: EvaluationComparison.Change) -> JSON {
    [
      "qid": .string(change.topic),
      "text": JSON(texts[change.topic]),
      "value": .number(change.first),
      "against": .number(change.second),
      "reason": reasons[change.topic]?.json ?? .null,
    ]
  }

  private static func json(_ measure: Measure, _ estimate: Estimate) -> JSON {
    [
      "measure": .string("\(measure)"),
      "mean": .number(estimate.mean),
      "interval": json(estimate.interval),
    ]
  }

  private static func json(_ interval: ClosedRange<Double>) -> JSON {
    .array([.number(interval.lowerBound), .number(interval.upperBound)])
  }

  private static func names(_ topics: [String]) -> JSON { .array(topics.map(JSON.string)) }
}
