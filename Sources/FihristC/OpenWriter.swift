internal import Fihrist
internal import FihristAnswers
internal import FihristArchive

/// A writer, and how records name what feeds its fields.
final class OpenWriter {
  let writer: BlockingIndexWriter
  private let mapping: RecordMapping

  /// Opens the index at `path` for writing, or makes one.
  init(path: String, _ request: Requests.Writer) throws {
    let given = try request.schema.map { try SchemaFile.read($0) }
    let known = (try? Index(path: path)).flatMap {
      RecordMapping(json: $0.information.inputMapping)
    }
    mapping = given?.mapping ?? known ?? .article
    var options = IndexingOptions()
    options.inputMapping = mapping.json
    if let memory = request.memory { options.memory = memory }
    options.threads = min(max(1, request.threads), 256)
    options.k1 = request.k1
    options.b = request.b
    options.mergesInBackground = request.merges
    writer = try BlockingIndexWriter(path: path, schema: given?.schema, options: options)
  }

  /// The names that stand for the key of a document, the preferred one first.
  var keyNames: [String] {
    let others = ["key", "id", "_id", "docno", "doc_id"]
    return [mapping.key] + others.filter { $0 != mapping.key }
  }

  /// The members that feed the field called `name`, the preferred one first.
  func members(of name: String) -> [String] { mapping.members(of: name) }

  /// What programs should know of the index.
  var information: JSON {
    let userData = writer.userData.sorted { $0.key < $1.key }
    let members = writer.schema.fields.map { field in
      JSON.Member(field.name, .array(mapping.members(of: field.name).map { .string($0) }))
    }
    return [
      "schema": writer.schema.json(mapping),
      "mapping": [
        "keys": .array(keyNames.map { .string($0) }), "fields": .object(members),
      ],
      "documents": .integer(writer.documentCount), "segments": .integer(writer.segmentCount),
      "generation": .integer(Int(clamping: writer.generation)),
      "user_data": .object(userData.map { JSON.Member($0.key, .string($0.value)) }),
    ]
  }
}
