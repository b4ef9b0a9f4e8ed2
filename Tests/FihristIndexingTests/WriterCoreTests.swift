import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
import Synchronization
import Testing

@testable import FihristIndexing

/// The writer without tasks.
@Suite struct WriterCoreTests {
  private let home = TemporaryDirectory()

  private func document(_ key: String, _ body: String) -> SourceDocument {
    SourceDocument(key: key, values: ["body": body])
  }

  private var keys: [String] {
    get throws { try IndexContents(path: home.path).documents.keys.sorted() }
  }

  #if os(Linux)
    /// Swift does not offer `fork`, but programs in C have it.
    private static func fork() throws -> pid_t {
      typealias Function = @convention(c) () -> pid_t
      guard let address = unsafe dlsym(nil, "fork") else { throw TestFailure("fork is missing") }
      return unsafe unsafeBitCast(address, to: Function.self)()
    }

    /// Ends the process: with 0 if the copy of `core` refuses to commit and to close.
    private static func endChild(_ core: WriterCore) -> Never {
      alarm(20)
      var refusals = 0
      for body in [{ () throws(IndexError) in try core.commit() }, core.close] as [() throws -> Any]
      {
        do {
          _ = try body()
        } catch let error as IndexError where error.kind == .invalid {
          refusals += 1
        } catch {}
      }
      core.rollback()
      core.release()
      _exit(refusals == 2 ? 0 : 1)
    }

    @Test func `what a process made by fork has of a writer changes nothing`() async {
      await #expect(processExitsWith: .success) {
        let home = TemporaryDirectory()
        let core = try WriterCore(home.directory)
        try core.add(SourceDocument(key: "1", values: ["body": "كتاب"]))
        let child = try WriterCoreTests.fork()
        if child == 0 { WriterCoreTests.endChild(core) }
        var status: CInt = 0
        guard unsafe waitpid(child, &status, 0) == child, status == 0 else {
          throw TestFailure("the child ended with \(status)")
        }
        // The lock is still held, and what was added is still there.
        do {
          _ = try WriterCore(home.directory)
          throw TestFailure("the lock is gone")
        } catch let error as IndexError where error.kind == .locked {}
        try core.commit()
        guard core.documentCount == 1 else { throw TestFailure("the document is gone") }
        try core.close()
      }
    }
  #endif

  @Test func `threads add, delete, commit, merge and close without a task`() throws {
    var options = IndexingOptions()
    options.memory = 1
    options.mergePolicy.segmentsPerTier = 3
    let core = try WriterCore(home.directory, options: options)
    let failures = Mutex<[String]>([])
    // Each thread has its own keys, so that a dictionary can say what must come of it.
    let models = Mutex<[String: SourceDocument]>([:])
    DispatchQueue.concurrentPerform(iterations: 3) { thread in
      var random = RandomText(seed: UInt64(thread) + 1)
      var model: [String: SourceDocument] = [:]
      do {
        for _ in 0..<60 {
          let key = "\(thread)-\(random.below(25))"
          switch random.below(8) {
          case 0:
            try core.delete(key: key)
            model[key] = nil
          case 1: _ = try core.commit()
          case 2: _ = try core.mergeStep()
          default:
            let document = random.document(key: key, schema: .article, words: 120)
            try core.add(document)
            model[key] = document
          }
        }
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
      models.withLock { $0.merge(model) { $1 } }
    }
    #expect(failures.withLock { $0 } == [])
    try core.commit()
    while try core.mergeStep(toSegments: 1) {}
    #expect(core.segmentCount == 1)
    let expected = IndexContents(models.withLock { $0 }, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
    #expect(core.documentCount == expected.documents.count)
    try core.close()
    #expect(throws: IndexError.self) { try core.add(document("x", "x")) }
    #expect(throws: IndexError.self) { try core.commit() }
    #expect(throws: IndexError.self) { _ = try core.mergeStep() }
    let next = try WriterCore(home.directory)
    try next.close()
  }

  @Test func `a rollback drops what is being written, and no commit waits for it`() throws {
    var options = IndexingOptions()
    // A quarter of it takes documents while a full segment is being written.
    options.memory = 8 << 20
    let gate = Gate(on: IndexFileName.segment(1, .terms))
    let core = try WriterCore(home.directory(gate.disk), options: options)
    let adding = Thread.run {
      var random = RandomText(seed: 3)
      var number = 0
      while gate.arrivals == 0 {
        try core.add(random.document(key: "lost \(number)", schema: .article, words: 150))
        number += 1
      }
    }
    gate.waitForArrival()
    core.rollback()
    try core.add(document("kept", "كتاب"))
    try core.commit()
    #expect(try keys == ["kept"])
    gate.open()
    adding.wait()
    try core.commit()
    #expect(try keys.filter { $0 != "kept" }.count <= 1)
    #expect(try !home.files().keys.contains { IndexFileName.segmentNumber(of: $0) == 1 })
    try core.close()
  }

  @Test func `a segment that is being written holds up neither adding nor deleting`() async throws {
    var options = IndexingOptions()
    // A quarter of it takes documents while a full segment is being written.
    options.memory = 8 << 20
    let gate = Gate(on: IndexFileName.segment(1, .terms))
    let writer = try IndexWriter(home.directory(gate.disk), options: options)
    let full = Task {
      var random = RandomText(seed: 3)
      var number = 0
      while gate.arrivals == 0 {
        try await writer.add(random.document(key: "\(number)", schema: .article, words: 150))
        number += 1
      }
    }
    try await gate.arrival()
    // The first segment is being written and does not come to an end.
    try await writer.add(document("small", "كتاب"))
    try await writer.delete(key: "0")
    #expect(await writer.documentCount == 0)
    #expect(await writer.mergeStatus.isIdle)
    // A commit waits for it.
    let committing = Task { _ = try await writer.commit() }
    try await writer.delete(key: "nothing")
    gate.open()
    try await full.value
    try await committing.value
    try await writer.close()
    let found = try keys
    #expect(found.contains("small") && !found.contains("0") && found.contains("1"))
  }

  @Test func `adding waits when memory is used up by what is being written`() async throws {
    var options = IndexingOptions()
    options.memory = 1
    let gate = Gate(on: IndexFileName.segment(1, .terms))
    let writer = try IndexWriter(home.directory(gate.disk), options: options)
    let adding = Task {
      await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<2 {
          group.addTask {
            var random = RandomText(seed: UInt64(task))
            for number in 0..<100 {
              let key = "\(task)-\(number)"
              try await writer.add(random.document(key: key, schema: .article, words: 150))
            }
          }
        }
      }
    }
    try await gate.arrival()
    while await writer.merging.waitingCount < 1 { try await Task.sleep(for: .milliseconds(1)) }
    #expect(!writer.core.hasCapacity)
    gate.open()
    await adding.value
    try await writer.close()
    #expect(try keys.count == 200)
  }

  @Test func `a failed write is told to all until rollback`() throws {
    var options = IndexingOptions()
    options.memory = 1
    let disk = Disk(gate: { call in
      if case .create(let path) = call, path.hasSuffix(IndexFileName.segment(1, .keys)) {
        return ENOSPC
      }
      return 0
    })
    let core = try WriterCore(home.directory(disk), options: options)
    var random = RandomText(seed: 5)
    let error = #expect(throws: IndexError.self) {
      for number in 0..<1_000 {
        try core.add(random.document(key: "\(number)", schema: .article, words: 150))
      }
    }
    #expect(error?.kind == .storage)
    for _ in 0..<2 {
      let again = #expect(throws: IndexError.self) { try core.commit() }
      #expect(again == error)
    }
    #expect(throws: IndexError.self) { try core.close() }
    core.rollback()
    try core.add(document("kept", "كتاب"))
    try core.close()
    #expect(try keys == ["kept"])
  }

  @Test func `memory that the system does not give is refused, with advice that works`() throws {
    var options = IndexingOptions()
    options.memory = 256 << 20
    try options.checkMemory(path: "index", available: nil)
    try options.checkMemory(path: "index", available: 1 << 30)
    for available in [UInt64(193), 250, 400, 447] {
      var options = options
      let error = #expect(throws: IndexError.self) {
        try options.checkMemory(path: "index", available: available << 20)
      }
      let words = error?.advice.split(separator: " ") ?? []
      let possible = try #require(words.firstIndex(of: "MB").flatMap { Int(words[$0 - 1]) })
      options.memory = possible << 20
      try options.checkMemory(path: "index", available: available << 20)
    }
    let error = #expect(throws: IndexError.self) {
      try options.checkMemory(path: "index", available: 100 << 20)
    }
    #expect(error?.advice.hasPrefix("raise the limit") == true)
  }

  @Test func `a merge that the system would not let map its result is refused`() throws {
    try IndexingOptions.checkMerge(of: 100 << 20, path: "index", available: nil)
    try IndexingOptions.checkMerge(of: 100 << 20, path: "index", available: 456 << 20)
    let error = #expect(throws: IndexError.self) {
      try IndexingOptions.checkMerge(of: 100 << 20, path: "index", available: 400 << 20)
    }
    #expect(error?.advice == "raise the limit (ulimit -v) by 320 MB")
  }

  @Test func `a folder with the files of others does not become an index`() throws {
    try FileManager.default.createDirectory(
      atPath: home.path + "/lost+found", withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: home.path + "/.DS_Store"))
    try WriterCore(home.directory).close()
    // Where an index is, other files do no harm.
    let notes = URL(fileURLWithPath: home.path + "/notes.txt")
    try Data([1]).write(to: notes)
    try WriterCore(home.directory).close()
    let other = TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: other.path, withIntermediateDirectories: true)
    try Data([1]).write(to: URL(fileURLWithPath: other.path + "/notes.txt"))
    let error = #expect(throws: IndexError.self) { _ = try WriterCore(other.directory) }
    #expect(error?.kind == .invalid && error?.description.contains("\"notes.txt\"") == true)
    #expect(try Set(other.files().keys) == ["notes.txt"])
  }
}
