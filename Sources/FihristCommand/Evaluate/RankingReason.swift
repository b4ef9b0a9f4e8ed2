import Fihrist

/// Why two runs rank a topic differently: what two documents get points for. One is the document
/// of the first rank where the runs differ, the other what the other run has there.
struct RankingReason {
  /// What one index says.
  struct Side {
    /// The index.
    var path: String
    /// The score of the document less that of the other.
    var difference: Double
    /// Whether the document matches, and the other is only related: that gets points for roots
    /// alone.
    var isOtherRelated: Bool
    /// The same the other way round.
    var isDocumentRelated: Bool
    /// What differs most.
    var parts: [Part]
  }

  /// What both documents get points for.
  struct Part {
    /// What it is, such as a word at a level.
    var description: String
    /// What the document has.
    var value: Points
    /// What the other document has.
    var other: Points

    var difference: Double { value.sum - other.sum }
  }

  /// Points of one document.
  struct Points {
    /// How many.
    var sum = 0.0
    /// What they were computed from.
    var factors: [ScoreExplanation.Factor] = []
  }

  /// The document that the measured run has.
  var document: String
  /// The document that the other run has.
  var other: String
  /// What the indexes say; runs from files say nothing.
  var sides: [Side]

  /// More parts are not shown.
  private static let maximumPartCount = 3

  /// The reason for `topic`; nil if neither run is from an index, or one ranks what the other does
  /// and more.
  init?(
    of topic: Topic, _ options: TopicOptions, measured: EvaluatedRun, against: EvaluatedRun
  ) throws {
    let ranked = zip(measured.run.ranking(for: topic.id), against.run.ranking(for: topic.id))
    guard let (document, other) = ranked.first(where: { $0 != $1 }) else { return nil }
    self.document = document
    self.other = other
    sides = try [measured, against].compactMap {
      try Side(in: $0, options.query, topic, document, other)
    }
    if sides.isEmpty { return nil }
  }
}

extension RankingReason.Side {
  /// What the index of `run` says; nil if it has none, or not both documents.
  fileprivate init?(
    in run: EvaluatedRun, _ query: (Topic, Analyzer) -> Query, _ topic: Topic, _ document: String,
    _ other: String
  ) throws {
    guard let index = run.index else { return nil }
    let request = SearchRequest(query(topic, index.analyzer))
    guard let one = try index.explanation(of: document, for: request),
      let two = try index.explanation(of: other, for: request)
    else { return nil }
    path = run.path
    difference = Double(one.score ?? 0) - Double(two.score ?? 0)
    isOtherRelated = two.isRelated && !one.isRelated
    isDocumentRelated = one.isRelated && !two.isRelated
    parts = RankingReason.parts(one, two)
  }
}

extension RankingReason {
  /// The parts in which two documents differ most.
  fileprivate static func parts(_ one: HitExplanation, _ two: HitExplanation) -> [Part] {
    var parts: [String: Part] = [:]
    for leaf in leaves(of: one) {
      let part = parts[leaf.description]
      parts[leaf.description] = Part(
        description: leaf.description, value: points(leaf, part?.value), other: Points())
    }
    for leaf in leaves(of: two) {
      var part =
        parts[leaf.description]
        ?? Part(description: leaf.description, value: Points(), other: Points())
      part.other = points(leaf, part.other)
      parts[leaf.description] = part
    }
    let differing = parts.values.filter { $0.difference != 0 }.sorted {
      (abs($1.difference), $0.description) < (abs($0.difference), $1.description)
    }
    return Array(differing.prefix(maximumPartCount))
  }

  private static func leaves(of hit: HitExplanation) -> [ScoreExplanation] {
    hit.score == nil ? [] : hit.explanation.leaves.filter { $0.value != 0 }
  }

  /// The points of `leaf` and those known of what is called the same.
  private static func points(_ leaf: ScoreExplanation, _ known: Points?) -> Points {
    Points(sum: (known?.sum ?? 0) + leaf.value, factors: leaf.factors)
  }
}
