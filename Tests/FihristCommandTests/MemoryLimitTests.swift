import Foundation
import Testing

/// `ulimit -d` and the like: an error beforehand, not a signal in the middle of the work.
#if os(Linux)
  @Suite struct MemoryLimitTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func index(
      _ name: String, limit megabytes: Int, memory: String
    ) async throws -> ToolRun {
      let lines = (0..<200).map { #"{"id":"\#($0)","title":"عنوان \#($0)","content":"نص المقال"}"# }
      let input = try folder.write("in.jsonl", lines.joined(separator: "\n"))
      return try await Tool.shell(
        "ulimit -d \(megabytes << 10) "
          + "&& exec \"$0\" index --index \"$1\" --memory \(memory) \"$2\"",
        folder.path(name), input)
    }

    @Test(arguments: [100, 200, 300, 400])
    func `too little memory is told before any work, and the advice works`(
      _ megabytes: Int
    ) async throws {
      let run = try await index("first", limit: megabytes, memory: "2GB")
      #expect(run.status > 0 && run.status < 128, "\(run.status): \(run.errors)")
      #expect(run.errors.contains("ulimit -d"), "\(run.errors)")
      let words = run.errors.split { $0 == " " || $0.isNewline }
      let number = try #require(words.lastIndex(of: "MB").flatMap { Int(words[$0 - 1]) })
      let second =
        run.errors.contains("set the memory to")
        ? try await index("second", limit: megabytes, memory: "\(number)MB")
        : try await index("second", limit: megabytes + number, memory: "256KB")
      #expect(second.status == 0, "\(second.status): \(second.errors)")
    }
  }
#endif
