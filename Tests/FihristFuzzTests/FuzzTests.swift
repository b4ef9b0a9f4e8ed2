import FihristFuzzBodies
import FihristTestSupport
import Foundation
import Testing

/// What the fuzzer of `Fuzzing/` runs, on its seeds, on what it once found, and on a bounded number
/// of changed seeds, the same each time. A broken promise ends the test process.
@Suite(.serialized) struct FuzzTests {
  private static let isLong = ProcessInfo.processInfo.environment["FIHRIST_LONG_TESTS"] == "1"

  /// How many changed seeds a target runs: inputs differ a hundredfold in what they cost.
  private static func changeCount(_ target: FuzzTarget) -> Int {
    let count =
      switch target {
      case .merging: 8
      case .terms, .postings, .positions, .norms, .columns, .documents, .keys, .live: 30
      case .manifest, .archive, .postingList, .packed, .zippedDocument, .database: 100
      case .fileFrame, .storedRecord, .query, .expansion, .analysis, .mail, .schemaFile: 200
      }
    return isLong ? 100 * count : count
  }

  private static let findings = Bundle.module.url(
    forResource: "FuzzFindings", withExtension: nil)

  @Test(arguments: FuzzTarget.allCases)
  func `seeds and changed seeds keep the promises`(_ target: FuzzTarget) async throws {
    let count = Self.changeCount(target)
    let seedCount = try await onThread {
      let body = try target.makeBody()
      let seeds = try body.seeds
      for seed in seeds { body.run(seed) }
      body.run([])
      for number in 0..<count {
        Self.note("\(target), change \(number)")
        var mutation = Mutation(seed: UInt64(number))
        body.run(mutation.changed(seeds[number % seeds.count]))
      }
      return seeds.count
    }
    #expect(seedCount > 0)
    print("fuzz \(target): \(seedCount) seeds, \(count) changed seeds (0..<\(count))")
  }

  @Test(arguments: FuzzTarget.allCases)
  func `what once failed does not`(_ target: FuzzTarget) async throws {
    let folder = try #require(Self.findings).appendingPathComponent(target.rawValue)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      return
    }
    try await onThread {
      let body = try target.makeBody()
      for name in names.sorted() {
        Self.note("\(target), finding \(name)")
        body.run([UInt8](try Data(contentsOf: folder.appendingPathComponent(name))))
      }
    }
  }

  /// Names the case that is about to run, where `FIHRIST_FUZZ_TRACE` is set: the last one named is
  /// the one that ended the process.
  private static func note(_ name: String) {
    guard isTraced else { return }
    FileHandle.standardError.write(Data("fuzz \(name)\n".utf8))
  }

  private static let isTraced = ProcessInfo.processInfo.environment["FIHRIST_FUZZ_TRACE"] != nil

  @Test func `every folder of findings has a target`() throws {
    let folder = try #require(Self.findings)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let known = Set(FuzzTarget.allCases.map(\.rawValue)).union(["README.md"])
    #expect(Set(names).isSubset(of: known))
  }
}

/// Runs `body` on a thread of its own: it waits for tasks, and must not take a thread from them.
private func onThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result(catching: body)) }.start()
  }
}
