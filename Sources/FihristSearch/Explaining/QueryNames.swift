/// The names of parts of queries for people: as they were written where that is known.
package struct QueryNames: Sendable {
  private var written: [Query: String] = [:]

  /// Makes names without knowing any text.
  package init() {}

  /// Adds the names of what was parsed of a text; what has a name keeps it.
  package mutating func add(_ parsed: ParsedQuery) {
    add(parsed.clauses, of: Array(parsed.text.utf8))
  }

  private mutating func add(_ clauses: [ParsedQuery.Clause], of text: [UInt8]) {
    for clause in clauses {
      if case .group(let clauses, _) = clause.node.content {
        add(clauses, of: text)
        continue
      }
      guard let leaf = clause.node.leaf, clause.node.range.upperBound <= text.count else {
        continue
      }
      let word = String(decoding: text[clause.node.range], as: UTF8.self)
      if written[leaf] == nil { written[leaf] = word }
    }
  }

  /// The name of `query`.
  package func name(of query: Query) -> String {
    if let written = written[query] {
      guard case .column(let field, _) = query.node else { return "«\(written)»" }
      return "the condition «\(field):\(written)»"
    }
    switch query.node {
    case .term(let bytes): return "«\(Self.text(bytes))»"
    case .word(let word): return "«\(Self.text(word.stem))»"
    case .root(let bytes): return "the root «\(Self.text(bytes))»"
    case .phrase(let terms), .near(let terms, _, _):
      return "«\(terms.map { Self.text($0.term) }.joined(separator: " "))»"
    case .exactForm(let form): return "«=\(form.written)»"
    case .expansion(.prefix(let text)): return "«\(text)*»"
    case .expansion(.wildcard(let text)): return "«\(text)»"
    case .expansion(.regularExpression(let text)): return "«/\(text)/»"
    case .expansion(.fuzzy(let text, _, _)): return "«\(text)~»"
    case .column(let field, _): return "the condition on \(field)"
    case .restricted(let query, let fields):
      return "\(name(of: query)) in \(fields.joined(separator: " or "))"
    case .boost(let query, _), .constant(let query, _), .filter(let query):
      return name(of: query)
    case .all: return "every document"
    case .none: return "nothing"
    case .boolean(let clauses, _):
      let names = clauses.prefix(4).map { name(of: $0.query) }
      return "(" + names.joined(separator: " ") + (clauses.count > 4 ? " …)" : ")")
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension ParsedQuery.Node {
  /// The query of a node without groups, fields and boosts; nil for a group.
  fileprivate var leaf: Query? {
    switch content {
    case .term(let bytes): .term(bytes)
    case .word(let word): .word(word)
    case .root(let bytes): .root(bytes)
    case .phrase(let terms): .phrase(terms)
    case .near(let terms, let slop, let isOrdered): .near(terms, slop: slop, isOrdered: isOrdered)
    case .expansion(let expansion): .expansion(expansion)
    case .exactForm(let form): .exactForm(form)
    case .column(let field, let condition): .column(field, condition)
    case .all, .group: nil
    }
  }
}
