/// Cuts a query into operands: phrases in quotes, and what stands between white space.
struct QueryLexer {
  /// A part of the query with the sign before it.
  struct Operand: Equatable {
    /// What the sign says; ``Query/Occur/should`` if there is none.
    var occur: Query.Occur
    /// Whether it stood in quotes.
    var isQuoted: Bool
    /// Its bytes, without sign and quotes.
    var range: Range<Int>
  }

  private let text: String
  private let scalars: String.UnicodeScalarView
  private var index: String.Index
  /// Whether a sign may stand at `index`: not inside or behind a word.
  private var isAtBoundary = true

  /// Makes a lexer of `text`, which is contiguous UTF-8.
  init(_ text: String) {
    self.text = text
    scalars = text.unicodeScalars
    index = text.startIndex
  }

  /// The next operand, or `nil` at the end.
  mutating func next() throws(QueryError) -> Operand? {
    while index < scalars.endIndex {
      if QuerySyntax.separates(scalars[index]) {
        advance()
        isAtBoundary = true
        continue
      }
      let start = index
      let occur = isAtBoundary ? takeSign() : .should
      isAtBoundary = false
      if index == start { skipInvisible() }
      if index < scalars.endIndex, let pair = QuotePair(opening: scalars[index]) {
        return try quoted(occur, pair)
      }
      if occur == .should { index = start }
      if let operand = bare(occur) { return operand }
    }
    return nil
  }

  private mutating func advance() { index = scalars.index(after: index) }

  private mutating func skipInvisible() {
    while index < scalars.endIndex, QuerySyntax.isInvisible(scalars[index]) { advance() }
  }

  /// Moves behind a sign that has something to refer to; any other sign is punctuation: one that
  /// stands alone, and one of several (`--help`).
  private mutating func takeSign() -> Query.Occur {
    let start = index
    skipInvisible()
    if index < scalars.endIndex, let occur = QuerySyntax.sign(scalars[index]) {
      advance()
      skipInvisible()
      if index < scalars.endIndex, !QuerySyntax.separates(scalars[index]),
        QuerySyntax.sign(scalars[index]) == nil
      {
        return occur
      }
    }
    index = start
    return .should
  }

  /// The phrase whose opening quote is at `index`.
  private mutating func quoted(
    _ occur: Query.Occur, _ pair: QuotePair
  ) throws(QueryError) -> Operand {
    let opening = index
    advance()
    let start = index
    while index < scalars.endIndex {
      let end = index
      let scalar = scalars[index]
      if pair.nests(scalar) { throw .nestedQuote(scalar, column: column(of: index)) }
      advance()
      if pair.closes(scalar) {
        return Operand(occur: occur, isQuoted: true, range: byteOffset(start)..<byteOffset(end))
      }
    }
    throw .unclosedQuote(pair.opening, column: column(of: opening))
  }

  /// What reaches from `index` to white space or a quote; `nil` if it is nothing but signs.
  private mutating func bare(_ occur: Query.Occur) -> Operand? {
    let start = index
    var hasContent = false
    while index < scalars.endIndex {
      let scalar = scalars[index]
      if QuerySyntax.separates(scalar) || QuotePair(opening: scalar) != nil { break }
      if QuerySyntax.sign(scalar) == nil, !QuerySyntax.isInvisible(scalar) { hasContent = true }
      advance()
    }
    guard hasContent else { return nil }
    return Operand(occur: occur, isQuoted: false, range: byteOffset(start)..<byteOffset(index))
  }

  private func byteOffset(_ index: String.Index) -> Int {
    text.utf8.distance(from: text.startIndex, to: index)
  }

  private func column(of index: String.Index) -> Int { text[..<index].count + 1 }

  /// The number, from 1, of the character that begins at byte `offset`.
  func column(ofByte offset: Int) -> Int {
    column(of: text.utf8.index(text.startIndex, offsetBy: offset))
  }

  /// The characters of the bytes `range`.
  subscript(range: Range<Int>) -> String {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.utf8.index(start, offsetBy: range.count)
    return String(text.unicodeScalars[start..<end])
  }
}

extension QueryError {
  static func unclosedQuote(_ quote: Unicode.Scalar, column: Int) -> QueryError {
    QueryError(
      kind: .unclosedQuote, column: column,
      reason: "the quote \(quote) at character \(column) has no partner",
      advice: "close the phrase or take the quote out")
  }

  static func nestedQuote(_ quote: Unicode.Scalar, column: Int) -> QueryError {
    QueryError(
      kind: .nestedQuote, column: column,
      reason:
        "the quote \(quote) at character \(column) stands inside a phrase that began with one",
      advice: "close the first phrase before it or take it out")
  }
}
