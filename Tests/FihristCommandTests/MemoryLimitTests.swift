import Foundation
import Testing

/// `ulimit -d` and the like: an error beforehand, not a signal in the middle of the work.
#if os(Linux)
  @Suite struct MemoryLimitTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func index(
      _ name: String, limit megabytes: Int, of option: String = "-d", memory: String
    ) async throws -> ToolRun {
      let lines = (0..<200).map { #"{"id":"\#($0)","title":"عنوان \#($0)","content":"نص المقال"}"# }
      let input = try folder.write("in.jsonl", lines.joined(separator: "\n"))
      return try await Tool.shell(
        "ulimit \(option) \(megabytes << 10) "
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
      let number = try Self.number(in: run.errors)
      let second =
        run.errors.contains("set the memory to")
        ? try await index("second", limit: megabytes, memory: "\(number)MB")
        : try await index("second", limit: megabytes + number, memory: "256KB")
      #expect(second.status == 0, "\(second.status): \(second.errors)")
    }

    /// The last number of megabytes in `errors`.
    private static func number(in errors: String) throws -> Int {
      let words = errors.split { $0 == " " || $0.isNewline }
      return try #require(words.lastIndex(of: "MB").flatMap { Int(words[$0 - 1]) })
    }

    @Test(arguments: [100, 200, 300, 500])
    func `advice about the address space works at once`(_ megabytes: Int) async throws {
      let run = try await index("first", limit: megabytes, of: "-v", memory: "256MB")
      #expect(run.status > 0 && run.status < 128, "\(run.status): \(run.errors)")
      let number = try Self.number(in: run.errors)
      let isLess = run.errors.contains("set the memory to")
      let second = try await index(
        "second", limit: isLess ? megabytes : megabytes + number, of: "-v",
        memory: isLess ? "\(number)MB" : "256MB")
      #expect(second.status == 0, "\(second.status): \(second.errors)")
    }

    @Test(arguments: [150, 250])
    func `a merge without address space is refused, and the advice works`(
      _ megabytes: Int
    ) async throws {
      let path = try await SampleArchive.copy(into: folder)
      func merge(_ megabytes: Int) async throws -> ToolRun {
        try await Tool.shell(
          "ulimit -v \(megabytes << 10) && exec \"$0\" merge --index \"$1\"", path)
      }
      let run = try await merge(megabytes)
      #expect(run.status == 2 && run.errors.contains("merging takes"), "\(run.errors)")
      let second = try await merge(megabytes + Self.number(in: run.errors))
      #expect(second.status == 0, "\(second.status): \(second.errors)")
    }
  }
#endif
