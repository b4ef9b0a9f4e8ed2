/// How good the ranking of one topic is, from 0 to 1.
///
/// The values are those of `trec_eval`. `k` is how many of the best documents count, 1 or more.
public enum Measure: Sendable, Hashable {
  /// Normalised discounted cumulative gain at k: the grades of the k best, each divided by the
  /// binary logarithm of its rank plus 1, as a share of what the best possible order has.
  case nDCG(Int)
  /// One divided by the rank of the first relevant document, or 0 if it is not among the k best.
  /// The mean over topics is the mean reciprocal rank.
  case reciprocalRank(Int)
  /// The mean of the precision at the rank of every relevant document; 0 for those not found.
  case averagePrecision
  /// How many of k are relevant; fewer than k documents still count as k.
  case precision(Int)
  /// How many of the relevant documents are among the k best.
  case recall(Int)
  /// How many of the k best were judged; where fewer were found, of those.
  case judged(Int)

  /// One measure of each kind, at `k` where it has a cut.
  public static func all(at k: Int) -> [Measure] {
    [
      .nDCG(k), .reciprocalRank(k), .averagePrecision, .precision(k), .recall(k), .judged(k),
    ]
  }

  /// The value for documents in `ranking`, the best first, that were judged with `grades`; 0 if
  /// nothing is relevant, nothing was found, or k is less than 1.
  ///
  /// - Complexity: O(ranking + grades · log grades).
  public func value(of ranking: [String], grades: [String: Int]) -> Double {
    switch self {
    case .nDCG(let k):
      let gains = ranking.prefix(max(0, k)).map { max(0, grades[$0] ?? 0) }
      let best = grades.values.filter { $0 > 0 }.sorted(by: >).prefix(max(0, k))
      return Self.share(Self.discounted(gains), of: Self.discounted(best))
    case .reciprocalRank(let k):
      let rank = ranking.prefix(max(0, k)).firstIndex { Self.isRelevant($0, grades) }
      return rank.map { 1 / Double($0 + 1) } ?? 0
    case .averagePrecision:
      return Self.averagePrecision(of: ranking, grades)
    case .precision(let k):
      return Self.share(Double(Self.found(ranking, k, grades)), of: Double(k))
    case .recall(let k):
      return Self.share(
        Double(Self.found(ranking, k, grades)), of: Double(Self.relevantCount(grades)))
    case .judged(let k):
      let best = ranking.prefix(max(0, k))
      return Self.share(Double(best.count { grades[$0] != nil }), of: Double(best.count))
    }
  }

  private static func isRelevant(_ document: String, _ grades: [String: Int]) -> Bool {
    grades[document].map { $0 > 0 } ?? false
  }

  private static func relevantCount(_ grades: [String: Int]) -> Int {
    grades.values.count { $0 > 0 }
  }

  private static func found(_ ranking: [String], _ k: Int, _ grades: [String: Int]) -> Int {
    ranking.prefix(max(0, k)).count { isRelevant($0, grades) }
  }

  private static func share(_ part: Double, of whole: Double) -> Double {
    whole > 0 ? part / whole : 0
  }

  private static func discounted(_ gains: some Sequence<Int>) -> Double {
    gains.enumerated().reduce(0) { sum, gain in
      gain.element == 0 ? sum : sum + Double(gain.element) / binaryLogarithm(gain.offset + 2)
    }
  }

  private static func binaryLogarithm(_ number: Int) -> Double {
    NaturalLogarithm.value(Double(number)) / NaturalLogarithm.value(2)
  }

  private static func averagePrecision(of ranking: [String], _ grades: [String: Int]) -> Double {
    var found = 0
    var sum = 0.0
    for (index, document) in ranking.enumerated() where isRelevant(document, grades) {
      found += 1
      sum += Double(found) / Double(index + 1)
    }
    return share(sum, of: Double(relevantCount(grades)))
  }
}

extension Measure: CustomStringConvertible {
  /// The name that `ir_measures` has for it, such as `nDCG@10`.
  public var description: String {
    switch self {
    case .nDCG(let k): "nDCG@\(k)"
    case .reciprocalRank(let k): "RR@\(k)"
    case .averagePrecision: "AP"
    case .precision(let k): "P@\(k)"
    case .recall(let k): "R@\(k)"
    case .judged(let k): "Judged@\(k)"
    }
  }
}
