import Fihrist

/// One index that a program writes and searches at the same time.
///
/// The writer is an actor and the index may be shared by all tasks, so the service needs no lock of
/// its own. Searches show the commit that was the newest when `publish()` last returned.
struct ArticleService: Sendable {
  private let path: String
  private let writer: IndexWriter
  private let index: Index

  /// Opens the index at `path`, which has a commit. A second writer is refused until `close()`.
  init(path: String) throws {
    self.path = path
    writer = try IndexWriter(path: path)
    index = try Index(path: path)
  }

  /// Adds `article`, or replaces the one with its key, as of the next `publish()`.
  func add(_ article: SourceDocument) async throws { try await writer.add(article) }

  /// Deletes the article with `key`, as of the next `publish()`.
  func delete(key: String) async throws { try await writer.delete(key: key) }

  /// Makes what was added and deleted durable, and shows it to searches that start from now on.
  func publish() async throws {
    try await writer.commit()
    try index.refresh()
  }

  /// The titles of the best articles for `text`.
  func titles(for text: String, limit: Int = 10) throws -> [String] {
    try index.search(text, limit: limit).hits.map { $0.title ?? $0.key }
  }

  /// How many articles are found.
  var count: Int { index.documentCount }

  /// Copies the newest commit to `target`, an empty or new directory, while searches and writes go
  /// on.
  func backUp(to target: String) throws {
    try IndexCopy(from: path, to: target).run()
  }

  /// Commits what is left and frees the index for the next writer.
  func close() async throws { try await writer.close() }
}
