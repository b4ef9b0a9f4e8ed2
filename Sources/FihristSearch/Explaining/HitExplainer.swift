internal import FihristFormat
package import FihristStorage
package import FihristText

/// Explains what a search says about one document: its score, or why it is not found.
package struct HitExplainer {
  /// What a search says.
  package struct Answer {
    /// Whether the document matches the query and the filter.
    package var isFound: Bool
    /// Whether it does not, and is ranked for related words.
    package var isRelated: Bool
    /// The score that a search gives it; nil if it gives none.
    package var score: Float?
    /// Why.
    package var explanation: ScoreExplanation
  }

  let ranker: Ranker
  let names: QueryNames
  private let analyzer: Analyzer

  /// Makes an explainer.
  ///
  /// - Parameters:
  ///   - ranker: What ranks the index; no other call may use it meanwhile.
  ///   - names: The names of the parts of the query.
  ///   - analyzer: That of the index.
  package init(_ ranker: Ranker, names: QueryNames, analyzer: Analyzer) {
    self.ranker = ranker
    self.names = names
    self.analyzer = analyzer
  }

  /// What a search for `query` says about a live document.
  ///
  /// - Parameters:
  ///   - query: What is looked for.
  ///   - filter: What hits must match as well.
  ///   - document: The document's number in the segment of index `segment`.
  ///   - segment: The index of the segment in the snapshot.
  ///   - statistics: What scores are computed from; those of the snapshot if `nil`.
  ///   - values: What the document has in a column, for a filter that it does not pass.
  /// - Throws: ``IndexError`` as a search does.
  package func answer(
    to query: Query, filter: Query?, document: UInt32, segment: Int,
    statistics: CollectionStatistics? = nil, values: @escaping (String) -> [String]
  ) throws(IndexError) -> Answer {
    let reasons = MissReasons(self, document, segment, values)
    let matches = try ranker.matches(query, document, ofSegment: segment)
    var misses: [ScoreExplanation] = []
    if let filter, try !ranker.matches(filter, document, ofSegment: segment) {
      misses.append(
        ScoreExplanation(
          0, "it does not pass the filter", details: [try reasons.reason(against: filter)]))
    }
    let scores = try DocumentScores(
      query, of: document, segment: segment, by: ranker, statistics: statistics)
    let isForbidden = matches ? false : try reasons.isForbidden(by: query)
    let isRelated = !matches && scores.ranksRelated && scores.score > 0 && !isForbidden
    if !matches, !isRelated { misses.insert(try reasons.reason(against: query), at: 0) }
    guard misses.isEmpty else {
      return Answer(
        isFound: false, isRelated: false,
        explanation: ScoreExplanation(0, "it is not found", details: misses))
    }
    let details = try self.details(query, scores, document, segment)
    let explanation = ScoreExplanation(
      Double(scores.score),
      isRelated
        ? "it is ranked for related words: the sum of what they add"
        : "the score: the sum of what the parts of the query add",
      details: details.isEmpty ? [ScoreExplanation(0, "nothing that scores")] : details)
    return Answer(
      isFound: matches, isRelated: isRelated, score: scores.score, explanation: explanation)
  }

  // MARK: Parts

  private func details(
    _ query: Query, _ scores: DocumentScores, _ document: UInt32, _ segment: Int
  ) throws(IndexError) -> [ScoreExplanation] {
    let spaced = SpacedQuery(query, in: ranker.snapshot)
    let found = try FoundWords(of: document, in: ranker.snapshot.segments[segment], analyzer)
    var rest = scores.parts[...]
    var details: [ScoreExplanation] = []
    var counted: [Set<CollectionStatistics.Term>] = []
    for part in ScoredPart.parts(of: spaced.query, spaced.spaces) {
      // Items are in the order of the parts; one that two parts share is with the first of them.
      var own: [(part: DocumentScores.Part, level: ScoredPart.Level?)] = []
      while let next = rest.first {
        let level = part.levels.first { Set($0.terms) == Set(next.terms) }
        let isConstant = part.levels.isEmpty && next.terms.isEmpty && own.isEmpty
        guard level != nil || isConstant else { break }
        own.append((next, level))
        rest.removeFirst()
      }
      if part.isWeightless, own.isEmpty { continue }
      details.append(detail(part, own, found, counted))
      counted += own.filter { $0.part.score > 0 }.map { Set($0.part.terms) }
    }
    // There is nothing left; if there were, the sum would still be right.
    details += rest.map { ScoreExplanation($0.growth, "another part", factors: $0.factors) }
    return details
  }

  private func detail(
    _ part: ScoredPart, _ own: [(part: DocumentScores.Part, level: ScoredPart.Level?)],
    _ found: FoundWords, _ counted: [Set<CollectionStatistics.Term>]
  ) -> ScoreExplanation {
    let name = names.name(of: part.query)
    let present = own.filter { $0.part.score > 0 }
    let shared = part.levels.first { counted.contains(Set($0.terms)) }
    guard let best = present.first else {
      guard let shared else { return ScoreExplanation(0, "\(name) is not in the document") }
      return ScoreExplanation(
        0, "\(name) is found as \(Self.name(of: shared)), which is counted above",
        words: found.words(of: part, at: shared))
    }
    let sum = present.reduce(0) { $0 + $1.part.growth }
    guard let level = best.level else {
      return ScoreExplanation(sum, "\(name) matches, which scores the same everywhere")
    }
    let leaves = present.map { one in
      ScoreExplanation(
        one.part.growth, Self.description(one.part, one.level), factors: one.part.factors)
    }
    return ScoreExplanation(
      sum, "\(name) is found as \(Self.name(of: level))",
      words: found.words(of: part, at: level), details: leaves)
  }

  private static func name(of level: ScoredPart.Level) -> String {
    switch level.name {
    case "form", "stem", "root": "its \(level.name)"
    default: "a \(level.name)"
    }
  }

  private static func description(
    _ part: DocumentScores.Part, _ level: ScoredPart.Level?
  ) -> String {
    let terms = part.terms.map { String(decoding: $0.bytes, as: UTF8.self) }
    return "\(level?.name ?? "term") \(terms.joined(separator: " "))"
  }
}
