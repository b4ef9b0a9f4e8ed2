internal import FihristAnswers

/// Calls besides searches.
extension AnswerSchema {
  static let indexes = object([
    (
      "indexes",
      list(
        object([
          ("name", text), ("title", text), ("documents", nullable("integer")),
          ("generation", nullable("integer")),
        ]))
    )
  ])

  static let index = object([
    ("name", text), ("title", text), ("generation", count), ("documents", count),
    ("schema", object([("fields", list(field))], [("signatures", flag)])),
  ])

  private static let field = object(
    [("name", text), ("type", text), ("stored", flag)],
    [
      ("analyzer", text), ("indexed", flag), ("positions", flag), ("boost", number),
      ("alone", flag), ("lead", count), ("column", flag), ("order", text),
    ])

  static let document = object([
    ("key", text), ("fields", fields), ("columns", map(["anyOf": .array(columnValues)])),
  ])

  private static let columnValues: [JSON] = [
    text, list(text), ["type": "integer"], number, flag, ["type": "null"],
  ]

  static let deletion = object([
    ("generation", described(count, "The commit without the document")), ("deleted", text),
  ])

  static let copies = object(
    [("documents", list(object([("key", text), ("overlap", number), ("fields", fields)])))],
    [("missing_shards", missingShards)])

  static let similar = object(
    [
      ("words", list(object([("word", text), ("documents", count)]))),
      ("hits", list(reference("Hit"))), ("partial", partial),
    ], [("missing_shards", missingShards)])

  static let suggestions = object([
    (
      "suggestions",
      list(object([("text", text), ("kind", word(["word", "title"])), ("documents", count)]))
    )
  ])

  /// What was typed, and the texts of suggestions.
  static let openSearch = pair(text, list(text))

  static let facetOfField = object([
    ("field", text), ("facet", orNull(reference("Facet"))), ("partial", partial),
  ])

  static let concordance = object(
    [
      ("query", text), ("read_as", text),
      ("total", object([("value", count), ("relation", word(["eq", "gte"]))])),
      ("documents", count), ("lines", list(line)),
    ],
    [
      ("filter", text), ("notes", list(text)), ("more", described(flag, "Whether lines follow")),
      ("partial", text), ("missing_shards", missingShards),
    ])

  private static let line = object([
    ("key", text), ("field", text), ("left", text), ("match", text), ("right", text),
    ("start", described(count, "Where the match is in the bytes of the field")), ("end", count),
    ("fields", fields),
  ])

  static let trends = object(
    [
      ("field", text), ("unit", unit),
      ("periods", described(list(pair(text, count)), "Periods, each with its documents")),
      (
        "series",
        list(
          object([
            ("query", text), ("read_as", text),
            ("points", list(object([("period", text)] + occurrences))),
            ("undated", object(occurrences)),
          ]))
      ),
    ],
    [
      ("calendar", calendar), ("filter", text), ("notes", list(text)), ("partial", text),
      ("missing_shards", missingShards),
    ])

  private static let occurrences: [(name: String, schema: JSON)] = [
    ("documents", count), ("occurrences", count), ("words", count),
    ("per_million", described(nullable("number"), "Null without words")),
  ]

  // MARK: Analysis

  /// With `explain` the words, otherwise the tokens.
  static let analysis: JSON = [
    "anyOf": .array([
      object([("analyzer", text), ("tokens", list(token))]),
      object([("analyzer", text), ("words", list(explainedWord))], [("meet", nullable("string"))]),
    ])
  ]

  private static let span: [(name: String, schema: JSON)] = [
    ("text", text), ("start", count), ("end", count), ("position", count),
  ]

  private static let token = object(span + [("term", nullable("string")), ("rules", list(text))])

  private static let explainedWord = object(
    span + [
      ("letters", list(step)),
      ("levels", list(object([("level", text), ("term", text), ("steps", list(step))]))),
    ])

  private static let step = object([
    ("rule", text), ("entry", nullable("string")), ("result", nullable("string")),
  ])
}
