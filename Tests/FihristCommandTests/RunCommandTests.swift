import Foundation
import Testing

@Suite struct RunCommandTests {
  @Test func `each line has the six parts of a TREC run, by rank`() async throws {
    let run = try await Tool.run(
      "run", "--index", try await SampleArchive.index(), "--topics",
      SampleArchive.path("queries.tsv"), "--limit", "5", "--tag", "test")
    #expect(run.status == 0, "\(run.errors)")
    var previous: (topic: String, rank: Int, score: Double)?
    for line in run.lines {
      let parts = line.split(separator: " ").map(String.init)
      try #require(parts.count == 6)
      #expect(parts[1] == "Q0" && parts[5] == "test")
      let rank = try #require(Int(parts[3]))
      let score = try #require(Double(parts[4]))
      if let last = previous, last.topic == parts[0] {
        #expect(rank == last.rank + 1 && score < last.score)
      } else {
        #expect(rank == 1)
      }
      #expect(rank <= 5)
      previous = (parts[0], rank, score)
    }
    #expect(Set(run.lines.map { $0.prefix(3) }).count > 20)
  }

  @Test func `the ranking is that of search for the same words`() async throws {
    let folder = try TemporaryFolder()
    let topics = try folder.write("topics.tsv", "q\tأسعار النفط\n")
    let index = try await SampleArchive.index()
    let run = try await Tool.run("run", "--index", index, "--topics", topics, "--limit", "7")
    let search = try await Tool.run(
      "search", "--index", index, "--limit", "7", "--json", "أسعار النفط")
    let hits = try #require(try search.object()["hits"] as? [[String: Any]])
    #expect(!hits.isEmpty)
    #expect(
      run.lines.map { String($0.split(separator: " ")[2]) }
        == hits.compactMap { $0["key"] as? String })
  }

  @Test func `signs in a topic mean nothing`() async throws {
    let folder = try TemporaryFolder()
    let topics = try folder.write("topics.tsv", "1\t\"أسعار\n2\t-النفط +لاشيء\n3\t؟؟؟\n")
    let run = try await Tool.run(
      "run", "--index", try await SampleArchive.index(), "--topics", topics)
    #expect(run.status == 0, "\(run.errors)")
    #expect(Set(run.lines.map { $0.prefix(1) }) == ["1", "2"])
  }

  @Test func `no match at all is exit code 1, and a wrong file 2`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.index()
    let nothing = try folder.write("nothing.tsv", "1\tكلمةلاتوجدفيأيمقال\n")
    let run = try await Tool.run("run", "--index", index, "--topics", nothing)
    #expect(run.status == 1)
    #expect(run.output.isEmpty && run.hasOneSentence)
    let wrong = try folder.write("wrong.tsv", "no tab here\n")
    let second = try await Tool.run("run", "--index", index, "--topics", wrong)
    #expect(second.status == 2)
    #expect(second.hasOneSentence && second.errors.contains("wrong.tsv:1: "))
  }
}
