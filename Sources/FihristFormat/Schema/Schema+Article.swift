extension Schema {
  /// The schema of a newspaper article, used if none is given.
  ///
  /// Title (boost 2) and body are searched; the title also alone, and the first 20 words of the
  /// body count twice. Related text, author, source, section, tags, language, address and date are
  /// stored for display, and all of these but the text and the address have a column.
  public static let article = article(dateOrder: .dayMonth)

  /// ``article`` with another way to read dates, or with signatures.
  public static func article(dateOrder: DateOrder, hasSignatures: Bool = false) -> Schema {
    let fields: [Field] = [
      .text("title", boost: 2, isSearchedAlone: true), .text("body", leadLength: 20),
      .storedText("related"), .keyword("author"), .keyword("source"), .keyword("section"),
      .keyword("tags"), .keyword("language"), .keyword("url", hasColumn: false),
      .date("date", order: dateOrder),
    ]
    return Schema(
      unchecked: fields, levels: .usual(for: TextIndexing.defaultAnalyzer),
      hasSignatures: hasSignatures)
  }
}
