import Fihrist
import Testing

@Suite struct EvaluationTests {
  @Test func `figures are those that ir_measures prints`() throws {
    var compared = 0
    for line in SmallCollection.lines(SmallCollection.figures) {
      let parts = line.split(separator: " ").map(String.init)
      let measures = Measure.all(at: try #require(Int(parts[0])))
      let evaluation = Evaluation(
        of: try SmallCollection.ranked(), by: try SmallCollection.judgements(),
        measures: measures)
      for (index, measure) in measures.enumerated() {
        let values = evaluation.values[index]
        let expected = try #require(Double(parts[2 + index]))
        let topic = evaluation.topics.firstIndex(of: parts[1])
        let value = topic.map { values[$0] } ?? values.reduce(0, +) / Double(values.count)
        #expect(abs(value - expected) < 1e-9, "\(measure) of \(parts[1])")
        compared += 1
      }
    }
    #expect(compared == 3 * 9 * 6)
  }

  @Test func `names are those of ir_measures`() {
    #expect(
      Measure.all(at: 5).map(\.description) == ["nDCG@5", "RR@5", "AP", "P@5", "R@5", "Judged@5"])
  }

  @Test func `nothing found, nothing judged and no cut are 0`() {
    for measure in Measure.all(at: 0) + [.nDCG(-1), .precision(.min)] {
      guard measure != .averagePrecision else { continue }
      #expect(measure.value(of: ["a"], grades: ["a": 1]) == 0)
    }
    for measure in Measure.all(at: 10) {
      #expect(measure.value(of: [], grades: ["a": 1]) == 0)
      #expect(measure.value(of: ["a"], grades: [:]) == 0)
    }
    let empty = Evaluation(of: Run(), by: Qrels(), measures: Measure.all(at: 10))
    #expect(empty.means().allSatisfy { $0.mean == 0 && $0.interval == 0...0 })
  }

  @Test func `a run made by a program is measured as it is ranked`() {
    var qrels = Qrels()
    qrels.judge("b", for: "t", grade: 1)
    var run = Run()
    run.rank(["a", "b"], for: "t")
    #expect(Measure.reciprocalRank(2).value(of: run.ranking(for: "t"), grades: ["b": 1]) == 0.5)
    #expect(Evaluation(of: run, by: qrels, measures: [.recall(1)]).values == [[0]])
    #expect(qrels.judge("b", for: "t", grade: 2) == 1 && qrels.topics == ["t"])
  }

  @Test(arguments: [
    (["t 0 d 1", "t 0 d"], EvaluationError.Kind.parts), (["t 0 d 1", "", "t 0 d x"], .number),
    (["t 0 d 1", "t 0 d 99999999999999999999"], .number), (["t 0 d 1", "t 1 d 1"], .repeated),
    (["a b c d e"], .parts),
  ])
  func `a wrong judgement is named with its line`(
    lines: [String], kind: EvaluationError.Kind
  ) throws {
    let error = #expect(throws: EvaluationError.self) { try Qrels(lines: lines, path: "q.txt") }
    #expect(error?.kind == kind)
    #expect(error?.description.hasPrefix("q.txt:\(lines.count): ") == true)
  }

  @Test(arguments: [
    (["t Q0 d 1 2 x", "t Q0 d 1 2"], EvaluationError.Kind.parts),
    (["t Q0 d 1 high x"], .number), (["t Q0 d 1 nan x"], .number),
    (["t Q0 d 1 2 x", "u Q0 d 1 2 x", "t Q0 d 2 1 x"], .repeated),
  ])
  func `a wrong line of a run is named`(lines: [String], kind: EvaluationError.Kind) throws {
    let error = #expect(throws: EvaluationError.self) { try Run(lines: lines, path: "r.txt") }
    #expect(error?.kind == kind)
    #expect(error?.description.hasPrefix("r.txt:\(lines.count): ") == true)
  }
}
