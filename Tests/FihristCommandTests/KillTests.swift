import FihristTestSupport
import Foundation
import Testing

/// The tool is killed while it writes: nothing may be in the index but whole commits.
///
/// Every run of `index` replaces all documents by others with the same keys and another marking word;
/// so a search for one marking word must find all of them, and a search for another none.
@Suite struct KillTests {
  private static let killCount =
    ProcessInfo.processInfo.environment["FIHRIST_LONG_TESTS"] == "1" ? 200 : 8

  /// Copies of the sample archive in a batch: enough for several segments, and merges of them.
  private static let copyCount = 6

  /// A word that marks batch `number` and that no article has.
  private static func mark(_ number: Int) -> String {
    let letters = String(number).utf8.map { Character(UnicodeScalar($0 - 0x30 + 0x61)) }
    return "zq" + String(letters) + "qz"
  }

  /// Writes batch `number` and returns its path and its number of documents.
  private static func write(_ number: Int, to folder: TemporaryFolder) throws -> (String, Int) {
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
    return (try folder.write("batch.jsonl", lines.joined(separator: "\n")), lines.count)
  }

  private static func indexing(_ file: String, _ index: String) -> [String] {
    ["index", "--index", index, "--quiet", "--memory", "1MB", "--threads", "2", file]
  }

  /// How many documents of `index` have the mark of batch `number`.
  private static func found(_ number: Int, in index: String) async throws -> Int {
    let run = try await Tool.run(
      "search", "--index", index, "--json", "--count", "--limit", "1", mark(number))
    struct Answer: Decodable {
      struct Total: Decodable { var value: Int }
      var total: Total
    }
    return try run.decoded(Answer.self).total.value
  }

  @Test func `a killed tool leaves whole commits, and the next goes on`() async throws {
    let seed: UInt64 = 2026
    var generator = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let clock = ContinuousClock()
    var (file, count) = try Self.write(0, to: folder)
    var batch = 0
    var duration = Duration.zero
    func complete(_ arguments: [String]) async throws {
      let start = clock.now
      let run = try await Tool.run(arguments)
      #expect(run.status == 0, "\(run.errors)")
      duration = clock.now - start
    }
    try await complete(Self.indexing(file, index))
    var last = 0
    var killed = (indexing: 0, merging: 0, committed: 0)
    for round in 0..<Self.killCount {
      let isMerge = round % 3 == 2
      if !isMerge {
        batch += 1
        (file, count) = try Self.write(batch, to: folder)
      }
      let tool = try Tool.start(
        isMerge ? ["merge", "--index", index] : Self.indexing(file, index))
      let part = Double.random(in: 0..<1.1, using: &generator)
      try await Task.sleep(for: duration * (isMerge ? part / 6 : part))
      kill(tool.process.processIdentifier, SIGKILL)
      let status = try await tool.finish().status
      #expect(status == 0 || status == 128 + SIGKILL, "round \(round)")
      if status != 0 { if isMerge { killed.merging += 1 } else { killed.indexing += 1 } }
      let check = try await Tool.run("check", "--index", index)
      #expect(check.status == 0, "round \(round): \(check.output)\(check.errors)")
      let (old, new) = (
        try await Self.found(last, in: index), try await Self.found(batch, in: index)
      )
      let isCommitted = new == count
      // A batch must be there when its run ended well, may be there when it was killed, and cannot come later.
      let mustBe = isMerge ? last == batch : status == 0
      let mayBe = isMerge ? last == batch : true
      #expect(
        isCommitted ? mayBe : !mustBe && old == count && new == 0,
        "seed \(seed), round \(round): \(old) documents of batch \(last), \(new) of \(batch)")
      #expect(!isCommitted || last == batch || old == 0, "round \(round)")
      if isCommitted {
        if status != 0, !isMerge { killed.committed += 1 }
        last = batch
      }
    }
    try await complete(["merge", "--index", index])
    #expect(try await Self.found(last, in: index) == count)
    // One segment of six files, a manifest, the lock: nothing is left of all that was begun.
    let names = try FileManager.default.contentsOfDirectory(atPath: index).sorted()
    #expect(names.count == 8, "\(names)")
    print(
      "killed \(killed.indexing) times while indexing, \(killed.committed) of them after the commit,",
      "\(killed.merging) times while merging")
  }
}
