import FihristTestSupport
import Foundation
import Testing

/// Imports as jobs: again, killed, watched, hopeless.
@Suite struct ImportJobTests {
  private let folder: TemporaryFolder
  private let archive: String
  private let index: String

  init() throws {
    folder = try TemporaryFolder()
    archive = folder.path("archive")
    index = folder.path("index")
    try FileManager.default.createDirectory(atPath: archive, withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ keys: ClosedRange<Int>, ballast: Int = 0) throws {
    let pad = String(repeating: "x", count: ballast)
    let lines = keys.map {
      #"{"id":"\#($0)","title":"عنوان \#($0)","content":"نص","pad":"\#(pad)"}"#
    }
    _ = try folder.write("archive/" + name, lines.joined(separator: "\n") + "\n")
  }

  private func run(_ arguments: String...) async throws -> ToolRun {
    try await Tool.run(["index", "--index", index, archive] + arguments)
  }

  /// The counts of files, and of documents that were indexed and deleted.
  private func counts(_ run: ToolRun) throws -> [String: Int] {
    let object = try run.object()
    var counts = (object["files"] as? [String: Int] ?? [:]).filter { $0.value > 0 }
    for name in ["documents", "deleted"] {
      if let count = object[name] as? Int, count > 0 { counts[name] = count }
    }
    return counts
  }

  @Test func `the second run reads what is new, and prunes what is gone`() async throws {
    try write("a.jsonl", 1...3)
    try write("b.jsonl", 4...5)
    #expect(try counts(try await run("--json")) == ["new": 2, "documents": 5])
    #expect(try counts(try await run("--json")) == ["unchanged": 2])
    try write("a.jsonl", 2...3)
    try write("c.jsonl", 6...6)
    try FileManager.default.removeItem(atPath: archive + "/b.jsonl")
    let third = try await run("--report", folder.path("r.txt"))
    #expect(third.status == 0, "\(third.errors)")
    #expect(
      third.output.contains(
        "files: 1 new, 1 changed, 1 gone (--prune deletes their documents)"), "\(third.output)")
    #expect(third.output.contains("the index holds 6 documents"))
    #expect(try String(contentsOfFile: folder.path("r.txt"), encoding: .utf8) == third.output)
    let fourth = try await run("--prune", "--json")
    #expect(try counts(fourth) == ["unchanged": 2, "vanished": 1, "deleted": 3])
    #expect(try counts(try await run("--all", "--json")) == ["changed": 2, "documents": 3])
    let check = try await Tool.run("check", "--index", index)
    #expect(check.status == 0, "\(check.output)")
  }

  @Test func `a killed tool goes on, and ends in the same bytes`() async throws {
    // Chunks of a megabyte, each with few records: commits in the middle of a file.
    try write("a.jsonl", 1...40, ballast: 200_000)
    try write("b.jsonl", 30...50, ballast: 100_000)
    let whole = folder.path("whole")
    let first = try await Tool.run("index", "--index", whole, archive)
    #expect(first.status == 0, "\(first.errors)")
    var kills = 0
    var part = 0.3
    while kills < 20 {
      let tool = try Tool.start(["index", "--index", index, "--commit-documents", "1", archive])
      tool.kill(after: first.duration * part)
      let run = try await tool.finish()
      if run.status == 0 { break }
      kills += 1
      part += 0.1
    }
    #expect(kills > 0)
    for path in [whole, index] {
      #expect(try await Tool.run("merge", "--index", path).status == 0)
    }
    let files = try IndexFiles.paths("seg-", in: whole)
    let others = try IndexFiles.paths("seg-", in: index)
    #expect(files.count == others.count && files.count >= 6)
    for (file, other) in zip(files, others) {
      let bytes = try Data(contentsOf: URL(filePath: file))
      #expect(try Data(contentsOf: URL(filePath: other)) == bytes, "\(other)")
    }
  }

  @Test func `a run is ended if too much is refused`() async throws {
    _ = try folder.write(
      "archive/a.jsonl", String(repeating: "{broken\n", count: 30) + #"{"id":"1","title":"ا"}"#)
    let ended = try await run("--fail-over", "50")
    #expect(ended.status == 2 && ended.errors.contains("30 of 31 records were refused"))
    #expect(ended.errors.contains("more than 50 %"), "\(ended.errors)")
    #expect(try await run("--fail-over", "97").status == 0)
  }

  @Test func `a broken file ends the second run like the first`() async throws {
    try Data([0x1F, 0x8B, 8, 0, 1, 2]).write(to: URL(filePath: archive + "/cut.jsonl.gz"))
    for _ in 1...2 { #expect(try await run("--quiet").status == 2) }
    // A file that was read and gave nothing does not make up for it.
    _ = try folder.write("archive/empty.txt", "")
    let other = try folder.write("other.jsonl", #"{"id":"0","title":"عنوان"}"#)
    #expect(try await Tool.run("index", "--index", index, other).status == 0)
    for _ in 1...2 { #expect(try await run("--quiet").status == 2) }
    try write("a.jsonl", 1...3)
    #expect(try counts(try await run("--json"))["documents"] == 3)
    for _ in 1...2 {
      let again = try await run("--json")
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.output.contains("unreadable"), "\(again.output)")
      #expect(try counts(again) == ["new": 1, "unchanged": 2])
    }
  }

  @Test(arguments: ["a.zip", "a.db"])
  func `a file with another time alone is not read, whatever holds its records`(
    name: String
  ) async throws {
    let zip =
      "UEsDBBQAAAAAAAAAIVCcdcSELgAAAC4AAAAHAAAAcS5qc29ubHsiaWQiOiIxIiwidGl0bGUiOiJhIn0KeyJpZCI6"
      + "IjIiLCJ0aXRsZSI6ImIifQpQSwECFAMUAAAAAAAAACFQnHXEhC4AAAAuAAAABwAAAAAAAAAAAAAAgAEAAAAAcS5q"
      + "c29ubFBLBQYAAAAAAQABADUAAABTAAAAAQBj"
    let bytes =
      name == "a.db" ? Data(DatabaseSpecimens.one) : try #require(Data(base64Encoded: zip))
    try folder.write("archive/" + name, bytes)
    try age(name, 100)
    #expect(try counts(try await run("--json")) == ["new": 1, "documents": 2])
    #expect(try await Tool.run("purge", "--index", index, "--key", "1").status == 0)
    for seconds in [90.0, 0] {
      try age(name, seconds)
      #expect(try counts(try await run("--json")) == ["unchanged": 1])
    }
    #expect(try await Tool.run("get", "--index", index, "--key", "1").status == 1)
    // Other contents are seen, also behind the first bytes and with the same length.
    var other = bytes
    other[other.count - 1] ^= 1
    try folder.write("archive/" + name, other)
    #expect(try counts(try await run("--json"))["changed"] == 1)
  }

  /// Sets the time of change of a file to so many seconds ago.
  private func age(_ name: String, _ seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)],
      ofItemAtPath: archive + "/" + name)
  }

  @Test func `pruning keeps what a file that is cut had before, and says so`() async throws {
    let records = (1...9).map { #"{"id":"\#($0)","title":"عنوان"}"# }
    _ = try folder.write("archive/a.json", "[" + records.joined(separator: ",\n") + "]")
    #expect(try await run().status == 0)
    _ = try folder.write("archive/a.json", "[" + records[..<4].joined(separator: ",\n") + ",")
    let cut = try await run("--prune")
    #expect(cut.status == 0 && cut.errors.contains("the part before that is read"))
    #expect(
      cut.output.contains("kept all documents that 1 file had before: it was not read in full"))
    #expect(cut.output.contains("the index holds 9 documents"), "\(cut.output)")
    let again = try await run("--prune", "--json")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try counts(again) == ["resumed": 1, "incomplete": 1])
    #expect(again.output.contains("unreadable"), "\(again.output)")
  }

  @Test func `a table that was refused is read again when it has changed`() async throws {
    try write("a.jsonl", 1...3)
    #expect(try await run().status == 0)
    let table = "عمود,رقم\nنص,1\n"
    _ = try folder.write("archive/x.csv", table)
    let first = try await run("--json")
    #expect(first.status == 0 && first.output.contains("no column is known"), "\(first.output)")
    #expect(try counts(first) == ["new": 1, "unchanged": 1])
    let again = try await run("--json")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try counts(again) == ["unchanged": 2])
    // Longer than what is read to recognize it: all of it counts.
    let lines = table + String(repeating: "كلمة,2\n", count: 100_000)
    for round in 1...2 {
      _ = try folder.write("archive/x.csv", lines + "كلمة,\(round)\n")
      try write("b.jsonl", 4...3 + round)
      let changed = try counts(try await run("--json"))
      #expect(changed["changed"] == round && changed["documents"] == round)
    }
    #expect(try counts(try await run("--json")) == ["unchanged": 3])
    // Told which column it is, it is read.
    let named = try await run("--json", "--body", "عمود")
    #expect(try counts(named)["documents"] ?? 0 > 4, "\(named.errors)")
  }

  @Test func `a watched folder is read whenever it changes`() async throws {
    let tool = try Tool.start(["index", "--index", index, "--watch", "--prune", archive])
    // The folder is still empty when the tool starts.
    try write("a.jsonl", 1...3)
    try await wait(for: 3)
    try write("b.jsonl", 4...5)
    try await wait(for: 5)
    try FileManager.default.removeItem(atPath: archive + "/a.jsonl")
    try await wait(for: 2)
    tool.process.interrupt()
    let run = try await tool.finish()
    #expect(run.status == 130, "\(run.errors)")
    #expect(run.output.contains("files: 1 unchanged and not read, 1 gone"), "\(run.output)")
  }

  /// Waits until the index has `count` documents.
  private func wait(for count: Int) async throws {
    for _ in 0..<600 {
      let info = try? await Tool.run("info", "--index", index, "--json").object()
      if info?["documents"] as? Int == count { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("there are never \(count) documents")
  }

  /// Waits until `tool` has written `text` to standard error.
  private func wait(for text: String, of tool: RunningTool) async throws {
    for _ in 0..<600 where !tool.errorsSoFar.contains(text) {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(tool.errorsSoFar.contains(text), "\(tool.errorsSoFar)")
  }

  @Test func `files without a document do not end a watch`() async throws {
    _ = try folder.write("archive/a.txt", "")
    let tool = try Tool.start(["index", "--index", index, "--watch", archive])
    try await wait(for: "none of 1 record could be indexed", of: tool)
    try FileManager.default.removeItem(atPath: archive + "/a.txt")
    _ = try folder.write("archive/b.jsonl", #"{"n":1}"# + "\n")
    try await wait(for: "no member identifies the records", of: tool)
    try write("b.jsonl", 1...3)
    try await wait(for: 3)
    _ = try folder.write("archive/c.jsonl", "{broken\n")
    try await wait(for: "c.jsonl:1", of: tool)
    try write("d.jsonl", 4...5)
    try await wait(for: 5)
    tool.process.interrupt()
    let run = try await tool.finish()
    #expect(run.status == 130, "\(run.errors)")
    #expect(run.errors.ranges(of: "no member identifies").count == 1, "\(run.errors)")
  }

  @Test func `what cannot be is refused`() async throws {
    let stream = try await Tool.run("index", "--index", index, "--watch", "-")
    #expect(stream.status == 2 && stream.errors.contains("standard input"), "\(stream.errors)")
    let empty = try await run("--prune")
    #expect(empty.status == 2 && empty.errors.contains("no .jsonl"), "\(empty.errors)")
    try write("a.jsonl", 1...1)
    let field = try await run("--path", "{paper}/*")
    #expect(field.status == 2 && field.errors.contains("no field \"paper\""), "\(field.errors)")
    let rule = try await run("--path", "{source")
    #expect(rule.status == 2 && rule.hasOneSentence, "\(rule.errors)")
  }

  @Test func `names of members, keys and paths can be told`() async throws {
    try FileManager.default.createDirectory(
      atPath: archive + "/okaz/2015/07", withIntermediateDirectories: true)
    _ = try folder.write(
      "archive/okaz/2015/07/a.jsonl", #"{"m":{"t":["عنوان"]},"content":"نص"}"# + "\n")
    let run = try await run(
      "--map", "title=m.t[0]", "--make-key", "path", "--path", "{source}/{year}/{month}/*")
    #expect(run.status == 0, "\(run.errors)")
    let get = try await Tool.run(
      "get", "--index", index, "--key", "okaz/2015/07/a.jsonl:1", "--json")
    for text in ["عنوان", "okaz", "2015-07"] { #expect(get.output.contains(text), "\(get.output)") }
  }
}
