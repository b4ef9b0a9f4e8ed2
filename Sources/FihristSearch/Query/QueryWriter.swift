internal import FihristStorage
internal import FihristText

/// Writes what was read of a text as a text.
struct QueryWriter {
  private let bytes: [UInt8]

  /// Makes a writer for what was read of `text`.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// The text of `clauses`.
  func text(_ clauses: [ParsedQuery.Clause]) -> String {
    clauses.enumerated().map { number, clause in
      let sign =
        switch clause.occur {
        case .must: "+"
        case .mustNot: "-"
        case .should: ""
        }
      let next = number + 1 < clauses.count ? clauses[number + 1] : nil
      return sign + text(clause.node, isBeforeAnother: next?.occur == .should)
    }.joined(separator: " ")
  }

  private func text(_ node: ParsedQuery.Node, isBeforeAnother: Bool) -> String {
    var text = ""
    let written = Self.withoutFinalTatweel(String(decoding: bytes[node.range], as: UTF8.self))
    switch node.content {
    case .term, .word:
      let isBare = !node.isCommon && Self.isBare(written)
      // Without quotes, كانون and الثاني would be a month, and عبد and الله a name.
      let mayBeName = isBeforeAnother && node.content.form.map(Self.startsName) ?? false
      text += isBare && !mayBeName ? written : Self.quoted(written)
    case .root: text += "root:" + written
    case .phrase: text += Self.quoted(written)
    case .near(let terms, let slop, let isOrdered):
      if isOrdered {
        text += "NEAR(\(written), \(slop), ordered)"
      } else if terms.allSatisfy({ $0.offset == 0 }) {
        text += "NEAR(\(written), \(slop - terms.count + 1))"
      } else {
        text += Self.quoted(written) + "~\(slop)"
      }
    case .expansion(let expansion): text += Self.text(expansion, written)
    case .exactForm(let form):
      // Several words without quotes would be parts of their own.
      let isBare = form.terms.count == 1 && Self.isBare(form.written)
      text += "=" + (isBare ? form.written : Self.quoted(form.written))
    case .column(let field, let condition): text += "\(field):" + Self.text(condition)
    case .all: text += "*"
    case .group(let clauses, let minimum):
      text += "(" + self.text(clauses) + ")" + (minimum > 0 ? "@\(minimum)" : "")
    }
    if let field = node.fields?.first { text = "\(field):\(text)" }
    if let score = node.constantScore { text += "^=\(score)" }
    if node.boost != 1 { text += "^\(node.boost)" }
    return text
  }

  /// `text` without tatweel at its end: a letter with it is taken for the start of what follows,
  /// and what followed it in the query may not follow it here.
  private static func withoutFinalTatweel(_ text: String) -> String {
    let end = text.unicodeScalars.lastIndex { $0 != "\u{640}" }
    return end.map { String(text.unicodeScalars[...$0]) } ?? text
  }

  /// Whether the word of the form `form` may be the first of two that are one name.
  private static func startsName(_ form: [UInt8]) -> Bool {
    Analyzer.startsName(String(decoding: form, as: UTF8.self))
  }

  /// Whether a word means itself without quotes around it.
  private static func isBare(_ word: String) -> Bool {
    word.unicodeScalars.allSatisfy(QuerySyntax.isPlain)
      && !["AND", "OR", "NOT", "NEAR"].contains(word)
  }

  private static func quoted(_ text: String) -> String {
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("\"", "\""), ("«", "»"), ("“", "”"), ("\u{FF02}", "\u{FF02}"), ("»", "«"), ("„", "”"),
    ]
    let scalars = text.unicodeScalars
    let free = pairs.first { open, close in
      guard let pair = QuotePair(opening: open) else { return false }
      return pair.closes(close) && !scalars.contains { pair.closes($0) || pair.nests($0) }
    }
    guard let (open, close) = free else {
      return "\"" + text.exchanging("\"", for: " ") + "\""
    }
    return "\(open)\(text)\(close)"
  }

  private static func text(_ expansion: Query.Expansion, _ written: String) -> String {
    switch expansion {
    case .prefix(let text): text + "*"
    case .wildcard(let pattern):
      // Escapes are of the pattern, not of the language.
      pattern.exchanging("\\\\", for: "\\")
    case .regularExpression(let pattern): "/\(pattern)/"
    case .fuzzy(_, let edits, let isWeighted): written + (isWeighted ? "~" : "~\(edits)")
    }
  }

  private static func text(_ condition: Query.ColumnCondition) -> String {
    switch condition {
    case .equals(let value): quoted(value)
    case .prefix(let value): value + "*"
    case .exists: "*"
    case .range(let lower, let upper):
      (lower?.isIncluded ?? true ? "[" : "{") + (lower.map { quoted($0.value) } ?? "*") + " TO "
        + (upper.map { quoted($0.value) } ?? "*") + (upper?.isIncluded ?? true ? "]" : "}")
    }
  }
}
