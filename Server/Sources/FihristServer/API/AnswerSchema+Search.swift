internal import FihristAnswers

/// Searches.
extension AnswerSchema {
  /// Schemas by name; they refer to each other.
  static let components: [(name: String, schema: JSON)] = [
    ("Search", search), ("Hit", hit), ("MarkedText", markedText), ("Date", date),
    ("Facet", facet), ("Timeline", timeline),
  ]

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
      ("partial", partial), ("hits", list(reference("Hit"))),
      ("next", described(nullable("string"), "The cursor of the next page; null at the end")),
    ],
    [
      ("missing_shards", missingShards),
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
      ("fields", fields),
    ],
    [
      ("score", number), ("related", flag), ("copies", list(text)),
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
    ("approximate", flag),
  ])

  private static let facet = object([
    ("values", list(pair(text, count))), ("other", count), ("missing", count),
  ])

  private static let timeline = object(
    [("buckets", list(pair(text, count))), ("undated", count)],
    [
      ("unit", unit), ("calendar", calendar),
    ])
}
