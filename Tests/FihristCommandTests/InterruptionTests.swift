import Foundation
import Testing

/// The first signal ends the tool within a second, whatever it waits for, and commits what is
/// complete.
@Suite struct InterruptionTests {
  private static func records(_ numbers: Range<Int>) -> String {
    numbers.map { #"{"id":"\#($0)","content":"نص المقال رقم \#($0)"}"# + "\n" }.joined()
  }

  /// What the tool shows when it has nothing more to read; nil if it shows nothing that can be
  /// seen.
  private struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    /// What comes before the input stops.
    var text: String
    /// How many documents must be committed.
    var documents: Int
    var options: [String] = []
    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "nothing has come", text: "", documents: 0),
    Case(name: "half a record", text: #"{"id":"1","content":"نص"#, documents: 0),
    Case(name: "one record", text: records(0..<1), documents: 1),
    Case(
      name: "less than is recognised by, and half a record",
      text: records(0..<2_000) + #"{"id":"x"#, documents: 2_000),
    Case(name: "more than is recognised by", text: records(0..<4_500), documents: 4_500),
    Case(
      name: "with a format and several threads", text: records(0..<4_500), documents: 4_500,
      options: ["--format", "jsonl", "--threads", "4"]),
    Case(name: "half an article", text: "عنوان\nنص", documents: 0),
  ]

  /// Waits for the tool to have read `count` bytes of what was written to it.
  private func waitUntilRead(_ tool: RunningTool) async throws {
    // Nothing outside tells that the tool waits; it has long come to that after this time, also on
    // a busy machine, and if not, the test only proves less.
    try await Task.sleep(for: .seconds(2))
  }

  /// Sends `signal` to the tool and expects that it ends by itself.
  private func interrupt(_ tool: RunningTool, _ signal: Int32) async throws -> ToolRun {
    kill(tool.process.processIdentifier, signal)
    // One that hangs is killed, and then has another status. It ends within a second on a machine
    // of its own, but tests run on a busy one, and with checks.
    tool.kill(after: .seconds(120))
    let run = try await tool.finish()
    #expect(run.status == 130, "\(run.errors)")
    return run
  }

  private func documents(_ index: String) async throws -> Int {
    let run = try await Tool.run("info", "--index", index, "--json")
    return run.status == 0 ? try run.object()["documents"] as? Int ?? -1 : 0
  }

  @Test(arguments: cases)
  private func `standard input`(_ waiting: Case) async throws {
    let folder = try TemporaryFolder()
    let pipe = Pipe()
    let tool = try Tool.start(
      ["index", "--index", folder.path("index")] + waiting.options + ["-"], inputFrom: pipe)
    let writer = pipe.fileHandleForWriting
    let text = waiting.text
    Thread.detachNewThread { try? writer.write(contentsOf: Data(text.utf8)) }
    try await waitUntilRead(tool)
    let run = try await interrupt(tool, SIGTERM)
    #expect(run.errors.contains("fihrist: "), "\(run.errors)")
    #expect(try await documents(folder.path("index")) == waiting.documents, "\(run.errors)")
    try writer.close()
  }

  @Test(arguments: [true, false])
  func `a pipe that has no writer, and one that was packed`(hasWriter: Bool) async throws {
    let folder = try TemporaryFolder()
    let fifo = folder.path("pipe")
    let status = unsafe mkfifo(fifo, 0o600)
    #expect(status == 0)
    let file = try folder.write("lines", Self.records(0..<9_000))
    _ = try await Tool.shell("gzip -c \"$1\" > \"$1.gz\"", file)
    let tool = try Tool.start(["index", "--index", folder.path("index"), fifo])
    var writer: FileHandle?
    if hasWriter {
      writer = FileHandle(forWritingAtPath: fifo)
      let packed = try Data(contentsOf: URL(filePath: file + ".gz"))
      try writer?.write(contentsOf: packed.prefix(packed.count - 100))
    }
    try await waitUntilRead(tool)
    _ = try await interrupt(tool, SIGINT)
    let count = try await documents(folder.path("index"))
    #expect(hasWriter ? count > 1_000 : count == 0)
    try writer?.close()
  }

  @Test(arguments: [
    ["run", "--topics"], ["delete", "--keys"], ["bench", "--queries"], ["purge", "--keys"],
  ])
  func `commands that wait for their lines`(command: [String]) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let pipe = Pipe()
    let tool = try Tool.start([command[0], "--index", index, command[1], "-"], inputFrom: pipe)
    try await waitUntilRead(tool)
    _ = try await interrupt(tool, SIGTERM)
    #expect(try await documents(index) == 63)
    try pipe.fileHandleForWriting.close()
  }
}
