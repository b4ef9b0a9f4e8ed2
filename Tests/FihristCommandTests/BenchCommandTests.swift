import Foundation
import Testing

@Suite struct BenchCommandTests {
  private struct Figures: Decodable {
    var mean: Double
    var p50: Double
    var p90: Double
    var p99: Double
    var max: Double

    var isPlausible: Bool {
      p50 > 0 && p50 <= p90 && p90 <= p99 && p99 <= max * 1.002 && mean <= max
    }
  }

  private struct Report: Decodable {
    struct Class: Decodable {
      var `class`: String
      var operation: String
      var queries: Int
      var wall_us: Figures
      var cpu_us: Figures
      var qps: Double
    }

    var documents: Int
    var segments: Int
    var limit: Int
    var `repeat`: Int
    var threads: Int
    var classes: [Class]
  }

  /// What the harness that compares engines reads from a raw file: it splits lines at tabs into
  /// five, and those that start with `#` into three.
  private struct RawTimes {
    var times: [String: [(wall: [Int], cpu: [Int])]] = [:]
    var order: [String] = []
    var tops: [(name: String, total: Int, hits: [(key: String, score: Double)])] = []

    init(_ text: String) throws {
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        if line.hasPrefix("#") {
          try #require(parts.count == 3)
          let hits = try parts[2].split(separator: " ").map { hit in
            let colon = try #require(hit.lastIndex(of: ":"))
            return (
              key: String(hit[..<colon]),
              score: try #require(Double(hit[hit.index(after: colon)...]))
            )
          }
          tops.append((String(parts[0].dropFirst()), try #require(Int(parts[1])), hits))
        } else {
          try #require(parts.count == 5)
          let name = parts[0] + " " + parts[1]
          try #require(parts[2] == String(times[name, default: []].count))
          let numbers = try [parts[3], parts[4]].map { column in
            try column.split(separator: " ").map { try #require(Int($0)) }
          }
          if times[name] == nil { order.append(name) }
          times[name, default: []].append((numbers[0], numbers[1]))
        }
      }
    }
  }

  private static let queries = """
    term\tالنفط
    or2\tأسعار النفط
    term\tكلمةلاتوجدفيأيمقال
    phrase\t"سلطنة عمان"
    """

  private func bench(_ options: String..., queries: String = queries) async throws -> (
    run: ToolRun, folder: TemporaryFolder
  ) {
    let folder = try TemporaryFolder()
    let file = try folder.write("queries.tsv", queries)
    let run = try await Tool.run(
      ["bench", "--index", try await SampleArchive.index(), "--queries", file, "--warmup", "1"]
        + options.map { $0 == "RAW" ? folder.path("raw") : $0 })
    return (run, folder)
  }

  @Test func `JSON has a row for each class and operation with both clocks`() async throws {
    let run = try await bench("--repeat", "2", "--count", "--json").run
    #expect(run.status == 0, "\(run.errors)")
    let report = try run.decoded(Report.self)
    #expect(report.documents > 60)
    #expect(report.repeat == 2)
    #expect(
      report.classes.map { "\($0.class) \($0.operation) \($0.queries)" } == [
        "term top10 2", "term top10_count 2", "or2 top10 1", "or2 top10_count 1", "phrase top10 1",
        "phrase top10_count 1",
      ])
    for row in report.classes {
      #expect(row.wall_us.isPlausible && row.cpu_us.isPlausible && row.qps > 0)
      // A pass takes at least its queries' best times.
      #expect(row.qps < 1e6 / row.wall_us.mean * 1.01)
    }
  }

  @Test func `the raw file is what the harness reads`() async throws {
    let (run, folder) = try await bench("--repeat", "3", "--count", "--raw", "RAW")
    #expect(run.status == 0, "\(run.errors)")
    let raw = try RawTimes(try folder.text("raw"))
    #expect(
      raw.order == [
        "term top10", "term top10_count", "or2 top10", "or2 top10_count", "phrase top10",
        "phrase top10_count",
      ])
    for (name, passes) in raw.times {
      #expect(passes.count == 3)
      let count = name.hasPrefix("term") ? 2 : 1
      #expect(passes.allSatisfy { $0.wall.count == count && $0.cpu.count == count })
      #expect(passes.allSatisfy { ($0.wall + $0.cpu).allSatisfy { $0 > 0 } })
    }
    #expect(raw.tops.map(\.name) == ["term", "term", "or2", "phrase"])
    #expect(raw.tops[1].total == 0 && raw.tops[1].hits.isEmpty)
  }

  @Test func `the raw file holds the hits and totals of search`() async throws {
    let (_, folder) = try await bench("--repeat", "1", "--count", "--raw", "RAW")
    let raw = try RawTimes(try folder.text("raw"))
    for (index, query) in ["النفط", "أسعار النفط"].enumerated() {
      let run = try await Tool.run(
        "search", "--index", try await SampleArchive.index(), "--count", "--json", query)
      let found = try run.object()
      let hits = try #require(found["hits"] as? [[String: Any]])
      let top = raw.tops[index * 2]
      #expect(top.hits.map(\.key) == hits.compactMap { $0["key"] as? String })
      #expect(top.total == (found["total"] as? [String: Any])?["value"] as? Int)
    }
  }

  @Test func `without counting there is one operation and no total`() async throws {
    let (run, folder) = try await bench("--repeat", "1", "--limit", "3", "--raw", "RAW")
    #expect(run.status == 0)
    let raw = try RawTimes(try folder.text("raw"))
    #expect(raw.order == ["term top3", "or2 top3", "phrase top3"])
    #expect(raw.tops.allSatisfy { $0.total == -1 && $0.hits.count <= 3 })
  }

  @Test func `several threads answer every query`() async throws {
    let (run, folder) = try await bench("--threads", "3", "--repeat", "2", "--json", "--raw", "RAW")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.decoded(Report.self).threads == 3)
    let raw = try RawTimes(try folder.text("raw"))
    #expect(
      raw.times["term top10"]?.allSatisfy { $0.wall.count == 2 && !$0.wall.contains(0) } == true)
  }

  @Test func `people get a table with µs and queries a second`() async throws {
    let run = try await bench("--repeat", "1").run
    #expect(run.status == 0)
    #expect(run.lines[0].contains("63 documents"))
    #expect(run.lines[1].hasPrefix("class "))
    #expect(run.lines[1].hasSuffix("queries/s"))
    #expect(run.lines.count == 2 + 2 * 3)
    #expect(!run.output.contains("\u{1B}") && run.errors.isEmpty)
  }

  @Test func `hits are compared with those of scoring every document`() async throws {
    let run = try await bench("--repeat", "1", "--verify").run
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.lines.last == "4 queries: same hits, scores and totals as scoring every document")
    let object = try await bench("--repeat", "1", "--verify", "--json").run.object()
    #expect(object["verified"] as? Int == 4)
  }

  @Test func `a query that is none is named with its line`() async throws {
    let run = try await bench(queries: "a\tb\n\nc\t\"open").run
    #expect(run.status == 2)
    #expect(run.errors.contains("queries.tsv:3: "))
    #expect(run.hasOneSentence)
  }

  @Test func `a file that is empty, absent or not UTF-8 is bad input`() async throws {
    let index = try await SampleArchive.index()
    let folder = try TemporaryFolder()
    try folder.write("latin", Data([0x61, 0xE9, 0x0A]))
    let files = [try folder.write("empty", "\n\n"), folder.path("absent"), folder.path("latin")]
    for file in files {
      let run = try await Tool.run("bench", "--index", index, "--queries", file)
      #expect(run.status == 2)
      #expect(run.hasOneSentence, "\(run.errors)")
    }
  }

  private struct Steady: Decodable {
    struct Row: Decodable {
      var requests: Int
      var due_ms: [String: Double]
      var sent_ms: [String: Double]
    }

    var rate: Double
    var threads: Int
    var queries: Int
    var classes: [Row]
  }

  @Test(arguments: [["--queries"], ["--requests", "--threads", "2"]])
  func `at a rate every query that is due is asked`(options: [String]) async throws {
    let folder = try TemporaryFolder()
    let lines = options[0] == "--queries" ? Self.queries : "a\t{\"query\":\"النفط\"}\n"
    let file = try folder.write("lines", lines)
    let run = try await Tool.run(
      ["bench", "--index", try await SampleArchive.index(), options[0], file]
        + options.dropFirst() + [
          "--rate", "100", "--duration", "500ms", "--json", "--hgrm", folder.path("a.hgrm"),
          "--svg", folder.path("a.svg"),
        ])
    #expect(run.status == 0, "\(run.errors)")
    let report = try run.decoded(Steady.self)
    #expect(report.rate == 100 && report.classes[0].requests == 50)
    #expect(report.queries == (options[0] == "--queries" ? 4 : 1))
    #expect(report.threads == (options.count > 1 ? 2 : 1))
    let (due, sent) = (report.classes[0].due_ms, report.classes[0].sent_ms)
    #expect(try #require(due["max"]) >= #require(sent["p50"]))
    #expect(try #require(sent["p50"]) > 0 && #require(due["p50"]) > 0)
    #expect(try folder.text("a.hgrm").contains("Total count    =           50]"))
    #expect(try folder.text("a.svg").contains("<polyline"))
  }

  @Test(arguments: [
    ["--duration", "1s"], ["--hgrm", "x"], ["--svg", "x"], ["--rate", "5", "--verify"],
    ["--rate", "5", "--raw", "x"],
  ])
  func `what belongs to a rate, and what does not, is wrong usage`(options: [String]) async throws {
    let run = try await Tool.run(["bench", "--index", "x", "--queries", "y"] + options)
    #expect(run.status == 2)
    #expect(run.hasOneSentence, "\(run.errors)")
  }

  @Test(arguments: [
    ["--limit", "0"], ["--repeat", "0"],
    ["--warmup", "-1"], ["--threads", "0"],
  ])
  func `options out of range are wrong usage`(options: [String]) async throws {
    let run = try await Tool.run(["bench", "--index", "x", "--queries", "y"] + options)
    #expect(run.status == 2)
    #expect(run.hasOneSentence, "\(run.errors)")
  }
}
