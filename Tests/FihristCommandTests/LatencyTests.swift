import FihristTestSupport
import Foundation
import Synchronization
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import FihristCommand

@Suite struct LatencyTests {
  private static func sample() -> (values: [UInt64], latencies: Latencies) {
    var generator = SeededGenerator(seed: 9)
    let values = (0..<5000).map { _ in UInt64.random(in: 1_000...9_000_000_000, using: &generator) }
    var latencies = Latencies()
    for value in values { latencies.record(value) }
    return (values, latencies)
  }

  @Test func `figures are those of the sorted values, to three digits`() {
    let (values, latencies) = Self.sample()
    let sorted = values.sorted()
    let percents = [("p50", 50.0), ("p90", 90), ("p99", 99), ("p99.9", 99.9), ("max", 100)]
    for (name, percent) in percents {
      let exact = Double(sorted[Int((percent / 100 * 5000).rounded(.up)) - 1]) / 1e6
      let value = latencies.figures.first { $0.name == name }?.value ?? 0
      #expect(abs(value - exact) <= exact * 0.001, "\(name)")
    }
    let mean = values.reduce(0.0) { $0 + Double($1) } / 5000 / 1e6
    #expect(abs(latencies.mean - mean) < mean * 1e-9)
  }

  @Test func `two halves added are the whole`() {
    let (values, latencies) = Self.sample()
    var halves = [Latencies(), Latencies()]
    for (index, value) in values.enumerated() { halves[index % 2].record(value) }
    halves[0].add(halves[1])
    #expect(halves[0].figures.map(\.value) == latencies.figures.map(\.value))
    #expect(halves[0].distribution == latencies.distribution)
  }

  @Test func `the distribution has four columns, rises, and ends with all requests`() throws {
    let (values, latencies) = Self.sample()
    let lines = latencies.distribution.split(separator: "\n")
    #expect(lines[0].split(separator: " ").first == "Value")
    let rows = lines.dropFirst().prefix { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").compactMap { Double($0) } }
    #expect(rows.allSatisfy { $0.count >= 3 })
    #expect(rows.map { $0[0] } == rows.map { $0[0] }.sorted())
    #expect(rows.last?[1] == 1 && rows.last?[2] == Double(values.count))
    // Each row counts the values that are not above it, within the width of a bucket.
    for row in rows {
      let below = values.count { Double($0) / 1e6 <= row[0] * 1.001 + 0.001 }
      #expect(below >= Int(row[2]), "\(row)")
    }
    #expect(lines.contains { $0.contains("Total count") && $0.contains("5000") })
  }

  @Test func `a pause is in the latencies of all that were due in it`() throws {
    // One thread, 200 a second for a second; the tenth request takes 400 ms.
    let run = SteadyRun(rate: 200, duration: 1, threads: 1)
    let latencies = try run.latencies { _, number in
      if number == 10 { Thread.sleep(forTimeInterval: 0.4) }
    }
    #expect(latencies.intended.count == 200 && latencies.sent.count == 200)
    // 80 requests were due in the pause, and half of them waited 200 ms or longer.
    #expect(latencies.intended.percentile(85) >= 190)
    #expect(latencies.intended.percentile(100) >= 400)
    // As a program sees it that waits before it asks again, one request was slow.
    #expect(latencies.sent.percentile(85) < latencies.intended.percentile(85) / 2)
  }

  @Test func `requests are shared by threads, and their errors end the run`() throws {
    let seen = Mutex<[Int]>([])
    let latencies = try SteadyRun(rate: 5000, duration: 0.1, threads: 3).latencies { _, number in
      seen.withLock { $0.append(number) }
    }
    #expect(latencies.intended.count == 500)
    #expect(seen.withLock { $0 }.sorted() == Array(0..<500))
    #expect(throws: ToolError.self) {
      _ = try SteadyRun(rate: 1000, duration: 0.1, threads: 2).latencies { _, number in
        if number == 20 { throw ToolError("no", advice: "none") }
      }
    }
  }

  @Test func `the picture has each point where its scales say`() throws {
    let points = [
      Latencies.Point(share: 0, latency: 1), .init(share: 0.9, latency: 10),
      .init(share: 0.99, latency: 100), .init(share: 1, latency: 100),
    ]
    let plot = LatencyPlot(
      title: "a < b & c", series: [.init(name: "one", points: points)])
    let positions = points.map(plot.position)
    // Two steps of ten to the right, and two upwards.
    #expect(positions.map { $0.x.rounded() } == [70, 425, 780, 780])
    #expect(positions.map { $0.y.rounded() } == [360, 205, 50, 50])
    let parsed = XMLParser(data: Data(plot.svg.utf8))
    #expect(parsed.parse())
    #expect(plot.svg.contains("points=\"70.0,360.0 425.0,205.0 780.0,50.0 780.0,50.0\""))
    for name in ["1 ms", "10 ms", "100 ms", ">90<", ">99<", "a &lt; b &amp; c"] {
      #expect(plot.svg.contains(name), "\(name)")
    }
  }

  @Test func `a picture of nothing is a picture`() {
    let plot = LatencyPlot(title: "", series: [.init(name: "", points: Latencies().points)])
    #expect(XMLParser(data: Data(plot.svg.utf8)).parse())
  }
}
