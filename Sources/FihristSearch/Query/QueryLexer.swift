/// Splits a query into operands: phrases in quotes, and words separated by white space.
struct QueryLexer {
  /// A part of the query with the sign before it.
  struct Operand: Equatable {
    /// What the sign says; ``Query/Occur/should`` if there is none.
    var occur: Query.Occur
    /// Whether it was in quotes.
    var isQuoted: Bool
    /// Its bytes, without sign and quotes.
    var range: Range<Int>
    /// The quote that opens it.
    var quote: Unicode.Scalar?
    /// Where that quote is, in bytes, if it is unmatched.
    var unclosed: Int?
    /// Where the first quote of the same kind opens inside it, in bytes.
    var nested: Int?
  }

  private let text: String
  private let scalars: String.UnicodeScalarView
  private var index: String.Index
  /// Whether a sign may stand at `index`: not inside or right after a word.
  private var isAtBoundary = true

  /// Makes a lexer of `text`, which is contiguous UTF-8.
  init(_ text: String) {
    self.text = text
    scalars = text.unicodeScalars
    index = text.startIndex
  }

  /// The next operand, or `nil` at the end.
  mutating func next() -> Operand? {
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
        return quoted(occur, pair)
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

  /// Moves past a sign that applies to an operand. Any other sign is punctuation: one by itself, or
  /// one of several (`--help`).
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

  /// The phrase whose opening quote is at `index`: up to its partner, or to the end.
  ///
  /// Quotes of the same kind inside it are counted, so that nested quotes match in pairs.
  private mutating func quoted(_ occur: Query.Occur, _ pair: QuotePair) -> Operand {
    let opening = index
    advance()
    let start = byteOffset(index)
    var operand = Operand(occur: occur, isQuoted: true, range: start..<start, quote: pair.opening)
    var depth = 1
    while index < scalars.endIndex, depth > 0 {
      let end = index
      let scalar = scalars[index]
      if pair.nests(scalar) {
        operand.nested = operand.nested ?? byteOffset(end)
        depth += 1
      }
      advance()
      if pair.closes(scalar) { depth -= 1 }
      if depth == 0 { operand.range = start..<byteOffset(end) }
    }
    if depth > 0 {
      operand.range = start..<byteOffset(index)
      operand.unclosed = byteOffset(opening)
    }
    return operand
  }

  /// The operand from `index` to white space or a quote; `nil` if it is only signs.
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

  /// The number, from 1, of the character that starts at byte `offset`.
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
