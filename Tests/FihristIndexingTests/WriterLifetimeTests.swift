import FihristFormat
import FihristStorage
import Foundation
import Testing

@testable import FihristIndexing

/// How a writer ends, and what it leaves.
@Suite struct WriterLifetimeTests {
  private let home = TemporaryDirectory()

  private func document(_ key: String) -> SourceDocument {
    SourceDocument(key: key, values: ["body": "كتاب \(key)"])
  }

  private var keys: [String] {
    get throws { try IndexContents(path: home.path).documents.keys.sorted() }
  }

  private struct Failure: Error {}

  @Test func `a scoped writer commits and closes when the body returns`() async throws {
    let count = try await IndexWriter.with(path: home.path) { writer in
      for number in 0..<5 { try await writer.add(document("\(number)")) }
      return 5
    }
    #expect(count == 5)
    #expect(try keys == ["0", "1", "2", "3", "4"])
    try await IndexWriter(path: home.path).close()
  }

  @Test func `a scoped writer drops what was not committed when the body throws`() async throws {
    for round in 0..<3 {
      await #expect(throws: Failure.self) {
        try await IndexWriter.with(path: home.path) { writer in
          try await writer.add(document("kept \(round)"))
          try await writer.commit()
          try await writer.add(document("dropped \(round)"))
          throw Failure()
        }
      }
    }
    #expect(try keys == ["kept 0", "kept 1", "kept 2"])
  }

  @Test func `a scoped writer closes in a task that is cancelled`() async throws {
    let task = Task { [path = home.path] in
      try await IndexWriter.with(path: path) { writer in
        try await writer.add(SourceDocument(key: "1", values: ["body": "x"]))
        unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        try await writer.add(SourceDocument(key: "2", values: ["body": "x"]))
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try keys == [])
    // What the body has done when it returns is committed, cancelled or not.
    let returning = Task { [path = home.path] in
      try await IndexWriter.with(path: path) { writer in
        try await writer.add(SourceDocument(key: "3", values: ["body": "x"]))
        unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      }
    }
    try await returning.value
    #expect(try keys == ["3"])
  }

  @Test func `adding and committing stop between documents when the task is cancelled`()
    async throws
  {
    let writer = try IndexWriter(path: home.path)
    let path = home.path
    let task = Task {
      for number in 0..<10 {
        if number == 4 { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
        try await writer.add(SourceDocument(key: "\(number)", values: ["body": "x"]))
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    let committing = Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      try await writer.commit()
    }
    await #expect(throws: CancellationError.self) { try await committing.value }
    #expect(try IndexContents(path: path).documents.isEmpty)
    // Nothing was lost.
    try await writer.commit()
    #expect(try keys == ["0", "1", "2", "3"])
    try await writer.close()
  }

  @Test func `a writer that is dropped while merges run frees the lock at once`() async throws {
    var options = IndexingOptions()
    options.mergePolicy.segmentsPerTier = 2
    options.mergePolicy.segmentLimit = 100
    // Rests make each merge take longer than a writer lives.
    options.mergeShare = 0.05
    var merged = 0
    for round in 0..<200 {
      let writer = try IndexWriter(path: home.path, options: options)
      try await writer.add(document("\(round % 50)"))
      try await writer.commit()
      try await writer.add(document("\(round % 50)"))
      try await writer.commit()
      merged += await writer.mergeStatus.running
      try await writer.add(document("not committed"))
    }
    #expect(merged > 0)
    #expect(try keys == (0..<50).map { "\($0)" }.sorted())
    let writer = try IndexWriter(path: home.path, options: options)
    try await writer.merge()
    #expect(await writer.segmentCount == 1)
    try await writer.close()
    #expect(try home.segmentBytes().count == 7)
    #expect(try keys.count == 50)
  }

  @Test(arguments: [true, false])
  func `a merge that ends late leaves the segment of the next writer`(_ succeeds: Bool) throws {
    let core = try WriterCore(home.directory)
    for key in ["1", "2"] {
      try core.add(document(key))
      try core.commit()
    }
    let started = core.startMerge(of: [1, 2])
    let result = Result { try started.merger.run() }
    core.release()
    let next = try WriterCore(home.directory)
    try next.add(document("3"))
    try next.commit()
    // The next writer gave its segment the number of the merge.
    #expect(try home.directory.fileNames().contains(IndexFileName.segment(3, .terms)))
    #expect(started.merger.number == 3)
    #expect(throws: (any Error).self) {
      try core.end(started.merger, succeeds ? result : .failure(CancellationError()))
    }
    #expect(try keys == ["1", "2", "3"])
    try next.close()
  }

  @Test func `closing without a commit drops what was added and stops merges`() async throws {
    var options = IndexingOptions()
    options.mergePolicy.segmentsPerTier = 2
    let writer = try IndexWriter(path: home.path, options: options)
    try await writer.add(document("1"))
    try await writer.commit()
    try await writer.add(document("2"))
    await writer.closeWithoutCommit()
    #expect(try keys == ["1"])
    await #expect(throws: IndexError.self) { try await writer.commit() }
    try await IndexWriter(path: home.path).close()
    // A second time nothing happens.
    await writer.closeWithoutCommit()
    try await writer.close()
  }

  @Test func `many tasks share a writer`() async throws {
    let writer = try IndexWriter(path: home.path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in 0..<20 {
            try await writer.add(document("\(task)-\(number)"))
            if number % 7 == 6 { try await writer.commit() }
          }
        }
      }
      try await group.waitForAll()
    }
    try await writer.close()
    #expect(try keys.count == 160)
  }
}
