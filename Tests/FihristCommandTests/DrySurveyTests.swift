import Testing

/// What a dry run counts is what indexing understands.
@Suite struct DrySurveyTests {
  private static let dates = [
    "18/05/2024 10:20 - 11:20", "السبت 18 مايو 2024 10:20 - 11:20", "2003", "2003-05", "1436-10",
    "10/11/1445", "2024-05-18", "غدا", "",
  ]

  @Test func `dates that a search finds are counted as understood`() async throws {
    let folder = try TemporaryFolder()
    let lines = Self.dates.enumerated().map {
      #"{"id":"\#($0)","content":"نص","date":"\#($1)"}"# + "\n"
    }
    let input = try folder.write("a.jsonl", lines.joined())
    let survey = try await Tool.run(
      "index", "--index", folder.path("i"), "--dry-run", "--json", input)
    let dates = try #require(try survey.object()["dates"] as? [String: Int])
    let run = try await Tool.run("index", "--index", folder.path("i"), "--quiet", input)
    #expect(run.status == 0, "\(run.errors)")
    let found = try await Tool.run(
      "search", "--index", folder.path("i"), "--limit", "0", "--count", "--json", "+date:*")
    let total = try #require(try found.object()["total"] as? [String: Any])
    #expect(dates["understood"] == total["value"] as? Int && dates["understood"] == 7)
    #expect(dates["other"] == 1)
  }

  @Test func `a key that occurs twice counts once`() async throws {
    let folder = try TemporaryFolder()
    let lines = ["a", "b", "a", "a"].map { #"{"id":"\#($0)","content":"نص"}"# + "\n" }
    let input = try folder.write("a.jsonl", lines.joined())
    let more = try folder.write("b.jsonl", #"{"id":"b","content":"نص"}"# + "\n")
    let dry = ["index", "--index", folder.path("i"), "--dry-run", input, more]
    let survey = try await Tool.run(dry + ["--json"])
    let run = try await Tool.run("index", "--index", folder.path("i"), "--json", input, more)
    for result in [survey, run] {
      let object = try result.object()
      #expect(object["documents"] as? Int == 2 && object["duplicates"] as? Int == 3, "\(object)")
    }
    #expect((try survey.object()["fields"] as? [String: Int])?["body"] == 2)
    #expect((try survey.object()["samples"] as? [Any])?.count == 2)
    let samples = try #require(try run.object()["samples"] as? [[String: Any]])
    #expect(samples.map { $0["problem"] as? String } == ["duplicate", "duplicate"])
    for (sample, key) in zip(samples, ["a", "b"]) {
      let message = try #require(sample["message"] as? String)
      #expect(message.hasPrefix("several documents have the key \"\(key)\""), "\(message)")
      #expect(sample["file"] as? String == "" && sample["line"] as? Int == 0)
    }
    let lines2 = try await Tool.run(dry)
    #expect(lines2.output.contains("3 repeated in the input"), "\(lines2.output)")
    #expect(lines2.errors.contains("fihrist: several documents have the key"), "\(lines2.errors)")
  }
}
