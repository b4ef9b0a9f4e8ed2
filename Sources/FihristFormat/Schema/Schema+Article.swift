extension Schema {
  /// The schema of a newspaper article, used if none is given.
  ///
  /// Title (boost 2) and body are searched; related text, author, source, address and date are
  /// stored for display.
  public static let article = Schema(unchecked: [
    .text("title", boost: 2), .text("body"), .storedText("related"), .keyword("author"),
    .keyword("source"), .keyword("url"), .date("date"),
  ])
}
