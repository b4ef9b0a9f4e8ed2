extension Schema {
  /// The schema of a newspaper article, used if none is given.
  ///
  /// Title (boost 2) and body are searched. Related text, author, source, section, tags, language,
  /// address and date are stored for display, and all of these but the text and the address have a
  /// column.
  public static let article = article(dateOrder: .dayMonth)

  /// ``article`` with another way to read dates.
  public static func article(dateOrder: DateOrder) -> Schema {
    Schema(unchecked: [
      .text("title", boost: 2), .text("body"), .storedText("related"), .keyword("author"),
      .keyword("source"), .keyword("section"), .keyword("tags"), .keyword("language"),
      .keyword("url", hasColumn: false), .date("date", order: dateOrder),
    ])
  }
}
