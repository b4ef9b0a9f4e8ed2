import FihristTestSupport
import Testing

@testable import FihristCommand

@Suite struct MeasurementTests {
  @Test func `a query file has classes in order of appearance, and bare queries`() {
    let classes = QueryFile.classes(of: [
      "or2\tأسعار النفط", "", "term\tالقمح", "  ", "or2\ta\tb", "bare query", "\tempty class",
    ])
    #expect(classes.map(\.name) == ["or2", "term", "all", ""])
    #expect(
      classes[0].queries == [.init(text: "أسعار النفط", line: 1), .init(text: "a\tb", line: 5)])
    #expect(classes[2].queries == [.init(text: "bare query", line: 6)])
  }

  @Test func `the best of the repetitions is taken query by query and clock by clock`() {
    let measurement = Measurement(
      className: "c", operation: "top10",
      passes: [
        MeasuredPass(wall: [5, 9, 7], cpu: [4, 4, 4], elapsed: 30),
        MeasuredPass(wall: [6, 8, 7], cpu: [5, 3, 4], elapsed: 25),
      ])
    #expect(measurement.best(\.wall) == [5, 8, 7])
    #expect(measurement.best(\.cpu) == [4, 3, 4])
  }

  @Test func `the rate is that of the fastest pass, the time between queries included`() {
    let pass = { (elapsed: UInt64) in
      MeasuredPass(wall: [5, 8, 7], cpu: [4, 4, 4], elapsed: elapsed)
    }
    let measurement = Measurement(
      className: "c", operation: "top10", passes: [pass(30), pass(25), pass(28)])
    #expect(measurement.queriesPerSecond == 3 / 25e-9)
    let nothing = Measurement(className: "c", operation: "top10", passes: [])
    #expect(nothing.queriesPerSecond == 0)
  }

  @Test func `percentiles are those of the sorted values, to three digits`() {
    var generator = SeededGenerator(seed: 5)
    for count in [1, 2, 10, 999, 5000] {
      let values = (0..<count).map { _ in UInt64.random(in: 200..<40_000_000, using: &generator) }
      let sorted = values.sorted()
      let summary = LatencySummary(nanoseconds: values)
      for (percent, value) in [(50, summary.p50), (90, summary.p90), (99, summary.p99)] {
        let rank = max(1, (count * percent + 99) / 100)
        let exact = Double(sorted[rank - 1]) / 1000
        #expect(abs(value - exact) <= exact * 0.001 + 0.001, "seed 5, \(count) values, p\(percent)")
      }
      #expect(summary.max == Double(sorted[count - 1]) / 1000)
      let mean = values.reduce(0.0) { $0 + Double($1) } / Double(count) / 1000
      #expect(abs(summary.mean - mean) < mean * 1e-9)
    }
  }
}
