extension ParsedQuery {
  /// Notes on signs that have no meaning where they stand: of patterns in quotes and in `NEAR(…)`,
  /// as in `"وزير الخارج*"`, whose last word is الخارج; and behind Latin words: `C++` is C.
  package var signNotes: [QueryNote] {
    guard text.utf8.contains(where: { Self.isPatternSign($0) || Self.isWordSign($0) }) else {
      return []
    }
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
      case .term, .word, .phrase, .near, .exactForm:
        if let sign = Self.sign(in: clause.node.range, of: source) {
          notes.append(Self.note(of: sign, source))
        }
      default: continue
      }
    }
  }

  static func isPatternSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?")
  }

  private static func isWordSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#")
  }

  /// The first scalar without a meaning, in the bytes `range` or right beside them: `*` at a
  /// letter, `?` between two, or `+` and `#` at the end of a Latin word or a number.
  private static func sign(in range: Range<Int>, of source: QueryText) -> Int? {
    let start = source.index(ofByte: range.lowerBound)
    let end = source.index(ofByte: range.upperBound)
    return (max(0, start - 1)..<min(source.count, end + 1)).first { index in
      let isBehind = index > 0 && source[index - 1].map(QuerySyntax.isPlain) == true
      let isBefore = source[index + 1].map(QuerySyntax.isPlain) == true
      switch source[index] {
      case "*": return isBehind || isBefore
      case "?": return isBehind && isBefore
      case "+", "#": return isBehind && endsWord(index, of: source)
      default: return false
      }
    }
  }

  /// Whether the sign at `index` ends a Latin word or a number, alone or with others like it.
  private static func endsWord(_ index: Int, of source: QueryText) -> Bool {
    guard source.scalars[index - 1].isASCII else { return false }
    let next = source.scalars[index...].drop { $0 == source[index] }.first
    return next.map(QuerySyntax.isPlain) != true
  }

  private static func note(of sign: Int, _ source: QueryText) -> QueryNote {
    let isOfPattern = source[sign] == "*" || source[sign] == "?"
    return QueryNote(
      QueryError.misplacedSign(
        source.string(sign..<sign + 1), column: source.column(sign),
        expected: isOfPattern ? "patterns outside of quotes and of NEAR(…)" : "letters and digits"))
  }
}
