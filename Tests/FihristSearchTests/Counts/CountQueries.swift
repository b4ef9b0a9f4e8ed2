import FihristSearch
import FihristTestSupport

/// Queries over a made-up archive, by class: the classes are those of the benchmarks.
enum CountQueries: String, CaseIterable {
  case term, and2, or2
  case or3To5 = "or3_5"
  case orLong = "or_long"
  case commonOr = "common_or"
  case commonAnd = "common_and"
  case phrase

  /// Queries of each class.
  static let count = 60

  /// Words of a lower rank are too common for the classes of content words.
  private static let leastContent = 50

  func queries(_ corpus: CountCorpus) -> [Query] {
    var generator = SeededGenerator(seed: CountCorpus.seed &+ UInt64(rawValue.utf8.count))
    return (0..<Self.count).map { query($0, corpus, &generator) }
  }

  private func query(
    _ number: Int, _ corpus: CountCorpus, _ generator: inout SeededGenerator
  ) -> Query {
    func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    func clauses(_ ranks: [Int], _ occur: Query.Occur = .should) -> Query {
      .boolean(ranks.map { Query.Clause(occur, .term(corpus.words[$0])) })
    }
    switch self {
    case .term:
      // From each of four strata of frequency as many.
      let stratum = [0...19, 20...199, 200...1_999, 2_000...19_999][number % 4]
      return clauses([random(stratum)])
    case .and2: return clauses(content(2, corpus, &generator), .must)
    case .or2: return clauses(content(2, corpus, &generator))
    case .or3To5: return clauses(content(3 + number % 3, corpus, &generator))
    case .orLong:
      let body = corpus.bodies[random(0...corpus.bodies.count - 1)]
      return clauses(distinct(body, 8 + number % 5))
    case .commonOr: return clauses(common(2 + number % 4, of: 50, &generator))
    case .commonAnd: return clauses(common(2 + number % 4, of: 100, &generator), .must)
    case .phrase:
      let body = corpus.bodies[random(0...corpus.bodies.count - 1)]
      let length = 2 + number % 2
      let start = random(0...body.count - length)
      let terms = (0..<length).map {
        Query.PhraseTerm(term: corpus.words[body[start + $0]], offset: $0)
      }
      return .phrase(terms)
    }
  }

  /// Content words that stand in one text.
  private func content(
    _ count: Int, _ corpus: CountCorpus, _ generator: inout SeededGenerator
  ) -> [Int] {
    while true {
      let body = corpus.bodies[Int.random(in: corpus.bodies.indices, using: &generator)]
      let words = distinct(body.filter { $0 >= Self.leastContent }, count)
      if words.count == count { return words }
    }
  }

  private func distinct(_ words: [Int], _ count: Int) -> [Int] {
    var distinct: [Int] = []
    for word in words where distinct.count < count && !distinct.contains(word) {
      distinct.append(word)
    }
    return distinct
  }

  private func common(
    _ count: Int, of limit: Int, _ generator: inout SeededGenerator
  ) -> [Int] {
    Array((0..<limit).shuffled(using: &generator).prefix(count))
  }
}
