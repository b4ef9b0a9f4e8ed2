import FihristTestSupport
import Foundation
import Testing

@testable import FihristSearch

/// Queries as JSON: what is written is read as the same query.
@Suite struct QueryCodingTests {
  @Test func `random trees of every node`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var seen: Set<String> = []
    for seed in UInt64(0)..<3_000 {
      var trees = CodedTrees(generator: SeededGenerator(seed: seed))
      let query = trees.tree(depth: Int(seed % 5))
      query.addKinds(to: &seen)
      let bytes = try encoder.encode(query)
      let again = try JSONDecoder().decode(Query.self, from: bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(again == query && again.depth == query.depth, "seed \(seed): \(text)")
      #expect(try encoder.encode(again) == bytes, "seed \(seed): \(text)")
    }
    #expect(seen.count == 15, "\(seen)")
  }

  @Test func `a range without ends is any value`() {
    #expect(Query.column("a", .range(lower: nil, upper: nil)) == .column("a", .exists))
  }
}

extension Query {
  /// Adds the kinds of the tree's nodes.
  fileprivate func addKinds(to kinds: inout Set<String>) {
    let kind: String
    switch node {
    case .term: kind = "term"
    case .word: kind = "word"
    case .root: kind = "root"
    case .phrase: kind = "phrase"
    case .boolean(let clauses, _):
      kind = "boolean"
      for clause in clauses { clause.query.addKinds(to: &kinds) }
    case .all: kind = "all"
    case .none: kind = "none"
    case .filter(let query):
      kind = "filter"
      query.addKinds(to: &kinds)
    case .boost(let query, _):
      kind = "boost"
      query.addKinds(to: &kinds)
    case .constant(let query, _):
      kind = "constant"
      query.addKinds(to: &kinds)
    case .near: kind = "near"
    case .expansion: kind = "expansion"
    case .column: kind = "column"
    case .exactForm: kind = "exactForm"
    case .restricted(let query, _):
      kind = "restricted"
      query.addKinds(to: &kinds)
    }
    kinds.insert(kind)
  }
}

/// Trees with all nodes, and texts that are hard to write.
private struct CodedTrees {
  var generator: SeededGenerator

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func flag() -> Bool { Bool.random(using: &generator) }

  private mutating func text() -> String {
    let texts = [
      "نووي", "", "a\"b", "\u{0}\u{7}", "\u{202E}x", "e\u{301}", "\u{FFFD}", "\\", "a/b", "𝒳",
      "\u{10FFFF}", "*", " ",
    ]
    return texts.randomElement(using: &generator) ?? ""
  }

  private mutating func bytes() -> [UInt8] {
    flag() ? Array(text().utf8) : (0..<number(1...4)).map { _ in UInt8(number(0...255)) }
  }

  private mutating func terms() -> [Query.PhraseTerm] {
    (0..<number(2...4)).map { _ in
      Query.PhraseTerm(term: bytes(), offset: number(0...1) == 0 ? number(0...9) : number(0...99))
    }
  }

  private mutating func bound() -> Query.ColumnCondition.Bound? {
    flag() ? Query.ColumnCondition.Bound(text(), isIncluded: flag()) : nil
  }

  private mutating func condition() -> Query.ColumnCondition {
    switch number(0...3) {
    case 0: .equals(text())
    case 1: .prefix(text())
    case 2: .exists
    default: .range(lower: bound(), upper: bound())
    }
  }

  private mutating func expansion() -> Query.Expansion {
    switch number(0...3) {
    case 0: .prefix(text())
    case 1: .wildcard(text())
    case 2: .regularExpression(text())
    default: .fuzzy(text(), edits: number(0...2), isWeighted: flag())
    }
  }

  private mutating func leaf() -> Query {
    switch number(0...10) {
    case 0: .all
    case 1: .none
    case 2: .phrase(terms())
    case 3: .near(terms(), slop: number(0...1_000), isOrdered: flag())
    case 4: .expansion(expansion())
    case 5: .column(text(), condition())
    case 6: .word(Query.Word(stem: bytes(), form: bytes(), root: bytes()))
    case 7: .root(bytes())
    case 8:
      .exactForm(
        Query.ExactForm(
          written: text(), terms: terms(), forms: (0..<number(0...2)).map { _ in bytes() }))
    default: .term(bytes())
    }
  }

  mutating func tree(depth: Int) -> Query {
    guard depth > 0 else { return leaf() }
    let factor = [0, 0.1, 1e-6, 3, 1e6, Float.pi][number(0...5)]
    switch number(0...7) {
    case 0: return .filter(tree(depth: depth - 1))
    case 1: return .boost(tree(depth: depth - 1), by: factor)
    case 2: return .constant(tree(depth: depth - 1), score: factor)
    case 3: return .restricted(tree(depth: depth - 1), to: (0..<number(0...2)).map { _ in text() })
    default:
      let clauses = (0..<number(0...4)).map { _ in
        let occur: Query.Occur = [.should, .must, .mustNot][number(0...2)]
        return Query.Clause(occur, tree(depth: number(0...depth - 1)))
      }
      return .boolean(clauses, minimum: number(0...3))
    }
  }
}
