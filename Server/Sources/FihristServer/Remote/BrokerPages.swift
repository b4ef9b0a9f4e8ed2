internal import Fihrist

/// Walks over the documents of a generation on other machines. Each question has the number of the
/// generation and of the first document, so nothing is kept open there.
actor BrokerPages: DocumentPages {
  private let broker: Broker
  private let commit: ArchiveCommit
  private let fields: [String]
  private var offset: Int

  /// So many documents are asked for at once: their texts must fit into an answer.
  static let mostDocuments = 100

  /// An export waits longer for some documents than a reader does for a search.
  static let time = Duration.seconds(20)

  init(_ broker: Broker, _ commit: ArchiveCommit, fields: [String], from offset: Int) {
    (self.broker, self.commit, self.fields, self.offset) = (broker, commit, fields, offset)
  }

  func next(_ count: Int) async throws -> [IndexedDocument] {
    let documents = try await broker.documents(
      from: offset, limit: min(count, Self.mostDocuments), fields: fields,
      generation: commit.generation, time: Self.time)
    offset += documents.count
    return documents
  }
}
