import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import FihristCommand

@Suite struct LoadCommandTests {
  private struct Report: Decodable {
    struct Figures: Decodable {
      var p50: Double?
      var p99: Double?
      var max: Double?
    }

    struct Row: Decodable {
      var answer: String
      var requests: Int
      var due_ms: Figures?
      var sent_ms: Figures
    }

    var rate: Double?
    var connections: Int
    var queries: Int
    var requests: Int
    var succeeded: Int
    var succeeded_per_second: Double
    var open: Int
    var delayed: Int
    var answers: [Row]
  }

  private func load(
    _ server: AnsweringServer, _ options: String..., path: String = "/search"
  ) async throws -> (run: ToolRun, report: Report) {
    let run = try await Tool.run(["load", "--url", server.url(path), "--json"] + options)
    return (run, try run.decoded(Report.self))
  }

  @Test func `every request that is due is sent, with the queries of the file`() async throws {
    let server = try AnsweringServer { _, _ in .status(200) }
    let folder = try TemporaryFolder()
    let file = try folder.write("q.tsv", "term\tالقمح\n\nor2\tأسعار النفط\nbare\n")
    let (run, report) = try await load(
      server, "--queries", file, "--rate", "100", "--duration", "600ms", "--header", "X-Test: yes",
      path: "/search?limit=3")
    #expect(run.status == 0, "\(run.errors)")
    #expect(report.requests == 60 && report.succeeded == 60 && report.queries == 3)
    #expect(report.answers.map(\.answer) == ["200"])
    #expect(report.answers[0].due_ms?.p50 ?? 0 > 0)
    let lines = server.heads.compactMap { $0.split(separator: "\r\n").first.map(String.init) }
    #expect(
      Set(lines) == [
        "GET /search?limit=3&q=%D8%A7%D9%84%D9%82%D9%85%D8%AD HTTP/1.1",
        "GET /search?limit=3&q=%D8%A3%D8%B3%D8%B9%D8%A7%D8%B1%20%D8%A7%D9%84%D9%86%D9%81%D8%B7"
          + " HTTP/1.1", "GET /search?limit=3&q=bare HTTP/1.1",
      ])
    #expect(server.heads.count == 60)
    #expect(server.heads.allSatisfy { $0.contains("\r\nX-Test: yes\r\n") })
  }

  @Test func `a server that stalls is slow for all who would have asked meanwhile`() async throws {
    // 100 requests are due in half a second of silence; on one connection a single one is sent.
    let server = try AnsweringServer { _, number in
      if number == 100 { Thread.sleep(forTimeInterval: 0.5) }
      return .status(200)
    }
    let (run, report) = try await load(
      server, "--rate", "200", "--duration", "2s", "--connections", "1")
    #expect(run.status == 0, "\(run.errors)")
    let row = try #require(report.answers.first)
    let due = try #require(row.due_ms?.p99)
    #expect(report.requests == 400 && report.delayed >= 90 && report.open == 1)
    // The slowest hundredth of 400 is among those due early in the stall.
    #expect(due >= 400)
    #expect(try #require(row.sent_ms.p99) < due / 2)
    #expect(try #require(row.sent_ms.max) >= 499)
  }

  @Test func `without a rate each connection asks as soon as it is answered`() async throws {
    let server = try AnsweringServer { _, _ in
      Thread.sleep(forTimeInterval: 0.01)
      return .status(200)
    }
    let (run, report) = try await load(server, "--connections", "3", "--duration", "500ms")
    #expect(run.status == 0, "\(run.errors)")
    #expect(report.rate == nil && report.open == 3 && report.answers[0].due_ms == nil)
    // 3 connections × 50 answers, and fewer on a machine that is busy.
    #expect((3...150).contains(report.requests), "\(report.requests)")
    #expect(try #require(report.answers[0].sent_ms.p50) >= 10)
  }

  @Test func `what fails is counted by its kind, and everything is counted`() async throws {
    let server = try AnsweringServer { _, number in
      switch number % 5 {
      case 1: .status(503)
      case 2: .closing
      case 3: .bytes("what?\r\n\r\n")
      default: .status(200)
      }
    }
    let (run, report) = try await load(server, "--rate", "100", "--duration", "500ms")
    #expect(run.status == 0, "\(run.errors)")
    #expect(report.answers[0].answer == "all" && report.answers[0].requests == 50)
    let counts = Dictionary(
      uniqueKeysWithValues: report.answers.dropFirst().map { ($0.answer, $0.requests) })
    #expect(counts == ["200": 20, "503": 10, "connection lost": 10, "not HTTP": 10])
    #expect(report.succeeded == 20)
  }

  @Test func `silence is given up, counted, and fails`() async throws {
    let server = try AnsweringServer { _, _ in .silence }
    let (run, report) = try await load(
      server, "--rate", "50", "--duration", "1s", "--timeout", "200ms", "--connections", "2")
    #expect(run.status == 1)
    let counts = report.answers.dropFirst().map(\.requests).reduce(0, +)
    #expect(report.requests == 50 && counts == 50 && report.succeeded == 0)
    #expect(Set(report.answers.map(\.answer)) == ["all", "no answer in time", "never sent"])
    #expect(try #require(report.answers[0].due_ms?.max) >= 800)
  }

  @Test func `requests before the count begins are sent and left out`() async throws {
    let server = try AnsweringServer { _, _ in .status(200) }
    let (_, report) = try await load(
      server, "--rate", "100", "--warmup", "300ms", "--duration", "300ms")
    #expect(server.heads.count == 60)
    #expect(report.requests == 30)
  }

  @Test func `people get a table, programs of HdrHistogram a file, readers a picture`() async throws
  {
    let server = try AnsweringServer { _, _ in .status(200) }
    let folder = try TemporaryFolder()
    let run = try await Tool.run([
      "load", "--url", server.url(), "--rate", "50", "--duration", "400ms", "--hgrm",
      folder.path("a.hgrm"), "--svg", folder.path("a.svg"),
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines[0].contains("50 requests a second, at most 64 connections"))
    #expect(run.lines[1].hasPrefix("20 requests, "))
    #expect(run.lines[2].hasPrefix("answer ") && run.lines.count == 5)
    #expect(try folder.text("a.hgrm").contains("Total count    =           20]"))
    let picture = try folder.text("a.svg")
    #expect(XMLParser(data: Data(picture.utf8)).parse())
    #expect(picture.split(separator: "<polyline").count == 3)
  }

  @Test(arguments: [
    ["--url", "https://a/"], ["--url", "nothing"], ["--url", "http://127.0.0.1:1/"],
    ["--url", "http://no.such.host.invalid/"], ["--url", "http://a/", "--header", "no colon"],
    ["--url", "http://a/", "--header", "a: b\nc: d"], ["--url", "http://a/", "--parameter", ""],
    ["--url", "http://a/", "--queries", "/nonexistent"],
  ])
  func `what cannot be measured is refused in one sentence`(options: [String]) async throws {
    let run = try await Tool.run(["load"] + options)
    #expect(run.status == 2)
    #expect(run.hasOneSentence, "\(run.errors)")
  }
}
