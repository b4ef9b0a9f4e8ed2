import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
import Synchronization
import Testing

@testable import FihristIndexing

@Suite struct BulkIndexerTests {
  private func options(
    threads: Int = 1, memory: Int = 64 << 20, interval: UInt64 = 1 << 30
  ) -> IndexingOptions {
    var options = IndexingOptions()
    options.threads = threads
    options.memory = memory
    options.commitInterval = interval
    return options
  }

  @Test(arguments: 1...3)
  func `the index says what a dictionary says, whatever the threads`(_ threads: Int) async throws {
    var random = RandomText(seed: UInt64(threads))
    let documents = random.documents(300, keys: 200, schema: .article)
    let home = TemporaryDirectory()
    let summary = try await BulkIndexer.run(
      ListFeed(documents, chunk: 17), into: home.directory, options: options(threads: threads))
    let expected = IndexContents(documents.latest, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
    #expect(summary.documents == expected.documents.count)
    #expect(summary.duplicates == 300 - summary.documents)
    #expect(summary.report.counts[.duplicate] ?? 0 == summary.duplicates)
    #expect(summary.totalDocuments == UInt64(summary.documents))
    #expect(summary.replaced == 0)
  }

  /// Chunks end in another order than they began; segments are cut elsewhere.
  @Test func `one merged segment has the same bytes, however it came about`() async throws {
    var random = RandomText(seed: 77)
    // Words enough that the least budget makes several segments.
    let documents = random.documents(200, keys: 170, schema: .article, words: 100)
    var first: [String: Data]?
    for (threads, memory, chunk, interval) in [
      (1, 64 << 20, 50, UInt64(1) << 30), (1, 1, 7, 1 << 30), (2, 1, 20, 1 << 30),
      (3, 1, 3, 5 << 20), (2, 64 << 20, 100, 2 << 20),
    ] {
      let home = TemporaryDirectory()
      var feed = ListFeed(documents, chunk: chunk)
      for chunk in 0..<20 { feed.delays[chunk] = UInt32(random.below(3)) * 2_000 }
      _ = try await BulkIndexer.run(
        feed, into: home.directory,
        options: options(threads: threads, memory: memory, interval: interval))
      let writer = try IndexWriter(path: home.path)
      try await writer.merge(toSegments: 1)
      #expect(await writer.segmentCount == 1)
      try await writer.close()
      let bytes = try home.segmentBytes()
      #expect(bytes.count == 7)
      if let first {
        for (kind, data) in bytes {
          #expect(data == first[kind], "\(kind) with \(threads) threads, \(memory) bytes")
        }
      } else {
        first = bytes
        let expected = IndexContents(documents.latest, schema: .article)
        #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
      }
    }
  }

  @Test func `a second run replaces what the first wrote`() async throws {
    var random = RandomText(seed: 5)
    let old = random.documents(100, keys: 80, schema: .article)
    let new = random.documents(60, keys: 120, schema: .article)
    let home = TemporaryDirectory()
    let first = try await BulkIndexer.run(ListFeed(old, chunk: 9), into: home.directory)
    let second = try await BulkIndexer.run(ListFeed(new, chunk: 9), into: home.directory)
    let expected = old.latest.merging(new.latest) { $1 }
    let contents = IndexContents(expected, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: contents) == nil)
    let common = Set(old.map(\.key)).intersection(new.map(\.key))
    #expect(second.replaced == common.count)
    #expect(second.generation > first.generation)
    #expect(second.totalDocuments == UInt64(expected.count))
  }

  @Test(arguments: [false, true])
  func `counts depend on neither memory, threads nor commits`(_ isSecond: Bool) async throws {
    var random = RandomText(seed: 50)
    let old = isSecond ? random.documents(30, keys: 40, schema: .article) : []
    let documents = random.documents(150, keys: 50, schema: .article, words: 10)
    let common = Set(old.map(\.key)).intersection(documents.map(\.key))
    var samples: Set<[String]> = []
    for (threads, memory, interval) in [
      (1, 64 << 20, UInt64(1) << 30), (1, 1, 1 << 30), (3, 1, 3 << 20), (2, 64 << 20, 1 << 20),
    ] {
      let home = TemporaryDirectory()
      if isSecond { _ = try await BulkIndexer.run(ListFeed(old, chunk: 9), into: home.directory) }
      let summary = try await BulkIndexer.run(
        ListFeed(documents, chunk: 7), into: home.directory,
        options: options(threads: threads, memory: memory, interval: interval))
      #expect(summary.documents == documents.latest.count)
      #expect(summary.duplicates == 150 - summary.documents)
      #expect(summary.report.counts[.duplicate] == summary.duplicates)
      #expect(summary.replaced == common.count)
      samples.insert(summary.report.samples.map(\.message))
    }
    #expect(samples.count == 1)
  }

  @Test func `memory is kept to: segments are written when it is full`() async throws {
    var random = RandomText(seed: 6)
    let documents = random.documents(200, keys: 200, schema: .article, words: 100)
    let small = TemporaryDirectory()
    let large = TemporaryDirectory()
    var options = options(memory: 1)
    options.mergesInBackground = false
    let many = try await BulkIndexer.run(
      ListFeed(documents, chunk: 10), into: small.directory, options: options)
    let one = try await BulkIndexer.run(ListFeed(documents, chunk: 10), into: large.directory)
    #expect(many.segments > 2)
    #expect(one.segments == 1)
    #expect(try IndexContents(path: small.path) == IndexContents(path: large.path))
  }

  @Test func `threads share a small budget and still make segments of many documents`()
    async throws
  {
    var random = RandomText(seed: 61)
    let documents = random.documents(200, keys: 200, schema: .article, words: 100)
    let home = TemporaryDirectory()
    var options = options(threads: 2, memory: 16 << 20)
    options.mergesInBackground = false
    let summary = try await BulkIndexer.run(
      ListFeed(documents, chunk: 10), into: home.directory, options: options)
    #expect(summary.segments <= 2)
  }

  @Test func `many segments are committed before the input ends`() async throws {
    var random = RandomText(seed: 62)
    let documents = random.documents(200, keys: 150, schema: .article, words: 100)
    let home = TemporaryDirectory()
    var options = options(memory: 1)
    options.commitSegments = 1
    let summary = try await BulkIndexer.run(
      ListFeed(documents, chunk: 10), into: home.directory, options: options)
    #expect(summary.generation > 3)
    let expected = IndexContents(documents.latest, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
    #expect(summary.duplicates + summary.replaced == 200 - expected.documents.count)
  }

  @Test func `a first run that fails leaves no index, and one without documents binds nothing`()
    async throws
  {
    var random = RandomText(seed: 63)
    let documents = random.documents(20, keys: 20, schema: .article)
    let home = TemporaryDirectory()
    var feed = ListFeed(documents, chunk: 5)
    feed.failing = 0
    await #expect(throws: ListFeed.Failure.self) {
      _ = try await BulkIndexer.run(feed, into: home.directory)
    }
    #expect(!Manifest.exists(in: IndexDirectory(path: home.path)))
    let other = TestSchema.make()
    try await IndexWriter(path: home.path, schema: other).close()
    feed.failing = nil
    _ = try await BulkIndexer.run(feed, into: home.directory, schema: .article)
    #expect(try Manifest.newest(in: IndexDirectory(path: home.path)).schema == .article)
    await #expect(throws: IndexError.self) {
      _ = try await BulkIndexer.run(feed, into: home.directory, schema: other)
    }
  }

  @Test func `an error leaves the last commit and no files of the new one`() async throws {
    var random = RandomText(seed: 8)
    let old = random.documents(50, keys: 50, schema: .article)
    let new = random.documents(250, keys: 250, schema: .article, words: 100)
    let home = TemporaryDirectory()
    _ = try await BulkIndexer.run(ListFeed(old, chunk: 10), into: home.directory)
    let before = try home.files()
    for threads in 1...2 {
      var feed = ListFeed(new, chunk: 10)
      feed.failing = 22
      await #expect(throws: ListFeed.Failure()) {
        try await BulkIndexer.run(
          feed, into: home.directory, options: options(threads: threads, memory: 1))
      }
      #expect(try home.files() == before)
    }
    let expected = IndexContents(old.latest, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
  }

  @Test func `a strict run stops at the first bad record and commits nothing of the round`()
    async throws
  {
    var random = RandomText(seed: 8)
    let documents = random.documents(50, keys: 50, schema: .article)
    let home = TemporaryDirectory()
    var feed = ListFeed(documents, chunk: 10)
    feed.bad = 3
    var strict = options(threads: 2)
    strict.isStrict = true
    do {
      _ = try await BulkIndexer.run(feed, into: home.directory, options: strict)
      Issue.record("no error")
    } catch let error as IndexingError {
      #expect(error.sample.line == 7)
      #expect(error.description.contains("list:7: it is not a document; "))
    }
    #expect(!Manifest.exists(in: IndexDirectory(path: home.path)))
    let summary = try await BulkIndexer.run(
      feed, into: home.directory, options: options(threads: 2))
    #expect(summary.report.counts[.malformed] == 1)
    #expect(summary.documents == documents.latest.count)
  }

  /// Indexes `documents` in chunks of ten in a task that is cancelled while chunk 8 is read.
  private func runCancelled(
    _ documents: [SourceDocument], into home: TemporaryDirectory, _ options: IndexingOptions
  ) async throws -> IndexingSummary {
    let running = Mutex<Task<IndexingSummary, any Error>?>(nil)
    let feed = ListFeed(documents, chunk: 10) { chunk in
      if chunk == 8 { running.withLock { $0?.cancel() } }
    }
    let task = running.withLock { task in
      let started = Task {
        try await BulkIndexer.run(feed, into: home.directory, options: options)
      }
      task = started
      return started
    }
    return try await task.value
  }

  @Test(arguments: [IndexingOptions.Cancellation.commits, .drops])
  func `cancelling commits whole chunks from the start, or drops them`(
    _ cancellation: IndexingOptions.Cancellation
  ) async throws {
    var random = RandomText(seed: 12)
    let documents = (0..<200).map { random.document(key: "k\($0)", schema: .article) }
    let home = TemporaryDirectory()
    var options = options(threads: 2, interval: 5 << 20)
    options.cancellation = cancellation
    let summary = try await runCancelled(documents, into: home, options)
    #expect(summary.isCancelled)
    #expect(summary.documents > 0 && summary.documents < 200 && summary.documents % 10 == 0)
    // The first five chunks were committed before.
    if cancellation == .drops { #expect(summary.documents == 50) }
    let prefix = Array(documents[..<summary.documents])
    let expected = IndexContents(prefix.latest, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
  }

  @Test func `a first run that is cancelled and drops what it read leaves no index`() async throws {
    var random = RandomText(seed: 13)
    let documents = (0..<200).map { random.document(key: "k\($0)", schema: .article) }
    let home = TemporaryDirectory()
    var options = options()
    options.cancellation = .drops
    #expect(try await runCancelled(documents, into: home, options).documents == 0)
    #expect(!Manifest.exists(in: home.directory))
  }

  @Test func `records with impossible keys are left out and reported`() async throws {
    let home = TemporaryDirectory()
    let documents = [
      "", "a", String(repeating: "k", count: 1_025), String(repeating: "k", count: 1_024),
    ]
    .map { SourceDocument(key: $0, values: ["body": "كتاب"]) }
    let summary = try await BulkIndexer.run(ListFeed(documents, chunk: 10), into: home.directory)
    #expect(summary.documents == 2)
    #expect(summary.report.counts == [.key: 2])
    #expect(try IndexContents(path: home.path).documents.count == 2)
  }

  @Test func `progress ends with all documents`() async throws {
    var random = RandomText(seed: 3)
    let documents = random.documents(60, keys: 60, schema: .article)
    let home = TemporaryDirectory()
    let last = Mutex<IndexingProgress?>(nil)
    let feed = ListFeed(documents, chunk: 10)
    _ = try await BulkIndexer.run(feed, into: home.directory) { progress in
      last.withLock { $0 = progress }
    }
    let progress = try #require(last.withLock { $0 })
    #expect(progress.documents == 60)
    #expect(progress.segments == 1)
    #expect(progress.fraction == 1)
    #expect(progress.phase == .merging)
  }

  @Test func `an empty input makes an empty index`() async throws {
    let home = TemporaryDirectory()
    let summary = try await BulkIndexer.run(ListFeed([], chunk: 10), into: home.directory)
    #expect(summary.documents == 0)
    #expect(summary.segments == 0)
    #expect(try IndexContents(path: home.path).documents.isEmpty)
  }

  @Test func `of many orders of duplicates the last in the input lives`() async throws {
    let documents = (0..<40).map {
      SourceDocument(key: "k\($0 % 5)", values: ["body": "w\($0)"])
    }
    for seed in UInt64(0)..<8 {
      var random = RandomText(seed: seed)
      let home = TemporaryDirectory()
      var feed = ListFeed(documents, chunk: 1 + random.below(4))
      for chunk in 0..<40 where random.below(4) == 0 { feed.delays[chunk] = 300 }
      _ = try await BulkIndexer.run(
        feed, into: home.directory,
        options: options(threads: 1 + random.below(4), interval: UInt64(1 + random.below(9)) << 20))
      let found = try IndexContents(path: home.path)
      let expected = IndexContents(documents.latest, schema: .article)
      #expect(found.difference(from: expected) == nil, "seed \(seed)")
    }
  }
}
