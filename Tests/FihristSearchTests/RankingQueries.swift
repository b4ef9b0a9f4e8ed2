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

  mutating func phrase() -> Query.Item {
    var offset = 0
    // Long ones are compared in steps: documents without the first terms are dropped on the way.
    let length = number(0..<4) == 0 ? number(4..<10) : number(2..<4)
    let terms = (0..<length).map { _ in
      defer { offset += number(0..<8) == 0 ? 2 : 1 }
      return Query.PhraseTerm(term: term(), offset: offset)
    }
    return .phrase(terms)
  }

  mutating func clause(_ occur: Query.Occur, phrases: Bool = false) -> Query.Clause {
    Query.Clause(
      occur, phrases && number(0..<3) == 0 ? phrase() : .term(term()),
      weight: number(0..<6) == 0 ? 2 : 1)
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
    return Query(clauses: clauses.shuffled(using: &generator))
  }
}

extension Query {
  /// The query as text, for messages.
  var text: String {
    clauses.map { clause in
      let sign = clause.occur == .must ? "+" : clause.occur == .mustNot ? "-" : ""
      let weight = clause.weight == 1 ? "" : "^\(clause.weight)"
      switch clause.item {
      case .term(let term): return sign + String(decoding: term, as: UTF8.self) + weight
      case .phrase(let terms):
        let words = terms.map { "\(String(decoding: $0.term, as: UTF8.self))@\($0.offset)" }
        return sign + "\"" + words.joined(separator: " ") + "\"" + weight
      }
    }.joined(separator: " ")
  }
}
