import Fihrist

/// Similar documents, for people.
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
}
