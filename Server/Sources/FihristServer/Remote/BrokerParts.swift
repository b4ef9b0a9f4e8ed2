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
