internal import Fihrist

/// What each shard answers to a question.
struct BrokerParts<Part: Decodable & Sendable>: Decodable, Sendable {
  var generation: UInt64
  var parts: [Part]
  var missingShards: [String]

  private enum CodingKeys: String, CodingKey {
    case generation, parts
    case missingShards = "missing_shards"
  }
}

extension BrokerParts<SearchResults> {
  /// The results of one index with the documents of all shards that answered.
  func merged(for request: SearchRequest) -> SearchResults {
    var results = SearchResults.merged(parts, for: request)
    if !missingShards.isEmpty { results.stopReason = .timeLimit }
    return results
  }
}
