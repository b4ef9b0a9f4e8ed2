internal import Fihrist

extension Broker {
  private struct SimilarQuestion: Encodable {
    var request: SimilarRequest
    var generation: UInt64
    var budget: Double
  }

  /// Documents like another. The shard that has it chooses the words, and all search for them.
  ///
  /// - Throws: ``Problem`` of code `not-found` if no shard has it.
  func similar(
    to request: SimilarRequest, generation: UInt64, time: Duration
  ) async throws -> Gathered<SimilarDocuments> {
    let start = ContinuousClock.now
    let question = SimilarQuestion(
      request: request, generation: generation, budget: time / .seconds(1))
    var chosen: SimilarSearch = try await ask("similar", question, for: time)
    // The groups of shards have the statistics.
    chosen.request.statistics = nil
    let left = max(.milliseconds(50), time - start.duration(to: .now))
    let found = try await gather(chosen.request, generation: generation, time: left)
    return Gathered(value: chosen.documents(found.value), missingShards: found.missingShards)
  }

  private struct ExplainQuestion: Encodable {
    var keys: [String]
    var search: SearchRequest
    var generation: UInt64
    var budget: Double
  }

  private struct Explanations: Decodable {
    var explanations: [HitExplanation]
  }

  /// Why documents are hits of a search, as far as the shards that have them answer in time.
  func explanations(
    of keys: [String], for search: SearchRequest, generation: UInt64, time: Duration
  ) async throws -> [HitExplanation] {
    guard !keys.isEmpty else { return [] }
    let question = ExplainQuestion(
      keys: keys, search: search, generation: generation, budget: time / .seconds(1))
    let answer: Explanations = try await ask("explain", question, for: time)
    return answer.explanations
  }

  private struct DocumentsQuestion: Encodable {
    var keys: [String]?
    var offset: Int?
    var limit: Int?
    var fields: [String]?
    var generation: UInt64
    var budget: Double
  }

  private struct Documents: Decodable {
    var documents: [IndexedDocument]
  }

  /// Documents by their keys; in the order of shards, and without those that no shard has.
  func documents(
    keys: [String], fields: [String], generation: UInt64, time: Duration
  ) async throws -> [IndexedDocument] {
    try await documents(
      DocumentsQuestion(
        keys: keys, fields: fields, generation: generation, budget: time / .seconds(1)),
      for: time)
  }

  /// Documents of a generation from a number on, shard by shard, each in the order of keys.
  ///
  /// - Parameter limit: How many at most; at the end of a shard there are less, and behind the last
  ///   none.
  func documents(
    from offset: Int, limit: Int, fields: [String], generation: UInt64, time: Duration
  ) async throws -> [IndexedDocument] {
    try await documents(
      DocumentsQuestion(
        offset: offset, limit: limit, fields: fields, generation: generation,
        budget: time / .seconds(1)),
      for: time)
  }

  private func documents(
    _ question: DocumentsQuestion, for time: Duration
  ) async throws -> [IndexedDocument] {
    let answer: Documents = try await ask("documents", question, for: time)
    return answer.documents
  }
}
