internal import Fihrist

extension Broker {
  /// Every occurrence of a query's words, from all shards that answer.
  ///
  /// - Parameter time: After this shards that have not answered are missing.
  func concordance(
    _ request: ConcordanceRequest, generation: UInt64, time: Duration
  ) async throws -> Gathered<Concordance> {
    var request = request
    request.timeLimit = Self.shardTime(of: time)
    let found: BrokerParts<Concordance> = try await parts(
      "kwic", request, generation: generation, time: time)
    var merged = Concordance.merged(found.parts, for: request)
    if !found.missingShards.isEmpty { merged.stopReason = .timeLimit }
    return Gathered(value: merged, missingShards: found.missingShards)
  }

  /// How often queries occur over time, in all shards that answer.
  ///
  /// - Parameter time: After this shards that have not answered are missing.
  func trends(
    _ request: TrendRequest, generation: UInt64, time: Duration
  ) async throws -> Gathered<Trends> {
    var request = request
    request.timeLimit = Self.shardTime(of: time)
    let found: BrokerParts<Trends> = try await parts(
      "trends", request, generation: generation, time: time)
    var merged = Trends.merged(found.parts, for: request)
    if !found.missingShards.isEmpty { merged.stopReason = .timeLimit }
    return Gathered(value: merged, missingShards: found.missingShards)
  }
}
