import Fihrist
import FihristTestSupport
import Testing

/// Bulk indexing as a program sees it: by the public interface alone.
@Suite struct BulkIndexingTests {
  private let home: TemporaryDirectory

  init() throws { home = try TemporaryDirectory() }

  private func documents(_ count: Int) -> [SourceDocument] {
    (0..<count).map {
      SourceDocument(key: "k\($0)", values: ["title": "عنوان", "body": "نص طويل \($0)"])
    }
  }

  private var path: String { home.path(of: "index") }

  @Test func `any sequence becomes an index`() async throws {
    let summary = try await BulkIndexer.run(
      DocumentInput(documents(500) + documents(3)), into: path)
    #expect(summary.documents == 500 && summary.duplicates == 3)
    #expect(summary.report.counts == [.duplicate: 3])
    let index = try Index(path: path)
    #expect(index.documentCount == 500)
    #expect(try index.search("طويل", limit: 1).total.value > 0)
    #expect(try index.document(key: "k7")?["body"] == "نص طويل 7")
  }

  @Test func `an asynchronous sequence is read, and progress is one`() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: SourceDocument.self)
    let indexing = BulkIndexer.start(DocumentInput(stream), into: path)
    for document in documents(2_000) {
      continuation.yield(document)
      if document.key == "k1000" { await Task.yield() }
    }
    continuation.finish()
    var last: IndexingProgress?
    for await progress in indexing.progress { last = progress }
    let summary = try await indexing.summary
    #expect(last?.documents == 2_000 && summary.documents == 2_000)
    #expect(summary.textBytes == last?.textBytes)
    #expect(try Index(path: path).documentCount == 2_000)
  }

  @Test func `a sequence that throws ends the indexing`() async throws {
    struct Failure: Error {}
    let stream = AsyncThrowingStream<SourceDocument, any Error> { continuation in
      for document in documents(10) { continuation.yield(document) }
      continuation.finish(throwing: Failure())
    }
    await #expect(throws: Failure.self) {
      try await BulkIndexer.run(DocumentInput(stream), into: path)
    }
    #expect(throws: IndexError.self) { _ = try Index(path: path) }
  }

  @Test(arguments: [IndexingOptions.Cancellation.commits, .drops])
  func `what is cancelled commits or drops as asked`(
    _ cancellation: IndexingOptions.Cancellation
  ) async throws {
    var options = IndexingOptions()
    options.cancellation = cancellation
    // The stream never ends; what it has is read before the cancellation is noticed or not at all.
    let (stream, continuation) = AsyncStream.makeStream(of: SourceDocument.self)
    let indexing = BulkIndexer.start(DocumentInput(stream), into: path, options: options)
    for document in documents(20) { continuation.yield(document) }
    indexing.cancel()
    let summary = try await indexing.summary
    #expect(summary.isCancelled)
    if cancellation == .drops {
      #expect(summary.documents == 0)
      #expect(throws: IndexError.self) { _ = try Index(path: path) }
    } else {
      #expect(try Index(path: path).documentCount == summary.documents)
    }
  }

  @Test func `cancelling the task that waits cancels the indexing`() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: SourceDocument.self)
    let indexing = BulkIndexer.start(DocumentInput(stream), into: path)
    let waiting = Task { try await indexing.summary }
    continuation.yield(documents(1)[0])
    waiting.cancel()
    #expect(try await waiting.value.isCancelled)
  }

  @Test func `documents that do not fit the schema are left out and reported`() async throws {
    let wrong = SourceDocument(key: "wrong", values: ["nothing": "x"])
    let noKey = SourceDocument(key: "", values: ["body": "x"])
    let all = documents(3) + [wrong, noKey]
    let summary = try await BulkIndexer.run(DocumentInput(all), into: path)
    #expect(summary.documents == 3)
    #expect(summary.report.counts == [.malformed: 1, .key: 1])
    #expect(summary.report.lostDocuments == 2)
    #expect(summary.report.samples.contains { $0.message.contains("\"nothing\"") })
    var strict = IndexingOptions()
    strict.isStrict = true
    await #expect(throws: IndexingError.self) {
      try await BulkIndexer.run(
        DocumentInput(all), into: home.path(of: "strict"), options: strict)
    }
  }

  @Test func `several threads make the same index as one`() async throws {
    var keys: [[String]] = []
    for threads in 1...3 {
      var options = IndexingOptions()
      options.threads = threads
      options.memory = 1
      options.commitInterval = 1 << 20
      let path = home.path(of: "\(threads)")
      let big = documents(500).map {
        let body = String(repeating: "نص \($0.key) ", count: 320)
        return SourceDocument(key: $0.key, values: ["body": body])
      }
      let summary = try await BulkIndexer.run(DocumentInput(big), into: path, options: options)
      #expect(summary.generation > 2)
      keys.append([])
      for try await document in try Index(path: path).documents() {
        keys[threads - 1].append(document.key + (document["body"] ?? ""))
      }
    }
    #expect(keys[0] == keys[1] && keys[0] == keys[2] && keys[0].count == 500)
  }
}
