import FihristTestSupport
import Testing

@testable import Fihrist

@Suite struct EvaluationComparisonTests {
  /// The exact p: all assignments of signs.
  private func enumerated(_ differences: [Double]) -> Double {
    let observed = abs(differences.reduce(0, +)) - 1e-9
    let all = 1 << differences.count
    let far = (0..<all).count { signs in
      let sum = differences.enumerated().reduce(0.0) {
        $0 + (signs >> $1.offset & 1 == 0 ? $1.element : -$1.element)
      }
      return abs(sum) >= observed
    }
    return Double(far) / Double(all)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `p is near that of all assignments of signs`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let differences = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
      Double(Int.random(in: -2...4, using: &generator)) / 8
    }
    var resampling = Resampling(seed: seed)
    let p = resampling.significance(of: differences)
    // Five standard errors of 10,000 rounds.
    #expect(abs(p - enumerated(differences)) < 0.026, "seed \(seed)")
  }

  @Test func `an interval is near that of the normal distribution`() {
    var generator = SeededGenerator(seed: 7)
    let values = (0..<60).map { _ in Double.random(in: 0...1, using: &generator) }
    let mean = values.reduce(0, +) / 60
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 60
    let estimate = Estimate.means(of: [values, values.map { 1 - $0 }], seed: 3)
    let half = 1.96 * (variance / 60).squareRoot()
    #expect(estimate[0].mean == mean)
    #expect(abs(estimate[0].interval.lowerBound - (mean - half)) < half / 10)
    #expect(abs(estimate[0].interval.upperBound - (mean + half)) < half / 10)
    #expect(abs(estimate[1].interval.lowerBound - (1 - mean - half)) < half / 10)
    #expect(Estimate.means(of: [values], seed: 3) == Estimate.means(of: [values], seed: 3))
  }

  @Test func `Holm's correction grows with the tests that are left`() {
    let adjusted = Resampling.holm([0.01, 0.04, 0.03, 0.005])
    for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
      #expect(abs(value - expected) < 1e-12)
    }
    #expect(Resampling.holm([0.6, 0.7]) == [1, 1])
  }

  @Test func `topics that changed are in the order of their differences`() throws {
    let qrels = try SmallCollection.judgements()
    var other = try SmallCollection.ranked()
    other.rank(["d5", "d1"], for: "q2")
    other.rank([], for: "q7")
    other.rank(["d1"], for: "q4")
    let comparison = EvaluationComparison(
      of: try SmallCollection.ranked(), with: other, by: qrels, measures: [.recall(1), .nDCG(10)])
    let changes = comparison.changes(ofMeasure: 1)
    #expect(changes.map(\.topic) == ["q7", "q2", "q4"])
    #expect(changes[0].second == 0 && changes[2].first == 0 && changes[2].difference == -1)
    let difference = comparison.differences()[1]
    let sum = changes.reduce(0) { $0 + $1.difference }
    #expect(abs(difference.estimate.mean - sum / 8) < 1e-12)
    #expect(difference.estimate.interval.contains(difference.estimate.mean))
    #expect(difference.adjustedSignificance >= difference.significance)
    #expect(comparison.differences() == comparison.differences())
  }

  @Test func `equal runs do not differ`() throws {
    let run = try SmallCollection.ranked()
    let comparison = EvaluationComparison(
      of: run, with: run, by: try SmallCollection.judgements(), measures: Measure.all(at: 10))
    #expect(comparison.changes(ofMeasure: 0).isEmpty)
    for difference in comparison.differences() {
      #expect(difference.estimate == Estimate(mean: 0, interval: 0...0))
      #expect(difference.significance == 1 && difference.adjustedSignificance == 1)
    }
  }
}
