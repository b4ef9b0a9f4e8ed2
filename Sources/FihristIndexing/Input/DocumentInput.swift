/// Documents to be indexed in bulk: any sequence, synchronous or asynchronous, or the files of an
/// archive.
///
///     let input = DocumentInput(
///       rows.map { SourceDocument(key: $0.id, values: ["body": $0.text]) })
public struct DocumentInput: Sendable {
  package let feed: any DocumentFeed

  /// How the records name what feeds the fields; see ``IndexingOptions/inputMapping``.
  package let inputMapping: String?

  /// Makes an input of what `feed` reads.
  package init(_ feed: some DocumentFeed, inputMapping: String? = nil) {
    self.feed = feed
    self.inputMapping = inputMapping
  }

  /// Makes an input of a sequence, which is read once.
  public init<Documents: Sequence<SourceDocument> & Sendable>(_ documents: Documents) {
    self.init(
      SequenceFeed { () -> () async throws -> SourceDocument? in
        var iterator = documents.makeIterator()
        return { iterator.next() }
      })
  }

  /// Makes an input of an asynchronous sequence, which is read once. An error that it throws ends
  /// the indexing.
  public init<Documents: AsyncSequence & Sendable>(
    _ documents: Documents
  ) where Documents.Element == SourceDocument {
    self.init(
      SequenceFeed { () -> () async throws -> SourceDocument? in
        var iterator = documents.makeAsyncIterator()
        return { try await iterator.next() }
      })
  }
}
