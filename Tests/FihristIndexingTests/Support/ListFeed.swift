import FihristFormat
import FihristStorage
import Foundation

@testable import FihristIndexing

/// A feed of documents in memory.
struct ListFeed: DocumentFeed {
  struct Chunk: Sendable {
    var documents: ArraySlice<SourceDocument>
    var delay: UInt32
    var fails: Bool
    var isBad: Bool
  }

  struct Failure: Error, Equatable {}

  var documents: [SourceDocument]
  var chunkCount: Int
  /// Chunks whose parsing sleeps, in microseconds, so that chunks end in another order.
  var delays: [Int: UInt32] = [:]
  /// The chunk whose parsing throws.
  var failing: Int?
  /// The chunk with a malformed record.
  var bad: Int?
  /// Called before each chunk is read.
  private let willRead: @Sendable (Int) -> Void
  private var next = 0

  init(
    _ documents: [SourceDocument], chunk: Int,
    willRead: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.documents = documents
    chunkCount = chunk
    self.willRead = willRead
  }

  var inputBytes: UInt64 { UInt64(min(next * chunkCount, documents.count)) }
  var totalInputBytes: UInt64? { UInt64(documents.count) }

  mutating func nextChunk() throws -> Chunk? {
    willRead(next)
    let start = next * chunkCount
    guard start < documents.count else { return nil }
    defer { next += 1 }
    return Chunk(
      documents: documents[start..<min(start + chunkCount, documents.count)],
      delay: delays[next] ?? 0, fails: failing == next, isBad: bad == next)
  }

  static func parse(
    _ chunk: Chunk, schema: Schema, into batch: inout DocumentBatch, report: inout InputReport
  ) throws {
    if chunk.delay > 0 { usleep(chunk.delay) }
    if chunk.fails { throw Failure() }
    if chunk.isBad { report.add(.malformed, file: "list", line: 7, "it is not a document") }
    for document in chunk.documents {
      batch.begin(key: document.key)
      for (index, field) in schema.fields.enumerated() {
        for text in document.texts(of: field.name) { batch.append(field: index, text) }
      }
      batch.end()
    }
  }
}
