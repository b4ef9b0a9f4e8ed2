import Fihrist
import Foundation
import Testing

/// A second writer says which process is in the way, and only while it is.
@Suite struct LockedIndexTests {
  private static let arguments = [
    ["delete", "--key", "nobody"], ["merge"], ["purge", "--key", "nobody"], ["repair"], ["rebuild"],
  ]

  @Test(arguments: arguments)
  func `the process of the writer is named`(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let writer = try IndexWriter(path: index)
    let process = ProcessInfo.processInfo.processIdentifier
    // A second writer of this process is refused without taking the name away.
    for _ in 0..<2 {
      let error = #expect(throws: IndexError.self) { try IndexWriter(path: index) }
      #expect(error?.kind == .locked)
      #expect(error?.reason == "a writer of this process is at work on the index")
      let run = try await Tool.run(arguments + ["--index", index])
      #expect(run.status == 2 && run.hasOneSentence, "\(run.errors)")
      #expect(run.errors.contains("another writer (process \(process)) is at work on the index"))
    }
    try await writer.close()
    let run = try await Tool.run(arguments + ["--index", index])
    #expect(!run.errors.contains("another writer"), "\(run.errors)")
  }

  @Test func `a holder that the system does not name is not guessed`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let holder = try HeldIndex(index)
    let run = try await Tool.run("merge", "--index", index)
    #expect(run.status == 2)
    #expect(run.errors.contains("another writer is at work on the index"), "\(run.errors)")
    holder.release()
  }
}
