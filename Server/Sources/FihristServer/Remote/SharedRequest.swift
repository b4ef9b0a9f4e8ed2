internal import Fihrist

/// A request to which each shard answers a part, and the parts are put together here.
protocol SharedRequest: Encodable, Sendable {
  /// A part, and the whole.
  associatedtype Part: PartialAnswer

  /// The name by which a broker knows it.
  static var question: String { get }

  /// How long a shard works.
  var timeLimit: Duration? { get set }

  /// The answer of one index with the documents of all shards.
  func merged(_ parts: [Part]) -> Part
}

extension SearchResults: PartialAnswer {}
extension Concordance: PartialAnswer {}
extension Trends: PartialAnswer {}

extension SearchRequest: SharedRequest {
  static var question: String { "search" }

  func merged(_ parts: [SearchResults]) -> SearchResults { .merged(parts, for: self) }
}

extension ConcordanceRequest: SharedRequest {
  static var question: String { "kwic" }

  func merged(_ parts: [Concordance]) -> Concordance { .merged(parts, for: self) }
}

extension TrendRequest: SharedRequest {
  static var question: String { "trends" }

  func merged(_ parts: [Trends]) -> Trends { .merged(parts, for: self) }
}

extension Broker {
  /// What one index with the documents of all shards that answer would answer.
  ///
  /// - Parameter time: After this shards that have not answered are missing.
  func gather<Request: SharedRequest>(
    _ request: Request, generation: UInt64, time: Duration
  ) async throws -> Gathered<Request.Part> {
    var asked = request
    asked.timeLimit = Self.shardTime(of: time)
    let found: BrokerParts<Request.Part> = try await parts(
      Request.question, asked, generation: generation, time: time)
    var whole = asked.merged(found.parts)
    if !found.missingShards.isEmpty { whole.stopReason = .timeLimit }
    return Gathered(value: whole, missingShards: found.missingShards)
  }
}
