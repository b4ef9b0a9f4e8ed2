internal import Fihrist
internal import Synchronization

/// Walks over the documents of an index on this machine.
final class IndexPages: DocumentPages {
  private let documents: Mutex<CommittedDocuments.Iterator>
  private let threads: SearchThreads

  init(_ commit: ArchiveCommit, fields: [String], from offset: Int, on threads: SearchThreads) {
    let all = commit.index.documents(fields: fields).starting(at: offset)
    documents = Mutex(all.makeAsyncIterator())
    self.threads = threads
  }

  func next(_ count: Int) async throws -> [IndexedDocument] {
    try await Task(executorPreference: threads) { try self.read(count) }.value
  }

  private func read(_ count: Int) throws -> [IndexedDocument] {
    try documents.withLock { documents in
      var page: [IndexedDocument] = []
      while page.count < count, let document = try documents.next() { page.append(document) }
      return page
    }
  }
}
