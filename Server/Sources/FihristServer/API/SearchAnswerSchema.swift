internal import FihristAnswers

/// What the answer of a search is, as OpenAPI has it.
enum SearchAnswerSchema {
  /// Schemas by name; they refer to each other.
  static let components: [(name: String, schema: JSON)] = [
    ("Search", search), ("Hit", hit), ("MarkedText", markedText), ("Date", date),
    ("Facet", facet), ("Timeline", timeline),
  ]

  /// Refers to a schema of ``components``.
  static func reference(_ name: String) -> JSON {
    ["$ref": .string("#/components/schemas/\(name)")]
  }

  /// The answer of a batch.
  static let batch = object([("results", list(reference("Search")))])

  private static let search = object(
    [
      ("query", text), ("read_as", described(text, "The query as it was understood")),
      (
        "notes",
        list(object([("code", text), ("text", text), ("at", count)]))
      ),
      ("generation", described(count, "The commit that was searched")),
      (
        "total",
        object(
          [("value", count), ("relation", word(["eq", "gte"]))],
          [("related", described(count, "More documents, which have only related words"))])
      ),
      (
        "partial", described(nullable("string"), "Why the answer is not whole; null if it is")
      ),
      ("hits", list(reference("Hit"))),
      ("next", described(nullable("string"), "The cursor of the next page; null at the end")),
    ],
    [
      ("missing_shards", list(text)),
      (
        "corrections",
        list(object([("query", text), ("reason", text), ("total", count)]))
      ),
      ("facets", map(reference("Facet"))), ("timeline", reference("Timeline")),
    ])

  private static let hit = object(
    [
      ("rank", ["type": "integer", "minimum": .integer(1)]), ("key", text),
      ("title", orNull(reference("MarkedText"))), ("date", orNull(reference("Date"))),
      ("source", nullable("string")), ("snippets", list(reference("MarkedText"))),
      ("fields", map(["anyOf": .array([text, list(text)])])),
    ],
    [
      ("score", ["type": "number"]), ("related", ["type": "boolean"]), ("copies", list(text)),
      ("explanation", ["type": "object"]),
    ])

  private static let markedText = object(
    [
      ("dir", word(["rtl", "ltr"])),
      (
        "parts",
        described(list(pair(text, count)), "Texts, each with 1 if it is marked and 0 if not")
      ),
    ], [("field", text)])

  private static let date = object([
    ("iso", nullable("string")), ("written", text), ("hijri", nullable("string")),
    ("approximate", ["type": "boolean"]),
  ])

  private static let facet = object([
    ("values", list(pair(text, count))), ("other", count), ("missing", count),
  ])

  private static let timeline = object(
    [("buckets", list(pair(text, count))), ("undated", count)],
    [
      ("unit", word(["year", "month", "week", "day"])), ("calendar", word(["gregorian", "hijri"])),
    ])

  // MARK: Kinds of schemas

  private static let text: JSON = ["type": "string"]
  private static let count: JSON = ["type": "integer", "minimum": .integer(0)]

  private static func word(_ words: [String]) -> JSON {
    ["type": "string", "enum": .array(words.map(JSON.string))]
  }

  private static func nullable(_ type: String) -> JSON {
    ["type": .array([.string(type), "null"])]
  }

  private static func orNull(_ schema: JSON) -> JSON {
    ["anyOf": .array([schema, ["type": "null"]])]
  }

  private static func list(_ items: JSON) -> JSON { ["type": "array", "items": items] }

  private static func pair(_ first: JSON, _ second: JSON) -> JSON {
    [
      "type": "array", "prefixItems": .array([first, second]), "minItems": .integer(2),
      "maxItems": .integer(2),
    ]
  }

  private static func map(_ values: JSON) -> JSON {
    ["type": "object", "additionalProperties": values]
  }

  private static func described(_ schema: JSON, _ meaning: String) -> JSON {
    guard case .object(let members) = schema else { return schema }
    return .object(members + [JSON.Member("description", .string(meaning))])
  }

  /// An object with members that are always there, and others.
  private static func object(
    _ required: [(name: String, schema: JSON)], _ others: [(name: String, schema: JSON)] = []
  ) -> JSON {
    [
      "type": "object", "additionalProperties": .bool(false),
      "required": .array(required.map { JSON.string($0.name) }),
      "properties": .object((required + others).map { JSON.Member($0.name, $0.schema) }),
    ]
  }
}
