import Foundation
import Testing

@Suite struct BackupCommandTests {
  private struct Copied: Decodable {
    var documents: Int
    var segments: Int
    var generation: Int
    var files: Int
    var shared_files: Int
    var bytes: Int
  }

  private func answer(_ index: String) async throws -> String {
    let run = try await Tool.run("search", "--index", index, "--json", "--count", "+النفط سعر")
    let start = try #require(run.output.range(of: "\"total\":")).lowerBound
    return String(run.output[start...])
  }

  @Test func `a backup is restored over what was deleted since`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let before = try await answer(index)
    let backup = try await Tool.run("backup", "--index", index, "--to", folder.path("b"))
    #expect(backup.status == 0, "\(backup.errors)")
    #expect(backup.output.hasPrefix("backed up 63 documents as commit "))
    #expect(try await Tool.run("check", "--index", folder.path("b")).status == 0)
    #expect(try await Tool.run("delete", "--index", index, "--query", "النفط").status == 0)
    #expect(try await answer(index) != before)
    let restore = ["restore", "--from", folder.path("b"), "--index", index]
    let refused = try await Tool.run(restore)
    #expect(refused.status == 2 && refused.hasOneSentence)
    #expect(refused.errors.contains("--replace"))
    let run = try await Tool.run(restore + ["--replace", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.decoded(Copied.self).documents == 63)
    #expect(try await answer(index) == before)
    #expect(try await Tool.run("check", "--index", index).status == 0)
  }

  @Test func `a backup by copy shares nothing`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.index()
    let run = try await Tool.run(
      "backup", "--index", index, "--to", folder.path("b"), "--copy", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let copied = try run.decoded(Copied.self)
    #expect(copied.shared_files == 0 && copied.files >= 6 && copied.bytes > 0)
    // What is remembered of the inputs is not part of the index.
    let names = try FileManager.default.contentsOfDirectory(atPath: index).filter {
      !$0.hasPrefix("inputs-")
    }
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: folder.path("b")))
        == Set(names).union(["write.lock"]))
    for name in names {
      #expect(
        FileManager.default.contentsEqual(
          atPath: index + "/" + name, andPath: folder.path("b") + "/" + name), "\(name)")
    }
    #expect(try await answer(folder.path("b")) == answer(index))
    let again = try await Tool.run("backup", "--index", index, "--to", folder.path("b"))
    #expect(again.status == 2 && again.hasOneSentence)
  }

  @Test func `a damaged backup does not touch the index`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    #expect(
      try await Tool.run("backup", "--index", index, "--to", folder.path("b"), "--copy").status == 0
    )
    for path in try IndexFiles.paths(".documents", in: folder.path("b")) {
      try IndexFiles.flipBit(of: path)
    }
    let before = try FileManager.default.contentsOfDirectory(atPath: index).sorted()
    let run = try await Tool.run(
      "restore", "--from", folder.path("b"), "--index", index, "--replace")
    #expect(run.status == 3 && run.hasOneSentence, "\(run.errors)")
    #expect(run.errors.contains(".documents"))
    let after = try FileManager.default.contentsOfDirectory(atPath: index).sorted()
    #expect(after.filter { $0 != "write.lock" } == before.filter { $0 != "write.lock" })
    #expect(try await Tool.run("check", "--index", index).status == 0)
  }

  @Test func `what --replace does not help is not advised to use it`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    _ = try folder.write("notes.txt", "x")
    for (target, reason) in [
      (index, "it is inside the index"), (index + "/sub", "it is inside the index"),
      (folder.path(""), "is inside it"),
    ] {
      let run = try await Tool.run("restore", "--from", index, "--index", target)
      #expect(run.status == 2 && run.hasOneSentence, "\(run.errors)")
      #expect(run.errors.contains(reason) && !run.errors.contains("--replace"), "\(run.errors)")
    }
    let other = try TemporaryFolder()
    _ = try other.write("notes.txt", "x")
    let full = try await Tool.run("restore", "--from", index, "--index", other.path(""))
    #expect(full.status == 2 && full.errors.contains("it is not empty; choose a new"))
    let there = try await Tool.run(
      "restore", "--from", index, "--index", try await SampleArchive.copy(into: other))
    #expect(there.status == 2 && there.errors.contains("give --replace to replace it"))
  }

  @Test func `an index that has lost its manifest is replaced, as is advised`() async throws {
    let folder = try TemporaryFolder()
    let (index, backup) = (try await SampleArchive.copy(into: folder), folder.path("b"))
    #expect(try await Tool.run("backup", "--index", index, "--to", backup).status == 0)
    for path in try IndexFiles.paths("manifest", in: index) {
      try FileManager.default.removeItem(atPath: path)
    }
    let restore = ["restore", "--from", backup, "--index", index]
    let refused = try await Tool.run(restore)
    #expect(refused.status == 2 && refused.hasOneSentence, "\(refused.errors)")
    #expect(refused.errors.contains("without a manifest; give --replace"), "\(refused.errors)")
    #expect(try await Tool.run(restore + ["--replace"]).status == 0)
    #expect(try await Tool.run("check", "--index", index).status == 0)
  }
}
