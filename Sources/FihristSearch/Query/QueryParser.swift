internal import FihristText

/// Reads the query language, which `Documentation/QueryLanguage.md` describes.
///
/// Words are analyzed exactly as those of documents. A word that the analyzer splits (`S-300`,
/// `2024/05/18`) becomes a phrase.
struct QueryParser {
  private let text: String
  private let analyzer: Analyzer
  private let reading: QueryReading
  private var lexer: QueryLexer
  private var clauses: [ParsedQuery.Clause] = []
  /// Common words; left out unless the query has no other words.
  private var stopWords: [ParsedQuery.Clause] = []
  private var hasPositive = false
  private var hasWords = false
  private var termCount = 0
  private var notes: [QueryNote] = []

  /// Makes a parser of `text`.
  init(_ text: String, analyzer: Analyzer, reading: QueryReading) {
    var contiguous = text
    contiguous.makeContiguousUTF8()
    self.text = text
    self.analyzer = analyzer
    self.reading = reading
    lexer = QueryLexer(contiguous)
  }

  /// Parses the whole text.
  ///
  /// - Throws: ``QueryError`` if the reading is strict.
  mutating func parse() throws(QueryError) -> ParsedQuery {
    var isFull = false
    while !isFull, let operand = lexer.next() {
      try reportQuotes(of: operand)
      let words = analyzer.queryWords(in: lexer[operand.range])
      hasWords = hasWords || !words.isEmpty
      let isRead =
        operand.isQuoted
        ? try add(words[...], of: operand, isStopWord: false) : try addBare(words, of: operand)
      isFull = !isRead
    }
    if !hasPositive { clauses += stopWords }
    if !hasWords { try report(.empty) }
    return ParsedQuery(text: text, clauses: clauses, notes: notes)
  }

  /// Throws `problem`, or adds a note about it.
  private mutating func report(_ problem: QueryError) throws(QueryError) {
    guard reading == .lenient else { throw problem }
    notes.append(QueryNote(problem))
  }

  /// Reports unmatched and nested quotes, unless there were many.
  private mutating func reportQuotes(of operand: QueryLexer.Operand) throws(QueryError) {
    guard let quote = operand.quote, notes.count < Self.maximumQuoteNotes else { return }
    if let offset = operand.unclosed {
      try report(.unclosedQuote(quote, column: lexer.column(ofByte: offset)))
    }
    if let offset = operand.nested {
      try report(.nestedQuote(quote, column: lexer.column(ofByte: offset)))
    }
  }

  /// Nobody reads more, and each costs a pass over the text to find its column.
  private static let maximumQuoteNotes = 8

  /// Adds each word, and words that are written together as phrases.
  ///
  /// - Returns: `false` if the query is full.
  private mutating func addBare(
    _ words: [QueryWord], of operand: QueryLexer.Operand
  ) throws(QueryError) -> Bool {
    var start = 0
    while start < words.count {
      var end = start + 1
      while end < words.count, words[end].isJoinedToPrevious { end += 1 }
      let group = words[start..<end]
      // A sign means that the word matters, even if it is common.
      let isStopWord = operand.occur == .should && group.allSatisfy(\.isStopWord)
      guard try add(group, of: operand, isStopWord: isStopWord) else { return false }
      start = end
    }
    return true
  }

  private mutating func add(
    _ words: ArraySlice<QueryWord>, of operand: QueryLexer.Operand, isStopWord: Bool
  ) throws(QueryError) -> Bool {
    guard let content = ParsedQuery.Content(words), let first = words.first, let last = words.last
    else { return true }
    if isStopWord, hasPositive { return true }
    let start = operand.range.lowerBound
    let range = start + first.range.lowerBound..<start + last.range.upperBound
    guard clauses.count + stopWords.count < Query.maximumClauseCount,
      termCount + content.termCount <= Query.maximumTermCount
    else {
      try report(.tooManyTerms(column: lexer.column(ofByte: range.lowerBound)))
      return false
    }
    termCount += content.termCount
    let clause = ParsedQuery.Clause(
      occur: operand.occur, node: ParsedQuery.Node(content: content, range: range))
    guard !isStopWord else {
      stopWords.append(clause)
      return true
    }
    if operand.occur != .mustNot {
      hasPositive = true
      stopWords = []
    }
    clauses.append(clause)
    return true
  }
}

extension ParsedQuery.Content {
  /// The term or phrase of `words` in the index; `nil` if the index keeps none of them.
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

  /// How many terms it has.
  fileprivate var termCount: Int {
    switch self {
    case .term: 1
    case .phrase(let terms): terms.count
    }
  }
}
