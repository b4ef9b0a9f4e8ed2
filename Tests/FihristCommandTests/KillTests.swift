import FihristTestSupport
import Foundation
import Testing

/// The tool is killed while it writes: nothing may be in the index but whole commits.
///
/// Every run of `index` replaces all documents by others with the same keys and another marking
/// word; so a search for one marking word must find all of them, and a search for another none.
@Suite struct KillTests {
  private static let killCount =
    ProcessInfo.processInfo.environment["FIHRIST_LONG_TESTS"] == "1" ? 200 : 8

  @Test func `a killed tool leaves whole commits, and the next goes on`() async throws {
    var siege = try await Siege(seed: 2026)
    // A tool that ends before it is killed proves nothing: such rounds are done again, within
    // reason.
    for round in 0..<4 * Self.killCount
    where siege.killed.indexing + siege.killed.merging < Self.killCount {
      try await siege.run(round, isMerge: round % 3 == 2)
    }
    try await siege.end()
    let killed = siege.killed
    #expect(killed.indexing > 0 && killed.merging > 0, "\(killed)")
    print(
      "killed \(killed.indexing) times while indexing,",
      "\(killed.committed) of them after the commit,",
      "\(killed.merging) times while merging")
  }
}

/// An index, and the tools that are killed while they write it.
private struct Siege {
  /// What the killed tools were doing, and how many of those that indexed had committed.
  private(set) var killed = (indexing: 0, merging: 0, committed: 0)
  private let seed: UInt64
  private var generator: SeededGenerator
  private let folder: TemporaryFolder
  private let index: String
  /// The batch that the index holds, and the newest.
  private var (held, newest) = (0, 0)
  /// Documents of every batch.
  private var count = 0
  /// How long the last whole run of `index` and of `merge` took.
  private var durations = (indexing: Duration.zero, merging: Duration.zero)

  init(seed: UInt64) async throws {
    self.seed = seed
    generator = SeededGenerator(seed: seed)
    folder = try TemporaryFolder()
    index = folder.path("index")
    durations.indexing = try await complete(try indexing())
    durations.merging = durations.indexing / 6
  }

  /// Starts the tool, kills it somewhere in its course, and looks at what it leaves.
  mutating func run(_ round: Int, isMerge: Bool) async throws {
    if !isMerge { newest += 1 }
    let tool = try Tool.start(isMerge ? ["merge", "--index", index] : try indexing())
    let part = Double.random(in: 0..<1.1, using: &generator)
    tool.kill(after: (isMerge ? durations.merging : durations.indexing) * part)
    let run = try await tool.finish()
    #expect(run.status == 0 || run.status == 128 + SIGKILL, "round \(round): \(run.errors)")
    note(run, isMerge: isMerge)
    let check = try await Tool.run("check", "--index", index)
    #expect(check.status == 0, "round \(round): \(check.output)\(check.errors)")
    try await look(
      "seed \(seed), round \(round)", isMerge: isMerge, isComplete: run.status == 0)
  }

  private mutating func note(_ run: ToolRun, isMerge: Bool) {
    switch (run.status == 0, isMerge) {
    case (true, true): durations.merging = run.duration
    case (true, false): durations.indexing = run.duration
    case (false, true): killed.merging += 1
    case (false, false): killed.indexing += 1
    }
  }

  /// A batch must be there when its run ended well, may be there when it was killed, and is there
  /// whole or not at all.
  private mutating func look(_ moment: String, isMerge: Bool, isComplete: Bool) async throws {
    let (old, new) = (try await found(held), try await found(newest))
    if new == count {
      #expect(!isMerge || held == newest, "\(moment): batch \(newest) came with a merge")
      #expect(held == newest || old == 0, "\(moment): \(old) documents of batch \(held) are left")
      if !isComplete, !isMerge { killed.committed += 1 }
      held = newest
    } else {
      #expect(
        old == count && new == 0, "\(moment): \(old) of batch \(held), \(new) of \(newest)")
      #expect(isMerge || !isComplete, "\(moment): batch \(newest) is not there")
    }
  }

  /// The next run goes on, and clears up.
  mutating func end() async throws {
    _ = try await complete(["merge", "--index", index])
    #expect(try await found(held) == count)
    // One segment of seven files, a manifest, the lock, and what is remembered of the input:
    // nothing is left of what was started.
    let names = try FileManager.default.contentsOfDirectory(atPath: index).sorted()
    #expect(names.filter { !$0.hasPrefix("inputs-") }.count == 9, "\(names)")
  }

  private func complete(_ arguments: [String]) async throws -> Duration {
    let run = try await Tool.run(arguments)
    #expect(run.status == 0, "\(run.errors)")
    return run.duration
  }
}

// MARK: Batches

extension Siege {
  /// Copies of the sample archive in a batch: enough for several segments, and merges of them.
  private static let copyCount = 6

  /// A word that marks batch `number` and that no article has.
  private static func mark(_ number: Int) -> String {
    let letters = String(number).utf8.map { Character(UnicodeScalar($0 - 0x30 + 0x61)) }
    return "zq" + String(letters) + "qz"
  }

  /// Writes the newest batch; what indexes it.
  private mutating func indexing() throws -> [String] {
    let lines = try Self.batch(newest)
    count = lines.count
    let file = try folder.write("batch.jsonl", lines.joined(separator: "\n"))
    return ["index", "--index", index, "--quiet", "--memory", "1MB", "--threads", "2", file]
  }

  private static func batch(_ number: Int) throws -> [String] {
    let articles = try String(
      contentsOfFile: SampleArchive.path("archive/articles.jsonl"), encoding: .utf8)
    var lines: [String] = []
    for article in articles.split(separator: "\n") {
      guard
        var object = try JSONSerialization.jsonObject(with: Data(article.utf8)) as? [String: Any],
        let id = object["id"] as? String
      else { throw UnexpectedShape(text: String(article)) }
      object["title"] = "\(object["title"] as? String ?? "") \(mark(number))"
      for copy in 0..<copyCount {
        object["id"] = "\(id)-\(copy)"
        lines.append(
          String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self))
      }
    }
    return lines
  }

  /// How many documents of the index have the mark of batch `number`.
  private func found(_ number: Int) async throws -> Int {
    let run = try await Tool.run(
      "search", "--index", index, "--json", "--count", "--limit", "1", Self.mark(number))
    struct Answer: Decodable {
      struct Total: Decodable { var value: Int }
      var total: Total
    }
    return try run.decoded(Answer.self).total.value
  }
}
