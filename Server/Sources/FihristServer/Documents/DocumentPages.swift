internal import Fihrist

/// Walks over all documents of a commit, some at a time.
protocol DocumentPages: Sendable {
  /// The next documents, `count` at most; none at the end.
  func next(_ count: Int) async throws -> [IndexedDocument]
}

extension ArchiveServer {
  /// Walks over the documents of a commit from a number on: in the order of keys, and on other
  /// machines shard by shard.
  ///
  /// - Parameter fields: The fields that documents have.
  func documentPages(
    _ commit: ArchiveCommit, fields: [String], from offset: Int = 0
  ) -> any DocumentPages {
    guard let broker = commit.broker else {
      return IndexPages(commit, fields: fields, from: offset, on: exportThreads)
    }
    return BrokerPages(broker, commit, fields: fields, from: offset)
  }
}
