internal import Fihrist

extension Broker {
  /// Folding looks at so many hits at most, or values of a group: a shard sends some 200 bytes of
  /// each. A page that needs more of them is not whole.
  private static let mostFolded = 1 << 15

  /// What a search finds in all shards that answer, with copies folded.
  ///
  /// - Parameter time: After this shards that have not answered are missing.
  func folded(
    _ request: SearchRequest, generation: UInt64, time: Duration
  ) async throws -> Gathered<SearchResults> {
    var folding = FoldedSearch(request)
    let missing = try await run(&folding, generation: generation, time: time)
    guard var results = folding.results else { throw BrokerError.late(address) }
    if !missing.isEmpty { results.stopReason = .timeLimit }
    return Gathered(value: results, missingShards: missing)
  }

  /// A document and its copies in all shards that answer.
  ///
  /// - Throws: ``Problem`` of code `not-found` if no shard has it.
  func copies(
    of key: String, fields: [String], generation: UInt64, time: Duration
  ) async throws -> Gathered<FoundCopies> {
    var copies = CopiesOfDocument(of: key, fields: fields)
    let missing = try await run(&copies, generation: generation, time: time)
    guard let cluster = copies.cluster else {
      guard missing.isEmpty else {
        throw BrokerError.unavailable("shards of \(address) that may have the document are missing")
      }
      throw Problem(.notFound, "the archive has no document of that key")
    }
    let isPartial = copies.stopReason != nil || !missing.isEmpty
    return Gathered(
      value: FoundCopies(documents: cluster.documents, isPartial: isPartial),
      missingShards: missing)
  }

  /// Asks all rounds, and gives the shards that were missing in one of them. Each round has half of
  /// the time that is left, so that there is some for the last one.
  private func run(
    _ rounds: inout some CopyRounds, generation: UInt64, time: Duration
  ) async throws -> [String] {
    let end = ContinuousClock.now + time
    var missing: [String] = []
    while var question = rounds.question {
      let left = max(.milliseconds(100), ContinuousClock.now.duration(to: end)) / 2
      question.timeLimit = Self.shardTime(of: left)
      let found: BrokerParts<CopyAnswer> = try await parts(
        "copies", question, generation: generation, time: left)
      missing += found.missingShards.filter { !missing.contains($0) }
      rounds.take(found.parts)
      let isLate = ContinuousClock.now.duration(to: end) < time / 10
      if isLate || Self.isTooWide(rounds.question) { rounds.stop(.timeLimit) }
    }
    return missing
  }

  private static func isTooWide(_ question: CopyQuestion?) -> Bool {
    guard let search = question?.search else { return false }
    return (search.group?.size ?? search.limit) > mostFolded
  }
}
