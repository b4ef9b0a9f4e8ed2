import Fihrist

/// Similar documents, for people and for programs.
enum SimilarReport {
  /// The words that were searched for, then the hits.
  static func lines(
    _ found: SimilarDocuments, milliseconds: Double, for terminal: Terminal
  ) -> [String] {
    guard !found.results.hits.isEmpty else { return [] }
    let words = found.words.map(\.text.displayed).joined(separator: "، ")
    return [terminal.faint("by: " + terminal.isolated(words)), ""]
      + SearchReport(
        found.results, query: "", readAs: "", filter: nil, milliseconds: milliseconds,
        showsSnippets: false, showsWork: false
      ).lines(for: terminal)
  }

  /// The same as one object.
  static func json(_ found: SimilarDocuments, key: String?, filter: String?) -> JSON {
    var members: [JSON.Member] = []
    if let key { members.append(JSON.Member("key", .string(key))) }
    if let filter { members.append(JSON.Member("filter", .string(filter))) }
    members.append(
      JSON.Member(
        "total",
        [
          "value": .integer(found.results.total.value),
          "relation": .string(found.results.total.relation.rawValue),
        ]))
    if !found.results.notes.isEmpty {
      members.append(JSON.Member("notes", .array(found.results.notes.map { .string($0.text) })))
    }
    let hits = found.results.hits.map { SearchReport.object($0, showsSnippets: false) }
    members += [
      JSON.Member("words", .array(found.words.map(object))),
      JSON.Member("hits", .array(hits)),
    ]
    return .object(members)
  }

  private static func object(_ word: SimilarDocuments.Word) -> JSON {
    [
      "word": .string(word.text), "term": .string(word.term), "count": .integer(word.count),
      "documents": .integer(word.documents),
      "weight": .number((word.weight * 1000).rounded() / 1000),
    ]
  }
}
