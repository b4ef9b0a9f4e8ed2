import FihristFormat

/// The documents of a sequence, in chunks of about 1 MiB.
struct SequenceFeed: DocumentFeed {
  /// A chunk ends once its text has this many bytes.
  private static let chunkByteCount = 1 << 20

  /// A sequence that is being read.
  private final class Reader: @unchecked Sendable {
    // Sendable because a feed is read by one task at a time, and the next starts after the one
    // before has ended.
    private let makeNext: @Sendable () -> () async throws -> SourceDocument?
    private lazy var next = makeNext()

    init(_ makeNext: @escaping @Sendable () -> () async throws -> SourceDocument?) {
      self.makeNext = makeNext
    }

    func read() async throws -> SourceDocument? { try await next() }
  }

  private let reader: Reader
  private(set) var inputBytes: UInt64 = 0

  /// Makes a feed of the documents that the function made by `makeNext` returns, until it returns
  /// `nil`.
  init(_ makeNext: @escaping @Sendable () -> () async throws -> SourceDocument?) {
    reader = Reader(makeNext)
  }

  var totalInputBytes: UInt64? { nil }

  mutating func nextChunk() async throws -> [SourceDocument]? {
    var chunk: [SourceDocument] = []
    var byteCount = 0
    while byteCount < Self.chunkByteCount, let document = try await reader.read() {
      byteCount += document.values.reduce(document.key.utf8.count) { $0 + $1.value.utf8.count }
      chunk.append(document)
    }
    inputBytes += UInt64(byteCount)
    return chunk.isEmpty ? nil : chunk
  }

  static func parse(
    _ chunk: [SourceDocument], schema: Schema, into batch: inout DocumentBatch,
    report: inout InputReport
  ) throws {
    for document in chunk {
      let unknown = batch.append(document, schema: schema)
      if !unknown.isEmpty {
        report.add(
          .malformed, file: document.key,
          "the schema has no field \"\(unknown.joined(separator: "\", \""))\"")
      }
    }
  }
}
