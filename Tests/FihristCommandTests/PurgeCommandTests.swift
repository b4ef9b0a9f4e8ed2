import Foundation
import Testing

@Suite struct PurgeCommandTests {
  private struct Purged: Decodable {
    struct Proof: Decodable {
      var files: Int
      var documents: Int
    }

    var purged: [String]
    var absent: [String]
    var rewritten_segments: Int
    var generation: Int
    var documents: Int
    var proof: Proof
    var copies: [String]
    var inputs: [String]
    var inputs_lost: Bool
    var foreign: [String]
  }

  /// An index of three articles. One of them has a word of its own.
  private func index(_ folder: TemporaryFolder) async throws -> String {
    let lines = [
      #"{"id":"a","content":"نص عام"}"#, #"{"id":"b","content":"نص سري confidential"}"#,
      #"{"id":"c","content":"نص عام"}"#,
    ]
    let input = try folder.write("in.jsonl", lines.joined(separator: "\n") + "\n")
    let run = try await Tool.run("index", "--index", folder.path("i"), "--quiet", input)
    #expect(run.status == 0, "\(run.errors)")
    return folder.path("i")
  }

  @Test(arguments: [false, true])
  func `a document is purged, deleted before or not, and it is shown`(
    isDeleted: Bool
  ) async throws {
    let folder = try TemporaryFolder()
    let index = try await index(folder)
    if isDeleted {
      #expect(try await Tool.run("delete", "--index", index, "--key", "b").status == 0)
    }
    let found = try await Tool.run("search", "--index", index, "confidential")
    #expect(found.status == (isDeleted ? 1 : 0))
    let run = try await Tool.run("purge", "--index", index, "--key", "b", "nobody", "--json")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let report = try run.decoded(Purged.self)
    #expect(report.purged == ["b"] && report.absent == ["nobody"] && report.copies.isEmpty)
    #expect(report.rewritten_segments == 1 && report.documents == 2)
    #expect(report.proof.documents == 2 && report.proof.files == 9)
    #expect(report.inputs.map { $0.hasSuffix("/in.jsonl") } == [true] && report.foreign.isEmpty)
    #expect(!report.inputs_lost)
    #expect(try await Tool.run("info", "--index", index, "--json").object()["deleted"] as? Int == 0)
    #expect(try await Tool.run("search", "--index", index, "confidential").status == 1)
    #expect(try await Tool.run("check", "--index", index, "--level", "full").status == 0)
  }

  @Test func `people read what was done, and which documents say the same`() async throws {
    let folder = try TemporaryFolder()
    let index = try await index(folder)
    let keys = try folder.write("keys", "a\n\nnobody\n")
    let run = try await Tool.run("purge", "--index", index, "--keys", keys)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.lines.last?.hasPrefix("still in the input  /") == true, "\(run.lines)")
    #expect(
      run.lines.dropLast() == [
        "purged 1 key: 1 segment written again as commit 3; the index holds 2 documents",
        "absent  nobody",
        "proof: the 9 files of commit 3 are all that is left, and of 2 documents in them none has "
          + "such a key",
        "same text  c",
      ])
    let again = try await Tool.run("purge", "--index", index, "--keys", keys)
    #expect(again.status == 1 && again.hasOneSentence, "\(again.errors)")
    #expect(again.errors.contains("none of these keys"))
    let json = try await Tool.run("purge", "--index", index, "--key", "a", "--json")
    #expect(json.status == 1 && json.errors.isEmpty)
    #expect(try json.decoded(Purged.self).purged.isEmpty)
  }

  @Test func `a purged document stays out until its file changes, and its key is forgotten`()
    async throws
  {
    let folder = try TemporaryFolder()
    let index = try await index(folder)
    let input = folder.path("in.jsonl")
    #expect(try await Tool.run("purge", "--index", index, "--key", "b").status == 0)
    let again = try await Tool.run("index", "--index", index, input)
    #expect(again.output.contains("1 unchanged") && again.output.contains("2 documents"))
    // A text whose file is gone is its path, and that is its key.
    try FileManager.default.createDirectory(
      atPath: folder.path("texts"), withIntermediateDirectories: true)
    let text = try folder.write("texts/secretive-name.txt", "عنوان\nنص")
    #expect(try await Tool.run("index", "--index", index, folder.path("texts")).status == 0)
    #expect(try tells(of: "secretive-name", index))
    try FileManager.default.removeItem(atPath: text)
    let run = try await Tool.run("purge", "--index", index, "--key", "secretive-name.txt")
    #expect(run.status == 0 && !run.output.contains("still in the input"), "\(run.output)")
    #expect(try !tells(of: "secretive-name", index))
  }

  @Test(arguments: [false, true])
  func `input files that cannot be named are spoken of`(isDamaged: Bool) async throws {
    for json in [false, true] {
      let folder = try TemporaryFolder()
      let index = try await index(folder)
      for path in try IndexFiles.paths("inputs-", in: index) {
        if isDamaged {
          try IndexFiles.flipBit(of: path)
        } else {
          try FileManager.default.removeItem(atPath: path)
        }
      }
      let run = try await Tool.run(
        ["purge", "--index", index, "--key", "b"] + (json ? ["--json"] : []))
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
      if json {
        let report = try run.decoded(Purged.self)
        #expect(report.inputs_lost && report.inputs.isEmpty && report.purged == ["b"])
      } else {
        let warning = run.lines.last ?? ""
        #expect(warning.contains("remembered of the input files is not there or damaged"))
        #expect(warning.contains("cannot be named; remove it from them"), "\(run.lines)")
        let again = try await Tool.run("purge", "--index", index, "--key", "c")
        #expect(again.status == 0 && again.lines.last == warning, "\(again.lines)")
        let check = try await Tool.run("check", "--index", index)
        #expect(check.status == 0 && check.output.contains("warning: what is remembered"))
        let input = folder.path("in.jsonl")
        #expect(try await Tool.run("index", "--index", index, input).status == 0)
        let named = try await Tool.run("purge", "--index", index, "--key", "b")
        #expect(named.output.contains("still in the input") && !named.output.contains("warning"))
      }
    }
  }

  private func tells(of text: String, _ index: String) throws -> Bool {
    try IndexFiles.paths("", in: index).contains { path in
      try Data(contentsOf: URL(filePath: path)).range(of: Data(text.utf8)) != nil
    }
  }

  @Test(arguments: [
    [], ["--key"], ["--key", "1", "--keys", "x"], ["--keys", "/absent"], ["--key", "-x"],
  ])
  func `wrong usage changes nothing`(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let before = try IndexFiles.paths("", in: index)
    let run = try await Tool.run(["purge", "--index", index] + arguments)
    #expect(run.status == 2 && run.hasOneSentence, "\(run.errors)")
    #expect(try IndexFiles.paths("", in: index) == before)
  }

  @Test func `a locked or damaged index is left alone`() async throws {
    let folder = try TemporaryFolder()
    let index = try await index(folder)
    let holder = try HeldIndex(index)
    let before = try IndexFiles.paths("", in: index)
    let locked = try await Tool.run("purge", "--index", index, "--key", "b")
    #expect(locked.status == 2 && locked.errors.contains("another writer"))
    holder.release()
    for path in try IndexFiles.paths(".terms", in: index) { try IndexFiles.truncate(path) }
    let damaged = try await Tool.run("purge", "--index", index, "--key", "b")
    #expect(damaged.status == 3 && damaged.hasOneSentence, "\(damaged.errors)")
    #expect(try IndexFiles.paths("", in: index) == before)
  }
}
