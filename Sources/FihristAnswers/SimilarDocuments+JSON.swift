public import Fihrist

extension SimilarDocuments {
  /// One object, as `fihrist similar --json` prints it.
  ///
  /// - Parameters:
  ///   - key: The document that was compared with; nil if it was a text.
  ///   - filter: The text of the filter.
  ///   - showsSnippets: Whether hits have snippets.
  public func json(key: String?, filter: String?, showsSnippets: Bool = false) -> JSON {
    var members: [JSON.Member] = []
    if let key { members.append(JSON.Member("key", .string(key))) }
    if let filter { members.append(JSON.Member("filter", .string(filter))) }
    members.append(JSON.Member("total", results.total.json))
    if !results.notes.isEmpty {
      members.append(JSON.Member("notes", .array(results.notes.map { .string($0.text) })))
    }
    members += [
      JSON.Member("words", .array(words.map(\.json))),
      JSON.Member("hits", .array(results.hits.map { $0.json(showsSnippets: showsSnippets) })),
    ]
    return .object(members)
  }
}

extension SimilarDocuments.Word {
  fileprivate var json: JSON {
    [
      "word": .string(text), "term": .string(term), "count": .integer(count),
      "documents": .integer(documents), "weight": .number((weight * 1000).rounded() / 1000),
    ]
  }
}

extension SearchResults.Total {
  /// The count and what it means as one object.
  public var json: JSON {
    ["value": .integer(value), "relation": .string(relation.rawValue)]
  }
}
