extension ParsedQuery {
  /// Notes on signs of patterns where there are none, in quotes and in `NEAR(…)`: in
  /// `"وزير الخارج*"` the last word is الخارج.
  package var signNotes: [QueryNote] {
    guard text.utf8.contains(where: Self.isPatternSign) else { return [] }
    var notes: [QueryNote] = []
    addSignNotes(clauses, QueryText(text), to: &notes)
    return notes
  }

  private func addSignNotes(
    _ clauses: [Clause], _ source: QueryText, to notes: inout [QueryNote]
  ) {
    for clause in clauses where notes.count < QueryNote.maximumCount {
      switch clause.node.content {
      case .group(let inner, _): addSignNotes(inner, source, to: &notes)
      case .term, .word, .phrase, .near:
        if let sign = Self.sign(in: clause.node.range, of: source) {
          notes.append(Self.note(source.string(sign..<sign + 1), column: source.column(sign)))
        }
      default: continue
      }
    }
  }

  static func isPatternSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?")
  }

  /// The scalar with the first sign that looks as one of a pattern, in the bytes `range` or right
  /// beside them: `*` at a letter, or `?` between two.
  private static func sign(in range: Range<Int>, of source: QueryText) -> Int? {
    let start = source.index(ofByte: range.lowerBound)
    let end = source.index(ofByte: range.upperBound)
    return (max(0, start - 1)..<min(source.count, end + 1)).first { index in
      let isBehind = index > 0 && source[index - 1].map(QuerySyntax.isPlain) == true
      let isBefore = source[index + 1].map(QuerySyntax.isPlain) == true
      return source[index] == "*" && (isBehind || isBefore)
        || source[index] == "?" && isBehind && isBefore
    }
  }

  private static func note(_ sign: String, column: Int) -> QueryNote {
    QueryNote(
      QueryError.misplacedSign(
        sign, column: column, expected: "patterns outside of quotes and of NEAR(…)"))
  }
}
