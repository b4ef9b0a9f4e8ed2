internal import Fihrist

extension ArchiveServer {
  /// The page of an article that another machine holds, with the shards that did not answer for
  /// what is beside it: a page without its neighbours is better than none.
  func remotePage(
    _ key: String, text: String, frame: PageFrame, _ commit: ArchiveCommit, _ broker: Broker
  ) async throws -> Gathered<ArticlePage> {
    let generation = commit.generation
    let time = Duration.milliseconds(configuration.limits.pageMilliseconds)
    let found = try await broker.document(
      key: key, fields: nil, search: Self.shownHit(text, commit), generation: generation,
      time: time)
    guard let hit = found.hit else { throw BrokerError.fault("a document came without its hit") }
    async let similar = Self.beside {
      try await broker.similar(
        to: Self.similar(to: key, commit), generation: generation, time: time)
    }
    async let reasons = Self.beside {
      guard !text.isEmpty else { return Gathered<[HitExplanation]>(value: []) }
      return Gathered(
        value: try await broker.explanations(
          of: [key], for: SearchRequest(text), generation: generation, time: time))
    }
    async let day = Self.beside {
      guard let day = Self.sameDay(as: found.document, commit, time: time) else {
        return Gathered<[Hit]>(value: [])
      }
      let found = try await broker.gather(day, generation: generation, time: time)
      return Gathered(value: found.value.hits, missingShards: found.missingShards)
    }
    async let copies = Self.beside {
      try await broker.copies(
        of: key, fields: commit.stored(["title", "date", "source"]), generation: generation,
        time: time)
    }
    var page = ArticlePage(
      frame: frame, hit: hit, document: found.document, bodyFields: commit.bodyFields)
    let (near, why, others, printed) = (await similar, await reasons, await day, await copies)
    page.similar = near.value?.results.hits ?? []
    page.reasons = why.value?.first
    page.sameDay = others.value?.filter { $0.key != key } ?? []
    page.copies = printed.value?.documents ?? []
    return Gathered(
      value: page,
      missingShards: near.missingShards + why.missingShards + others.missingShards
        + printed.missingShards)
  }

  /// What is shown beside an article; nil, and a shard without a name that is missing, if it fails.
  private static func beside<Value>(
    _ ask: () async throws -> Gathered<Value>
  ) async -> Gathered<Value?> {
    guard let found = try? await ask() else { return Gathered(value: nil, missingShards: [""]) }
    return Gathered<Value?>(found)
  }
}
