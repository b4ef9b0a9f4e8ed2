internal import FihristAnswers

/// What answers are, as OpenAPI has it: the kinds of schemas that they are made of. A test compares
/// every answer with its schema.
enum AnswerSchema {
  /// Refers to a schema of ``components``.
  static func reference(_ name: String) -> JSON {
    ["$ref": .string("#/components/schemas/\(name)")]
  }

  // MARK: What several answers have

  static let partial = described(
    nullable("string"), "Why the answer is not whole; null if it is")
  static let missingShards = described(
    list(text), "The shards that did not answer, of an index on other machines")
  /// Stored fields: a text each, or several.
  static let fields = map(["anyOf": .array([text, list(text)])])
  static let unit = word(["year", "month", "week", "day"])
  static let calendar = word(["gregorian", "hijri"])

  // MARK: Kinds of schemas

  static let text: JSON = ["type": "string"]
  static let count: JSON = ["type": "integer", "minimum": .integer(0)]
  static let number: JSON = ["type": "number"]
  static let flag: JSON = ["type": "boolean"]

  static func word(_ words: [String]) -> JSON {
    ["type": "string", "enum": .array(words.map(JSON.string))]
  }

  static func nullable(_ type: String) -> JSON {
    ["type": .array([.string(type), "null"])]
  }

  static func orNull(_ schema: JSON) -> JSON {
    ["anyOf": .array([schema, ["type": "null"]])]
  }

  static func list(_ items: JSON) -> JSON { ["type": "array", "items": items] }

  static func pair(_ first: JSON, _ second: JSON) -> JSON {
    [
      "type": "array", "prefixItems": .array([first, second]), "minItems": .integer(2),
      "maxItems": .integer(2),
    ]
  }

  static func map(_ values: JSON) -> JSON {
    ["type": "object", "additionalProperties": values]
  }

  static func described(_ schema: JSON, _ meaning: String) -> JSON {
    guard case .object(let members) = schema else { return schema }
    return .object(members + [JSON.Member("description", .string(meaning))])
  }

  /// An object with members that are always there, and others.
  static func object(
    _ required: [(name: String, schema: JSON)], _ others: [(name: String, schema: JSON)] = []
  ) -> JSON {
    [
      "type": "object", "additionalProperties": .bool(false),
      "required": .array(required.map { JSON.string($0.name) }),
      "properties": .object((required + others).map { JSON.Member($0.name, $0.schema) }),
    ]
  }
}
