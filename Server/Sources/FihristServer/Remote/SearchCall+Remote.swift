internal import Fihrist

extension SearchCall {
  /// Lets the shards of a broker run the search, and puts their answers together.
  ///
  /// Other queries are not suggested: a shard knows only what is frequent in itself.
  ///
  /// - Parameter milliseconds: After these, shards that have not answered are missing.
  /// - Throws: ``BrokerError``, or ``Problem``.
  func run(by broker: Broker, milliseconds: Int) async throws -> Outcome {
    let start = ContinuousClock.now
    let time = request.timeLimit ?? .milliseconds(milliseconds)
    let found =
      request.collapsesCopies
      ? try await broker.folded(request, generation: commit.generation, time: time)
      : try await broker.gather(request, generation: commit.generation, time: time)
    var outcome = outcome(found.value, missingShards: found.missingShards)
    if found.missingShards.isEmpty,
      let days = daySearch(for: found.value, time: time - start.duration(to: .now))
    {
      let counted = try await broker.gather(
        days, generation: commit.generation, time: days.timeLimit ?? time)
      if counted.missingShards.isEmpty { outcome.add(days: counted.value) }
      outcome.lacksDays = outcome.lacksDays || !counted.missingShards.isEmpty
    }
    let left = max(.milliseconds(50), time - start.duration(to: .now))
    if showsCopies {
      outcome.copies = await copies(of: outcome.results.hits, by: broker, time: left)
    }
    guard parameters.flag("explain") else { return outcome }
    outcome.explanations = try await explanations(
      of: outcome.results.hits.prefix(Self.mostExplained).map(\.key), by: broker, time: left)
    return outcome
  }

  /// What is shown of the copies folded under hits, as far as their shards answer in time: without
  /// it, copies are shown by their keys.
  private func copies(
    of hits: [Hit], by broker: Broker, time: Duration
  ) async -> [[UInt8]: IndexedDocument] {
    let keys = hits.flatMap { $0.copies.prefix(Self.mostCopies) }
    let fields = commit.stored(["title", "date", "source"])
    var copies: [[UInt8]: IndexedDocument] = [:]
    for start in stride(from: 0, to: keys.count, by: BrokerPages.mostDocuments) {
      let some = Array(keys[start...].prefix(BrokerPages.mostDocuments))
      let found = try? await broker.documents(
        keys: some, fields: fields, generation: commit.generation, time: time)
      for document in found ?? [] { copies[Array(document.key.utf8)] = document }
    }
    return copies
  }

  /// Why hits are what they are, from the first on as far as their shards answer in time.
  private func explanations(
    of keys: [String], by broker: Broker, time: Duration
  ) async throws -> [HitExplanation] {
    do {
      let found = try await broker.explanations(
        of: keys, for: request, generation: commit.generation, time: time)
      let byKey = Dictionary(found.map { (Array($0.key.utf8), $0) }) { first, _ in first }
      return keys.map { byKey[Array($0.utf8)] }.prefix { $0 != nil }.compactMap(\.self)
    } catch is BrokerError {
      // The hits are there; the answer says by its lack of reasons that it is not whole.
      return []
    }
  }
}
