internal import Fihrist

extension ArchiveServer {
  /// The page of an article that another machine holds. Similar articles and copies are not looked
  /// for, since they may be in any shard.
  func remotePage(
    _ key: String, text: String, frame: PageFrame, _ commit: ArchiveCommit, _ broker: Broker
  ) async throws -> ArticlePage {
    let time = Duration.milliseconds(configuration.limits.pageMilliseconds)
    let found = try await broker.document(
      key: key, fields: nil, search: Self.shownHit(text, commit), generation: commit.generation,
      time: time)
    guard let hit = found.hit else { throw BrokerError.fault("a document came without its hit") }
    var page = ArticlePage(
      frame: frame, hit: hit, document: found.document, bodyFields: commit.bodyFields)
    guard let day = Self.sameDay(as: found.document, commit, time: time) else { return page }
    // A page without its neighbours is better than none.
    guard
      let answer = try? await broker.search(day, generation: commit.generation, time: time)
    else { return page }
    page.sameDay = answer.merged(for: day).hits.filter { $0.key != key }
    return page
  }
}
