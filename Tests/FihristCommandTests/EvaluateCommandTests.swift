import Foundation
import Testing

@Suite struct EvaluateCommandTests {
  private static let topics = "1\tأسعار النفط\n2\tالمحادثات النووية\n3\tكلمةلاتوجد\n"
  private static let qrels = """
    1 0 marfa-0102 1
    2 0 pages/nuclear-talks-muscat.txt 2
    3 0 marfa-0102 1

    """

  private func object(_ value: Any?) throws -> [String: Any] {
    try #require(value as? [String: Any])
  }

  private func means(_ value: Any?) throws -> [String: Double] {
    let measures = try #require(value as? [[String: Any]])
    return try Dictionary(
      uniqueKeysWithValues: measures.map {
        (try #require($0["measure"] as? String), try #require($0["mean"] as? Double))
      })
  }

  @Test func `an index and the run that it prints have the same figures`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.index()
    let topics = try folder.write("topics", Self.topics)
    let qrels = try folder.write("qrels", Self.qrels)
    let printed = try await Tool.run("run", "--index", index, "--topics", topics)
    let run = try folder.write("run", printed.output)
    let direct = try await Tool.run(
      "evaluate", "--index", index, "--topics", topics, "--qrels", qrels, "--json", "--against",
      run)
    #expect(direct.status == 0, "\(direct.errors)")
    let result = try direct.object()
    #expect(result["topics"] as? Int == 3)
    #expect(try means(result["measures"])["nDCG@10"] ?? 0 >= 1.0 / 3)
    let against = try object(result["against"])
    #expect(try means(against["measures"]) == means(result["measures"]))
    #expect(against["won"] as? Int == 0 && against["lost"] as? Int == 0)
    // The run lacks the topic for which nothing is found.
    #expect(against["unasked"] as? [String] == ["3"])
    let file = try await Tool.run("evaluate", "--run", run, "--qrels", qrels, "--json")
    #expect(try means(file.object()["measures"]) == means(result["measures"]))
  }

  @Test func `topics that won and lost are shown with their texts`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.index()
    let topics = try folder.write("topics", Self.topics)
    let qrels = try folder.write("qrels", Self.qrels)
    let worse = try folder.write("worse", "2 Q0 nothing 1 1 x\n3 Q0 marfa-0102 1 1 x\n")
    let run = try await Tool.run(
      "evaluate", "--index", index, "--topics", topics, "--qrels", qrels, "--against", worse)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\nwon ") && run.output.contains("المحادثات النووية"))
    #expect(run.output.contains("\nlost ") && run.output.contains("كلمةلاتوجد"))
    #expect(run.output.contains("p (Holm)"))
    #expect(run.errors.contains("not ranked, counted as 0: 1"))
  }

  @Test func `JSON has the values of every topic`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.index()
    let topics = try folder.write("topics", Self.topics)
    let qrels = try folder.write("qrels", Self.qrels)
    let worse = try folder.write("worse", "1 Q0 nothing 1 1 x\n2 Q0 nothing 1 1 x\n")
    let run = try await Tool.run(
      "evaluate", "--index", index, "--topics", topics, "--qrels", qrels, "--json", "--against",
      worse)
    let result = try run.object()
    let byTopic = try #require(result["by_topic"] as? [[String: Any]])
    #expect(byTopic.map { $0["qid"] as? String } == ["1", "2", "3"])
    #expect(byTopic.map { $0["text"] as? String }.last == "كلمةلاتوجد")
    for (name, mean) in try means(result["measures"]) {
      let values = try byTopic.map {
        try #require((try object($0["values"]))[name] as? Double)
      }
      #expect(abs(values.reduce(0, +) / 3 - mean) < 1e-12, "\(name)")
    }
    #expect(
      try byTopic.allSatisfy { try object($0["against"])["nDCG@10"] as? Double == 0 })
  }

  @Test func `topics are searched as phrases`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.index()
    let topics = try folder.write("topics", "1\tأسعار النفط\n2\tالنفط أسعار\n")
    let run = try await Tool.run("run", "--index", index, "--topics", topics, "--phrases")
    let phrase = try await Tool.run(
      "search", "--index", index, "--json", "--limit", "1000", "\"أسعار النفط\"")
    let hits = try #require(try phrase.object()["hits"] as? [[String: Any]])
    let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("1 ") }
    #expect(!hits.isEmpty && lines.count == hits.count)
    let near = try await Tool.run(
      "run", "--index", index, "--topics", topics, "--phrases", "--slop", "2")
    #expect(near.output.split(separator: "\n").contains { $0.hasPrefix("2 ") })
    #expect(near.output.split(separator: "\n").count { $0.hasPrefix("1 ") } >= lines.count)
    #expect(!run.output.split(separator: "\n").contains { $0.hasPrefix("2 ") })
  }

  @Test func `the reasons of topics that won are what explain says`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.index()
    let topics = try folder.write("topics", "1\tأسعار النفط\n")
    let ranked = try await Tool.run("run", "--index", index, "--topics", topics)
    let keys = ranked.output.split(separator: "\n").map { $0.split(separator: " ")[2] }
    try #require(keys.count > 1)
    // The two best change sides.
    let other = try folder.write(
      "other", "1 Q0 \(keys[1]) 1 2 x\n1 Q0 \(keys[0]) 2 1 x\n")
    let qrels = try folder.write("qrels", "1 0 \(keys[0]) 1\n")
    let options = [
      "evaluate", "--index", index, "--topics", topics, "--qrels", qrels, "--against", other,
    ]
    let text = try await Tool.run(options)
    #expect(text.output.contains(": \(keys[0]) scores "), "\(text.output)")
    #expect(text.output.contains(" more than \(keys[1])"), "\(text.output)")
    let against = try object(try await Tool.run(options + ["--json"]).object()["against"])
    let won = try #require((against["most_won"] as? [[String: Any]])?.first)
    let reason = try object(won["reason"])
    #expect(reason["document"] as? String == String(keys[0]))
    #expect(reason["instead_of"] as? String == String(keys[1]))
    let sides = try #require(reason["indexes"] as? [[String: Any]])
    #expect(sides.count == 1)
    let parts = try #require(sides[0]["parts"] as? [[String: Any]])
    #expect((1...3).contains(parts.count))
    // Sorted by how much they differ, and less than the whole only by parts that are not shown.
    let differences = try parts.map { part in
      try #require(try object(part["document"])["value"] as? Double)
        - #require(try object(part["instead_of"])["value"] as? Double)
    }
    #expect(differences.map { abs($0) } == differences.map { abs($0) }.sorted(by: >))
    #expect(sides[0]["difference"] as? Double ?? 0 > 0)
  }

  @Test func `another index is compared by its directory`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.index()
    let topics = try folder.write("topics", Self.topics + "4\tبلا حكم\n")
    let run = try await Tool.run(
      "evaluate", "--index", index, "--topics", topics, "--qrels",
      try folder.write("qrels", Self.qrels), "--against", index, "--cutoff", "3")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("nDCG@3") && run.output.contains("0 won, 0 lost, 3 equal"))
    #expect(run.errors.contains("left out: 4"))
  }

  @Test(arguments: [
    ["--qrels", "q"], ["--run", "r", "--index", "i", "--qrels", "q"],
    ["--run", "-", "--qrels", "-"], ["--run", "", "--qrels", "q"],
    ["--run", "r", "--qrels", "q", "--cutoff", "0"],
    ["--index", "i", "--topics", "t", "--qrels", "q", "--slop", "2"],
  ])
  func `options that do not fit are refused`(options: [String]) async throws {
    let run = try await Tool.run(["evaluate"] + options)
    #expect(run.status == 2)
    #expect(run.output.isEmpty && run.hasOneSentence, "\(run.errors)")
  }

  @Test func `files that do not fit are refused with their lines`() async throws {
    let folder = try TemporaryFolder()
    let qrels = try folder.write("qrels", Self.qrels)
    let good = try folder.write("run", "1 Q0 d 1 1 x\n")
    let bad = try folder.write("bad", "1 Q0 d 1 1 x\n1 Q0 d\n")
    let other = try folder.write("other", "9 Q0 d 1 1 x\n")
    for (options, words) in [
      (["--run", bad, "--qrels", qrels], "bad:2: "), (["--run", good, "--qrels", bad], "bad:1: "),
      (["--run", good, "--qrels", qrels, "--against", bad], "bad:2: "),
      (["--run", other, "--qrels", qrels], "none of the topics"),
      (["--index", try await SampleArchive.index(), "--qrels", qrels], "give --topics"),
    ] {
      let run = try await Tool.run(["evaluate"] + options)
      #expect(run.status == 2)
      #expect(run.output.isEmpty && run.hasOneSentence, "\(run.errors)")
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }
}
