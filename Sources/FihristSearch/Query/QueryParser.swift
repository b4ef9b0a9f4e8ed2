internal import FihristText

/// Reads the query language, which `Documentation/QueryLanguage.md` describes.
///
/// Words are analysed exactly as those of documents. A word that the analyser takes apart (`S-300`,
/// `2024/05/18`) becomes a phrase.
struct QueryParser {
  private let analyzer: Analyzer
  private var lexer: QueryLexer
  private var builder = QueryBuilder()
  private var hasWords = false

  /// Makes a parser of `text`.
  init(_ text: String, analyzer: Analyzer) {
    var text = text
    text.makeContiguousUTF8()
    self.analyzer = analyzer
    lexer = QueryLexer(text)
  }

  /// Parses the whole text.
  mutating func parse() throws(QueryError) -> Query {
    while let operand = try lexer.next() {
      let words = analyzer.queryWords(in: lexer[operand.range])
      hasWords = hasWords || !words.isEmpty
      if operand.isQuoted {
        try add(words[...], of: operand, isStopWord: false)
      } else {
        try addBare(words, of: operand)
      }
    }
    guard hasWords else { throw .empty }
    guard builder.finish() else { throw tooManyTerms(atByte: 0) }
    return builder.query
  }

  /// Adds each word by itself, and words that are written together as phrases.
  private mutating func addBare(
    _ words: [QueryWord], of operand: QueryLexer.Operand
  ) throws(QueryError) {
    var start = 0
    while start < words.count {
      var end = start + 1
      while end < words.count, words[end].isJoinedToPrevious { end += 1 }
      let group = words[start..<end]
      // A sign says that the word matters, common or not.
      let isStopWord = operand.occur == .should && group.allSatisfy(\.isStopWord)
      try add(group, of: operand, isStopWord: isStopWord)
      start = end
    }
  }

  private mutating func add(
    _ words: ArraySlice<QueryWord>, of operand: QueryLexer.Operand, isStopWord: Bool
  ) throws(QueryError) {
    guard let item = Query.Item(words), let first = words.first, let last = words.last else {
      return
    }
    let start = operand.range.lowerBound
    let range = start + first.range.lowerBound..<start + last.range.upperBound
    guard builder.add(operand.occur, item, at: range, isStopWord: isStopWord) else {
      throw tooManyTerms(atByte: range.lowerBound)
    }
  }

  private func tooManyTerms(atByte offset: Int) -> QueryError {
    let column = lexer.column(ofByte: offset)
    return QueryError(
      kind: .tooManyTerms, column: column,
      reason: "the query has too many different words, at character \(column)",
      advice: "search for \(Query.maximumClauseCount) words at most at a time")
  }
}

extension Query.Item {
  /// What the index has of `words`, in their order: a term, a phrase, or `nil` if it has none.
  init?(_ words: ArraySlice<QueryWord>) {
    var terms: [Query.PhraseTerm] = []
    var first = 0
    for word in words {
      guard let term = word.term else { continue }
      if terms.isEmpty { first = word.position }
      terms.append(Query.PhraseTerm(term: Array(term.utf8), offset: word.position - first))
    }
    guard let only = terms.first else { return nil }
    self = terms.count == 1 ? .term(only.term) : .phrase(terms)
  }
}

extension QueryError {
  static let empty = QueryError(
    kind: .empty, column: 1, reason: "the query has no word to look for",
    advice: "type at least one word")
}
