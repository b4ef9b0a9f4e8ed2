package import FihristText

extension ParsedQuery {
  /// Notes on patterns with few letters behind an article, which the words of an index do not have:
  /// `الم*` finds hardly any, and `الان*` also those that start with ان.
  package func articleNotes(_ analyzer: Analyzer) -> [QueryNote] {
    guard text.utf8.contains(where: Self.isPatternSign) else { return [] }
    var notes: [QueryNote] = []
    addArticleNotes(clauses, QueryText(text), analyzer, to: &notes)
    return notes
  }

  private func addArticleNotes(
    _ clauses: [Clause], _ source: QueryText, _ analyzer: Analyzer, to notes: inout [QueryNote]
  ) {
    for clause in clauses where notes.count < QueryNote.maximumCount {
      switch clause.node.content {
      case .group(let inner, _): addArticleNotes(inner, source, analyzer, to: &notes)
      // A regular expression that was typed starts at its slash.
      case .expansion where clause.node.start == clause.node.range.lowerBound:
        let range = clause.node.range
        let start = source.index(ofByte: range.lowerBound)
        let pattern = source.string(start..<source.index(ofByte: range.upperBound))
        if let text = Self.articleNote(pattern, column: source.column(start), analyzer) {
          notes.append(QueryNote(code: .shortPattern, text: text, column: source.column(start)))
        }
      default: continue
      }
    }
  }

  private static func articleNote(
    _ pattern: String, column: Int, _ analyzer: Analyzer
  ) -> String? {
    guard pattern.utf8.contains(where: isPatternSign),
      let article = PatternFolding.article(of: pattern, analyzer)
    else { return nil }
    let named = "the pattern \(pattern) at character \(column)"
    guard article.isOptional else {
      return "\(named) has fewer than two letters behind its article, and finds only the few words "
        + "that keep it; write more letters, or \(article.rest) for all words like it"
    }
    guard article.letterCount == 2, article.rest.contains("*") else { return nil }
    return "\(named) finds what \(article.rest) finds, as words of the index have no article; "
      + "write more letters to find fewer"
  }
}
