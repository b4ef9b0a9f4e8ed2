import FihristSearch
import FihristTestSupport
import Foundation
import Testing

/// The ranker against the exhaustive one: the same hits, the same bits, the same totals.
@Suite struct RankingEqualityTests {
  static let limits = [0, 1, 3, 10, 11, 100, 1000]

  /// How many queries of each kind; more with `FIHRIST_TEST_SCALE` set to a factor.
  static let scale = Int(ProcessInfo.processInfo.environment["FIHRIST_TEST_SCALE"] ?? "") ?? 1

  /// Frequencies around every change of form in a segment of about 1,100 documents.
  static let small = [
    1, 2, 9, 10, 11, 15, 16, 17, 60, 127, 128, 129, 137, 138, 300, 700, 1099, 1100,
  ]

  static let recipes: [RankingCorpus.Recipe] = [
    .init(seed: 1, segments: [1100], documentFrequencies: small),
    .init(seed: 2, segments: [1100], documentFrequencies: small, copies: 40),
    .init(seed: 3, segments: [1030, 40, 7], documentFrequencies: small, copies: 20),
    .init(seed: 4, segments: [1024, 1030], documentFrequencies: small, copies: 10, deletions: 10),
    .init(
      seed: 5, segments: [60, 1, 30, 25], documentFrequencies: [1, 2, 5, 16, 30, 60, 110],
      boosts: [0.25, 4], copies: 30),
    .init(
      seed: 6, segments: [300], documentFrequencies: [1, 20, 127, 128, 200, 299, 300],
      boosts: [0.5], deletions: 50),
    .init(
      seed: 7, segments: [5000], documentFrequencies: [5, 100, 511, 512, 513, 600, 624, 625, 2500],
      boosts: [1]),
    .init(
      seed: 8, segments: [4200, 900],
      documentFrequencies: [5, 300, 512, 560, 600, 620, 640, 700, 2000], copies: 20, deletions: 5),
    // Positions of a block in more bits than its anchors can say.
    .init(
      seed: 9, segments: [140], documentFrequencies: [1, 40, 127, 139, 140], boosts: [1],
      repetitions: 1...300),
    // Many small segments: most can be left out once a few have set a threshold.
    .init(
      seed: 10, segments: [90, 200, 3, 64, 150, 20, 90, 1, 40],
      documentFrequencies: [1, 3, 9, 17, 60, 130, 300, 600], boosts: [1, 3], copies: 25),
    .init(
      seed: 11, segments: [30, 60, 90, 120, 150, 180, 210], documentFrequencies: [2, 20, 90, 500],
      copies: 40, deletions: 20),
  ]

  @Test(arguments: recipes.indices)
  func `hits, scores and totals are those of the exhaustive ranker`(_ index: Int) throws {
    let recipe = Self.recipes[index]
    let corpus = try RankingCorpus(recipe)
    let oracle = ExhaustiveRanker(corpus.snapshot)
    // Windows of the usual size, and small ones, which a segment has many of.
    let rankers = [Ranker(corpus.snapshot), Ranker(corpus.snapshot, windowLength: 512)]
    var queries = RankingQueries(
      generator: SeededGenerator(seed: recipe.seed), termCount: recipe.documentFrequencies.count)
    let documents = recipe.segments.reduce(0, +)
    for kind in RankingQueries.Kind.allCases {
      for _ in 0..<max(4, 20_000 / documents) * Self.scale {
        let query = queries.query(kind)
        let expected = try oracle.top(query, limit: .max)
        for limit in Self.limits {
          for (number, ranker) in rankers.enumerated() {
            let counting = Bool.random(using: &queries.generator)
            let found = try ranker.top(query, limit: limit, counting: counting)
            let message = Comment(
              rawValue: "seed \(recipe.seed), \(query.text), limit \(limit), ranker \(number)")
            #expect(found.hits == Array(expected.hits.prefix(limit)), message)
            if counting { #expect(found.isExact && found.total == expected.total, message) }
            #expect(found.total <= expected.total, message)
            if found.isExact { #expect(found.total == expected.total, message) }
          }
        }
      }
    }
  }
}
