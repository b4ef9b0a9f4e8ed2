import Foundation
import Testing

/// What indexing does when it is stopped, or when the machine refuses.
@Suite struct RefusalTests {
  /// Records without end, on a pipe, until nobody reads. They come slowly: a test may wait minutes
  /// for its turn, and what indexes until then would take the processor from all others.
  private func endlessInput(_ folder: TemporaryFolder) throws -> (process: Process, pipe: Pipe) {
    let text = (0..<3000).map { #"{"id":"\#($0)","content":"نص المقال رقم \#($0)"}"# + "\n" }
      .joined()
    let file = try folder.write("endless.jsonl", text)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "while cat \"$0\"; do sleep 1; done", file]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    return (process, pipe)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal stops indexing, commits what is complete, and keeps out a second writer`(
    signal: Int32
  ) async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let input = try endlessInput(folder)
    let tool = try Tool.start(
      ["index", "--index", index, "--quiet", "--threads", "1", "-"], inputFrom: input.pipe)
    try input.process.run()
    try input.pipe.fileHandleForReading.close()
    defer { input.process.terminate() }
    try await Task.sleep(for: .seconds(2))
    let second = try await Tool.run(
      "index", "--index", index, "--quiet", SampleArchive.path("archive"))
    #expect(second.status == 2)
    #expect(second.hasOneSentence, "\(second.errors)")
    kill(tool.process.processIdentifier, signal)
    let run = try await tool.finish()
    #expect(run.status == 130, "\(run.errors)")
    #expect(run.errors.hasPrefix("fihrist: interrupted"))
    #expect(run.hasOneSentence)
    let search = try await Tool.run("search", "--index", index, "--count", "--json", "المقال")
    #expect(search.status == 0, "\(search.errors)")
    #expect(try await Tool.run("check", "--index", index).status == 0)
  }

  #if os(Linux)
    @Test func `a directory that nobody may write to is refused`() async throws {
      let run = try await Tool.run(
        "index", "--index", "/sys/fihrist", "--quiet", SampleArchive.path("archive"))
      #expect(run.status == 2)
      #expect(run.hasOneSentence, "\(run.errors)")
    }
  #endif

  @Test func `a disk that takes no more leaves the last commit`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let text = (0..<3000).map { #"{"id":"x\#($0)","content":"نص المقال رقم \#($0)"}"# + "\n" }
      .joined()
    let file = try folder.write("in.jsonl", text)
    let run = try await Tool.shell(
      "ulimit -f 16; exec \"$0\" index --index \"$1\" --quiet \"$2\"", index, file)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.hasOneSentence, "\(run.errors)")
    let search = try await Tool.run("info", "--index", index, "--json")
    #expect(try search.object()["documents"] as? Int == 63)
    #expect(try await Tool.run("check", "--index", index).status == 0)
    let retry = try await Tool.run("index", "--index", index, "--quiet", file)
    #expect(retry.status == 0, "\(retry.errors)")
  }

  @Test func `an input that is not there is bad input, and no index is made`() async throws {
    let folder = try TemporaryFolder()
    let run = try await Tool.run(
      "index", "--index", folder.path("index"), folder.path("absent.jsonl"))
    #expect(run.status == 2)
    #expect(run.hasOneSentence, "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("index")))
  }
}
