import Fihrist

/// What was measured, for people and for programs.
struct EvaluationReport {
  /// What the caller chose.
  struct Options {
    /// How many of the best documents count.
    var cutoff: Int
    /// How many of the topics that won and lost most are shown.
    var show: Int
    /// Where random numbers start.
    var seed: UInt64
  }

  private let measured: EvaluatedRun
  private let against: EvaluatedRun?
  private let qrels: Qrels
  private let texts: [String: String]
  private let options: Options
  private let measures: [Measure]
  private let evaluation: Evaluation
  private let means: [Estimate]
  private let compared: Compared?

  /// What a comparison gives.
  private struct Compared {
    var means: [Estimate]
    var differences: [EvaluationComparison.Difference]
    /// Of the first measure.
    var changes: [EvaluationComparison.Change]

    var won: Int { changes.count { $0.difference > 0 } }
    var lost: Int { changes.count - won }
  }

  /// Measures by the judgements in `qrels`; `topics` have the texts to show.
  init(
    measured: EvaluatedRun, against: EvaluatedRun?, qrels: Qrels, topics: [Topic], options: Options
  ) {
    self.measured = measured
    self.against = against
    self.qrels = qrels
    self.options = options
    texts = Dictionary(topics.map { ($0.id, $0.text) }) { first, _ in first }
    measures = Measure.all(at: options.cutoff)
    evaluation = Evaluation(of: measured.run, by: qrels, measures: measures)
    means = evaluation.means(seed: options.seed)
    compared = against.map { [measures] other in
      let comparison = EvaluationComparison(
        of: measured.run, with: other.run, by: qrels, measures: measures)
      return Compared(
        means: comparison.second.means(seed: options.seed),
        differences: comparison.differences(seed: options.seed),
        changes: comparison.changes(ofMeasure: 0))
    }
  }

  private var mostWon: [EvaluationComparison.Change] {
    (compared?.changes ?? []).prefix(options.show).filter { $0.difference > 0 }
  }

  private var mostLost: [EvaluationComparison.Change] {
    (compared?.changes ?? []).suffix(options.show).reversed().filter { $0.difference < 0 }
  }
}

extension EvaluationReport {
  /// A table of the measures, and the topics that changed.
  func lines(for terminal: Terminal) -> [String] {
    let count = Quantity.count(evaluation.topics.count, "judged topic")
    guard let compared, let against else {
      return ["\(measured.path.displayed): \(count)", ""] + table().lines(for: terminal)
    }
    var lines = ["\(measured.path.displayed) against \(against.path.displayed): \(count)", ""]
    lines += table(of: compared).lines(for: terminal)
    let equal = evaluation.topics.count - compared.changes.count
    lines += [
      "",
      "\(measures[0]): \(Quantity.count(compared.won)) won, \(Quantity.count(compared.lost)) lost, "
        + "\(Quantity.count(equal)) equal",
    ]
    if !mostWon.isEmpty || !mostLost.isEmpty {
      lines.append("")
      lines += changes().lines(for: terminal)
    }
    return lines
  }

  private func table() -> Table {
    var table = Table([("measure", .left), ("mean", .right), ("95 % interval", .left)])
    for (measure, estimate) in zip(measures, means) {
      table.append([
        "\(measure)", Self.figure(estimate.mean), Self.interval(estimate, Self.figure),
      ])
    }
    return table
  }

  private func table(of compared: Compared) -> Table {
    var table = Table([
      ("measure", .left), ("mean", .right), ("against", .right), ("difference", .right),
      ("95 % interval", .left), ("p", .right), ("p (Holm)", .right),
    ])
    for (index, measure) in measures.enumerated() {
      let difference = compared.differences[index]
      table.append([
        "\(measure)", Self.figure(means[index].mean), Self.figure(compared.means[index].mean),
        Self.signed(difference.estimate.mean), Self.interval(difference.estimate, Self.signed),
        Self.figure(difference.significance), Self.figure(difference.adjustedSignificance),
      ])
    }
    return table
  }

  private func changes() -> Table {
    var table = Table([
      ("", .left), ("mean", .right), ("against", .right), ("topic", .left), ("", .left),
    ])
    for change in mostWon + mostLost {
      table.append([
        change.difference > 0 ? "won" : "lost", Self.figure(change.first),
        Self.figure(change.second), change.topic.displayed,
        (texts[change.topic] ?? "").displayed,
      ])
    }
    return table
  }

  private static func interval(_ estimate: Estimate, _ shown: (Double) -> String) -> String {
    "\(shown(estimate.interval.lowerBound)) to \(shown(estimate.interval.upperBound))"
  }

  private static func figure(_ value: Double) -> String { Quantity.decimal(value, decimals: 4) }

  private static func signed(_ value: Double) -> String {
    let text = figure(value)
    return text.hasPrefix("-") || text == figure(0) ? text : "+\(text)"
  }
}

extension EvaluationReport {
  /// One object, with the figures unrounded.
  var json: JSON {
    var members: [JSON.Member] = [
      JSON.Member("path", .string(measured.path)),
      JSON.Member("topics", .integer(evaluation.topics.count)),
      JSON.Member("unjudged", Self.names(measured.unjudged(in: qrels))),
      JSON.Member("unasked", Self.names(measured.unasked(in: qrels))),
      JSON.Member("measures", .array(zip(measures, means).map(Self.json))),
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

  private func json(_ change: EvaluationComparison.Change) -> JSON {
    [
      "qid": .string(change.topic),
      "text": JSON(texts[change.topic]),
      "value": .number(change.first),
      "against": .number(change.second),
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
