import Foundation
import Testing

/// The option `--filter`.
@Suite struct FilterOptionTests {
  private struct Results: Decodable {
    struct Hit: Decodable, Equatable {
      var key: String
      var score: Double
    }

    var query: String
    var filter: String?
    var hits: [Hit]
  }

  private func search(_ arguments: String...) async throws -> Results {
    let run = try await Tool.run(
      ["search", "--index", try await SampleArchive.index(), "--json", "--limit", "100"] + arguments
    )
    #expect(run.status == 0, "\(run.errors)")
    return try run.decoded(Results.self)
  }

  @Test func `search finds what matches both, with the scores of a search without it`() async throws
  {
    let all = try await search("النفط إيران")
    #expect(all.filter == nil)
    let keys = Set(try await search("+أسعار").hits.map(\.key))
    let within = try await search("--filter", "أسعار", "النفط إيران")
    #expect(within.query == "النفط إيران" && within.filter == "أسعار")
    #expect(within.hits == all.hits.filter { keys.contains($0.key) })
    #expect(!within.hits.isEmpty && within.hits.count < all.hits.count)
    let without = try await search("--filter", "-أسعار", "النفط إيران")
    #expect(without.hits == all.hits.filter { !keys.contains($0.key) })
  }

  @Test(arguments: [("", "no word"), ("\"أسعار", "character 1"), ("  ؟", "no word")])
  func `a filter that is not a query is wrong usage, and the sentence names the filter`(
    filter: String, part: String
  ) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("lines.tsv", "1\tالنفط\n")
    let index = try await SampleArchive.index()
    for command in [
      ["search", "--strict", "النفط"], ["bench", "--queries", file], ["run", "--topics", file],
    ] {
      let run = try await Tool.run(command + ["--index", index, "--filter", filter])
      #expect(run.status == 2)
      #expect(run.hasOneSentence, "\(run.errors)")
      #expect(run.errors.contains("the filter "), "\(run.errors)")
      #expect(run.errors.contains(part), "\(run.errors)")
    }
  }

  @Test func `nothing that matches both is exit code 1`() async throws {
    let index = try await SampleArchive.index()
    let run = try await Tool.run(
      "search", "--index", index, "--filter", "كلمةلاتوجدفيأيمقال", "النفط")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.hasOneSentence && run.errors.contains("filter"), "\(run.errors)")
  }

  @Test func `bench measures through the filter and says so`() async throws {
    struct Report: Decodable { var filter: String? }
    let folder = try TemporaryFolder()
    let file = try folder.write("queries.tsv", "النفط\nإيران\n")
    let raw = folder.path("raw")
    let bench = [
      "bench", "--index", try await SampleArchive.index(), "--queries", file, "--warmup", "0",
      "--repeat", "1", "--filter", "-أسعار",
    ]
    let run = try await Tool.run(bench + ["--json", "--raw", raw])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.decoded(Report.self).filter == "-أسعار")
    let hits = try await search("--limit", "10", "--filter", "-أسعار", "النفط").hits
    let line = try #require(
      try folder.text("raw").split(separator: "\n").first { $0.hasPrefix("#") })
    #expect(line.split(separator: "\t")[2].split(separator: " ").count == hits.count)
    for hit in hits { #expect(line.contains("\(hit.key):")) }
    #expect(try await Tool.run(bench).lines[0].contains("-أسعار"))
  }

  @Test func `run ranks what search finds through the same filter`() async throws {
    let folder = try TemporaryFolder()
    let topics = try folder.write("topics.tsv", "q\tالنفط إيران\n")
    let run = try await Tool.run(
      "run", "--index", try await SampleArchive.index(), "--topics", topics, "--filter", "+أسعار")
    #expect(run.status == 0, "\(run.errors)")
    let keys = run.lines.map { String($0.split(separator: " ")[2]) }
    #expect(keys == (try await search("--filter", "+أسعار", "النفط إيران")).hits.map(\.key))
  }
}
