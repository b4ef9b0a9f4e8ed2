internal import Fihrist

/// The documents that match a search, the best first, some at a time.
actor FoundDocuments {
  private let commit: ArchiveCommit
  private let fields: [String]
  private let threads: SearchThreads
  /// The search for the next page; nil behind the last.
  private var request: SearchRequest?

  init(
    _ commit: ArchiveCommit, _ search: SearchRequest, fields: [String], on threads: SearchThreads
  ) {
    (self.commit, self.fields, self.threads) = (commit, fields, threads)
    var search = search
    search.limit = commit.broker == nil ? Export.batchSize : BrokerPages.mostDocuments
    search.fields = []
    request = search
  }

  /// The next hits with their documents, at least one; nil at the end.
  func next() async throws -> [(Hit, IndexedDocument)]? {
    while let search = request {
      let page = try await page(search)
      if !page.isEmpty { return page }
    }
    return nil
  }

  private func page(_ search: SearchRequest) async throws -> [(Hit, IndexedDocument)] {
    var search = search
    let (results, documents) = try await page(of: search)
    request = nil
    if let next = results.next {
      search.start = .after(next)
      request = search
    }
    let byKey = Dictionary(documents.map { (Array($0.key.utf8), $0) }) { first, _ in first }
    return Self.matching(results).compactMap { hit in
      byKey[Array(hit.key.utf8)].map { (hit, $0) }
    }
  }

  /// Related documents do not match. They may stand between those that do.
  private static func matching(_ results: SearchResults) -> [Hit] {
    results.hits.filter { !$0.isRelated }
  }

  private func page(
    of search: SearchRequest
  ) async throws -> (SearchResults, [IndexedDocument]) {
    if let broker = commit.broker { return try await page(of: search, by: broker) }
    let (commit, fields) = (commit, fields)
    return try await Task(executorPreference: threads) {
      let results = try commit.index.search(search)
      let documents = try Self.matching(results).compactMap {
        try commit.index.document(key: $0.key, fields: fields)
      }
      return (results, documents)
    }.value
  }

  private func page(
    of search: SearchRequest, by broker: Broker
  ) async throws -> (SearchResults, [IndexedDocument]) {
    let results = try await broker.gather(
      search, generation: commit.generation, time: BrokerPages.time
    ).value
    // What is missing here would be missing in the file, and nobody would know.
    guard !results.isPartial else {
      throw BrokerError.unavailable("a page of an export was not whole")
    }
    let keys = Self.matching(results).map(\.key)
    guard !keys.isEmpty else { return (results, []) }
    let documents = try await broker.documents(
      keys: keys, fields: fields, generation: commit.generation, time: BrokerPages.time)
    guard documents.count == keys.count else {
      throw BrokerError.fault("it has not all documents that it found")
    }
    return (results, documents)
  }
}
