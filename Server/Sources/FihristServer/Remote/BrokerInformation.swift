internal import Fihrist
internal import FihristArchive
internal import Foundation

/// What a broker says of its newest generation.
struct BrokerInformation: Sendable {
  var generation: UInt64
  var documents: Int
  var shards: Int
  /// What names the contents: the sums of the statistics of all shards, by their hash.
  var statistics: String
  var schema: Schema

  /// Reads the answer of a broker.
  ///
  /// - Throws: An error of decoding, or `ArchiveError` for a schema that is not one.
  init(_ data: Data) throws {
    struct Numbers: Decodable {
      var generation: UInt64
      var documents: Int
      var shards: Int
      var statistics: String
    }
    let numbers = try JSONDecoder().decode(Numbers.self, from: data)
    (generation, documents) = (numbers.generation, numbers.documents)
    (shards, statistics) = (numbers.shards, numbers.statistics)
    let members = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    var fields = members?["schema"] as? [String: Any] ?? [:]
    // Schema files name the member that feeds the key, which matters for writing alone.
    fields["key"] = fields["key"] ?? "id"
    let text = try JSONSerialization.data(withJSONObject: fields)
    schema = try SchemaFile.read(String(decoding: text, as: UTF8.self)).schema
  }
}
