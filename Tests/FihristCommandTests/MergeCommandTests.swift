import Foundation
import Testing

@Suite struct MergeCommandTests {
  @Test func `merging to one segment changes no answer`() async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    for part in ["archive/articles.jsonl", "archive/pages"] {
      let run = try await Tool.run("index", "--index", index, "--quiet", SampleArchive.path(part))
      #expect(run.status == 0, "\(run.errors)")
    }
    func answers() async throws -> [String] {
      var answers: [String] = []
      for query in ["المحادثات النووية", "\"سلطنة عمان\"", "+سعر +الفائدة", "المياه -السدود"] {
        let run = try await Tool.run("search", "--index", index, "--count", "--json", query)
        answers += [try #require(run.output.range(of: "\"total\":")).lowerBound].map {
          String(run.output[$0...])
        }
      }
      return answers
    }
    let before = try await answers()
    #expect(try segmentCount(index) > 1)
    let run = try await Tool.run("merge", "--index", index, "--share", "0.5")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.count == 1 && run.lines[0].contains("into 1: 63 documents"))
    #expect(try segmentCount(index) == 1)
    #expect(try await answers() == before)
    let again = try await Tool.run("merge", "--index", index, "--segments", "3")
    #expect(again.status == 0)
    #expect(try segmentCount(index) == 1)
  }

  private func segmentCount(_ index: String) throws -> Int {
    try IndexFiles.paths(".terms", in: index).count
  }

  @Test(arguments: [("--segments", "0"), ("--share", "0"), ("--share", "1.5"), ("--share", "nan")])
  func `numbers that mean nothing are wrong usage`(option: String, value: String) async throws {
    let run = try await Tool.run("merge", "--index", "x", option, value)
    #expect(run.status == 2 && run.hasOneSentence)
  }
}
