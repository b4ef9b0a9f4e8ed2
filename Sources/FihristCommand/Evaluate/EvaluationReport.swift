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

  /// What was measured.
  let measured: EvaluatedRun
  /// What it is compared with.
  let against: EvaluatedRun?
  /// The judgements.
  let qrels: Qrels
  /// What topics ask, by their names.
  let texts: [String: String]
  /// What the caller chose.
  let options: Options
  /// What was measured of each topic.
  let measures: [Measure]
  /// The values of all topics.
  let evaluation: Evaluation
  /// The means of ``measures``.
  let means: [Estimate]
  /// What the comparison gives; nil if there is none.
  let compared: Compared?

  /// Why topics of ``mostWon`` and ``mostLost`` are ranked differently, by their names.
  private(set) var reasons: [String: RankingReason] = [:]

  /// What a comparison gives.
  struct Compared {
    var means: [Estimate]
    /// The values of all topics.
    var evaluation: Evaluation
    var differences: [EvaluationComparison.Difference]
    /// Of the first measure.
    var changes: [EvaluationComparison.Change]

    /// How many topics won.
    var won: Int { changes.count { $0.difference > 0 } }
    /// How many topics lost.
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
        means: comparison.second.means(seed: options.seed), evaluation: comparison.second,
        differences: comparison.differences(seed: options.seed),
        changes: comparison.changes(ofMeasure: 0))
    }
  }

  /// Finds the reasons of the topics that won and lost most; what they ask is in `topics`.
  mutating func findReasons(_ topics: [Topic], _ options: TopicOptions) throws {
    guard let against else { return }
    let wanted = Set((mostWon + mostLost).map(\.topic))
    for topic in topics where wanted.contains(topic.id) {
      reasons[topic.id] = try RankingReason(
        of: topic, options, measured: measured, against: against)
    }
  }

  /// The topics that won most.
  var mostWon: [EvaluationComparison.Change] {
    (compared?.changes ?? []).prefix(options.show).filter { $0.difference > 0 }
  }

  /// The topics that lost most.
  var mostLost: [EvaluationComparison.Change] {
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
    for change in mostWon + mostLost {
      guard let reason = reasons[change.topic] else { continue }
      lines += ["", "\(change.topic.displayed):"] + reason.lines(for: terminal)
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
