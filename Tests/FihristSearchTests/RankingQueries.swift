import FihristSearch
import FihristTestSupport

/// Random queries over the terms of a corpus.
struct RankingQueries {
  var generator: SeededGenerator
  let termCount: Int

  /// Which queries are made.
  enum Kind: CaseIterable {
    case single, should, must, mixed, excluding, phrase, everything
  }

  mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }

  /// A term that may be absent.
  mutating func term() -> [UInt8] { Array("t\(number(0..<termCount + 1))".utf8) }

  mutating func phrase() -> Query {
    var offset = 0
    // Long ones are compared in steps: documents without the first terms are dropped on the way.
    let length = number(0..<4) == 0 ? number(4..<10) : number(2..<4)
    let terms = (0..<length).map { _ in
      defer { offset += number(0..<8) == 0 ? 2 : 1 }
      return Query.PhraseTerm(term: term(), offset: offset)
    }
    return .phrase(terms)
  }

  mutating func near() -> Query {
    let isFlat = number(0..<2) == 0
    let terms = (0..<number(2..<4)).map {
      Query.PhraseTerm(term: term(), offset: isFlat ? 0 : $0)
    }
    return .near(terms, slop: number(0..<9), isOrdered: number(0..<2) == 0)
  }

  mutating func expansion() -> Query {
    let digit = number(0..<10)
    let expansions: [Query.Expansion] = [
      .prefix("t\(digit)"), .wildcard("*\(digit)"), .wildcard("t?"), .wildcard("?\(digit)*"),
      .regularExpression("t[\(digit)-9]+"), .regularExpression("(t|x)\(digit)?"),
      .fuzzy("t\(digit)", edits: number(0..<3), isWeighted: false),
      .fuzzy("\(digit)t", edits: 1, isWeighted: true),
    ]
    return .expansion(expansions[number(0..<expansions.count)])
  }

  mutating func fields() -> [String] { [["f0"], ["f1"], ["f0", "f1"]][number(0..<3)] }

  mutating func clause(_ occur: Query.Occur, phrases: Bool = false) -> Query.Clause {
    let query = phrases && number(0..<3) == 0 ? phrase() : .term(term())
    return Query.Clause(occur, .boost(query, by: number(0..<6) == 0 ? 2 : 1))
  }

  mutating func query(_ kind: Kind) -> Query {
    var clauses: [Query.Clause] = []
    switch kind {
    case .single: clauses = [clause(number(0..<4) == 0 ? .must : .should)]
    case .should: clauses = (0..<number(2..<9)).map { _ in clause(.should) }
    case .must: clauses = (0..<number(2..<5)).map { _ in clause(.must) }
    case .mixed:
      clauses = (0..<number(1..<3)).map { _ in clause(.must) }
      clauses += (0..<number(1..<4)).map { _ in clause(.should) }
    case .excluding:
      clauses = (0..<number(1..<4)).map { _ in clause(.should) }
      clauses += (0..<number(1..<3)).map { _ in clause(.mustNot) }
    case .phrase: clauses = [Query.Clause(.should, phrase())]
    case .everything:
      clauses = (0..<number(1..<6)).map { _ in
        clause([.should, .should, .must, .mustNot][number(0..<4)], phrases: true)
      }
    }
    return .boolean(clauses.shuffled(using: &generator))
  }
}

extension Query {
  /// The query as text, for messages.
  var text: String {
    switch node {
    case .term(let term): return String(decoding: term, as: UTF8.self)
    case .word(let word):
      let levels = [word.form, word.stem, word.root].map { String(decoding: $0, as: UTF8.self) }
      return levels.joined(separator: "|")
    case .root(let root): return "root(\(String(decoding: root, as: UTF8.self)))"
    case .phrase(let terms):
      let words = terms.map { "\(String(decoding: $0.term, as: UTF8.self))@\($0.offset)" }
      return "\"" + words.joined(separator: " ") + "\""
    case .boolean(let clauses, let minimum):
      let parts = clauses.map { clause in
        (clause.occur == .must ? "+" : clause.occur == .mustNot ? "-" : "") + clause.query.text
      }
      return "(\(parts.joined(separator: " ")))@\(minimum)"
    case .all: return "*"
    case .none: return "none"
    case .filter(let query): return "filter(\(query.text))"
    case .boost(let query, let factor): return "\(query.text)^\(factor)"
    case .constant(let query, let score): return "\(query.text)^=\(score)"
    case .near(let terms, let slop, let isOrdered):
      return "near(\(Query.phrase(terms).text), \(slop), \(isOrdered))"
    case .expansion(let expansion): return "\(expansion)"
    case .column(let field, let condition): return "\(field):\(condition)"
    case .exactForm(let form): return "=\(form.written)"
    case .restricted(let query, let fields): return "\(fields):\(query.text)"
    }
  }
}
