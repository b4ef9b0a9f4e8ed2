extension Schema {
  /// The schema of a newspaper article, used where none is given.
  ///
  /// Title (boost 2) and body are searched; related text, author, source, address and date are
  /// kept for showing.
  public static let article: Schema = {
    let text = { (name: String, boost: Double, sources: [String]) in
      Field(
        name: name, kind: .text, analyzer: "arabic", isIndexed: true, hasPositions: true,
        boost: boost, sources: sources)
    }
    let fields = [
      text("title", 2, ["title", "headline"]),
      text("body", 1, ["body", "content", "text"]),
      Field(name: "related", kind: .text, sources: ["related"]),
      Field(name: "author", kind: .keyword, sources: ["author", "byline"]),
      Field(name: "source", kind: .keyword, sources: ["source", "publisher"]),
      Field(name: "url", kind: .keyword, sources: ["url", "link"]),
      Field(name: "date", kind: .date, sources: ["date", "date_extracted", "published"]),
    ]
    return Schema(unchecked: "id", fields: fields)
  }()
}
