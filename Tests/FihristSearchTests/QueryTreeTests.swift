import FihristFormat
import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristSearch

/// Random trees of queries against sets of documents, scored by the formula.
@Suite struct QueryTreeTests {
  static let recipes: [RankingCorpus.Recipe] = [
    .init(seed: 51, segments: [300], documentFrequencies: [1, 9, 40, 128, 290, 300], copies: 30),
    .init(
      seed: 52, segments: [150, 1, 60, 90], documentFrequencies: [1, 5, 30, 129, 200, 299],
      copies: 20, deletions: 15),
    .init(seed: 53, segments: [700], documentFrequencies: [3, 60, 350, 690], deletions: 40),
  ]

  @Test(arguments: recipes.indices)
  func `hits, scores and totals are those of sets`(_ index: Int) throws {
    let recipe = Self.recipes[index]
    let corpus = try RankingCorpus(recipe)
    let sets = try DocumentSets(corpus.snapshot, termCount: recipe.documentFrequencies.count + 1)
    let rankers = [Ranker(corpus.snapshot), Ranker(corpus.snapshot, windowLength: 128)]
    var trees = RandomTrees(
      queries: RankingQueries(
        generator: SeededGenerator(seed: recipe.seed), termCount: recipe.documentFrequencies.count))
    for number in 0..<150 * RankingEqualityTests.scale {
      let query = trees.tree(depth: 1 + number % 4)
      let filter = number % 3 == 0 ? trees.tree(depth: 2) : nil
      let expected = try sets.ranking(of: query, filter)
      let text = "seed \(recipe.seed), \(query.text) within \(filter?.text ?? "*")"
      let exhaustive = try ExhaustiveRanker(corpus.snapshot).top(query, filter: filter, limit: .max)
      #expect(exhaustive.hits == expected, "exhaustive, \(text)")
      for limit in [1, 3, 10, 200, 1000] {
        let found = try rankers[limit % 2].top(
          query, filter: filter, limit: limit, counting: number % 2 == 0)
        #expect(found.hits == Array(expected.prefix(limit)), "limit \(limit), \(text)")
        #expect(!found.isExact || found.total == expected.count, "limit \(limit), \(text)")
        #expect(found.isExact || number % 2 == 1, "limit \(limit), \(text)")
      }
    }
  }

  @Test func `what must match without scoring scores nothing`() throws {
    let corpus = try RankingCorpus(Self.recipes[1])
    let ranker = Ranker(corpus.snapshot)
    let all = try ranker.top(.all, limit: 500, counting: true)
    #expect(all.total == Int(corpus.snapshot.documentCount) && all.isExact)
    #expect(all.hits.count == all.total && all.hits.allSatisfy { $0.score == 0 })
    let filtered = try ranker.top(
      .boolean(must: [.filter(.term("t4"))], should: [.term("t2")]), limit: 500)
    let plain = try ranker.top(.term("t2"), filter: .term("t4"), limit: 500)
    #expect(Array(filtered.hits.prefix(plain.hits.count)) == plain.hits)
    #expect(filtered.total == (try ranker.top(.term("t4"), limit: 500).total))
  }

  @Test func `a minimum of clauses must match`() throws {
    let corpus = try RankingCorpus(Self.recipes[0])
    let ranker = Ranker(corpus.snapshot)
    let terms = [2, 3, 4].map { Query.term("t\($0)") }
    let all = try ranker.top(.boolean(must: terms), limit: 300, counting: true)
    #expect(
      try ranker.top(.boolean(should: terms, minimum: 3), limit: 300, counting: true) == all)
    #expect(try ranker.top(.boolean(should: terms, minimum: 4), limit: 3).total == 0)
    let two = try ranker.top(.boolean(should: terms, minimum: 2), limit: 300)
    let any = try ranker.top(.boolean(should: terms), limit: 300, counting: true)
    #expect(all.total < two.total && two.total < any.total)
  }
}

/// Trees of every node.
private struct RandomTrees {
  var queries: RankingQueries

  mutating func tree(depth: Int) -> Query {
    guard depth > 0 else { return leaf() }
    switch queries.number(0..<9) {
    case 8: return .constant(tree(depth: depth - 1), score: [0, 0.5, 3][queries.number(0..<3)])
    case 0: return .filter(tree(depth: depth - 1))
    case 1: return .boost(tree(depth: depth - 1), by: [0, 0.5, 3][queries.number(0..<3)])
    default:
      let clauses = (0..<queries.number(1..<5)).map { _ in
        let occur: Query.Occur = [.should, .should, .must, .mustNot][queries.number(0..<4)]
        return Query.Clause(occur, tree(depth: queries.number(0..<depth)))
      }
      return .boolean(clauses, minimum: queries.number(0..<4))
    }
  }

  private mutating func leaf() -> Query {
    switch queries.number(0..<16) {
    case 0: .all
    case 1: .none
    case 2, 3: queries.phrase()
    case 4: queries.near()
    case 5: queries.expansion()
    case 6: .restricted(.term(queries.term()), to: queries.fields())
    case 9: .column(queries.fields()[0], .exists)
    case 7: .restricted(queries.phrase(), to: queries.fields())
    case 8:
      .restricted(queries.number(0..<2) == 0 ? queries.near() : queries.expansion(), to: ["f0"])
    default: .term(queries.term())
    }
  }
}

/// The documents of a corpus as sets, read once with the exhaustive ranker term by term.
private final class DocumentSets {
  private let snapshot: Snapshot
  private let exhaustive: ExhaustiveRanker
  private let all: Set<SegmentDocument>
  /// What single terms and phrases score, by document.
  private var scores: [Query: [SegmentDocument: Float]] = [:]

  init(_ snapshot: Snapshot, termCount: Int) throws {
    self.snapshot = snapshot
    exhaustive = ExhaustiveRanker(snapshot)
    var all: Set<SegmentDocument> = []
    for (segment, reader) in snapshot.segments.enumerated() {
      for document in 0..<UInt32(reader.documentCount) where reader.isLive(document) {
        all.insert(SegmentDocument(segment: segment, document: document))
      }
    }
    self.all = all
  }

  private func scores(of leaf: Query, weight: Float) throws -> [SegmentDocument: Float] {
    let boosted = Query.boost(leaf, by: weight)
    if let known = scores[boosted] { return known }
    let found = try exhaustive.top(boosted, limit: .max).hits
    let result = Dictionary(uniqueKeysWithValues: found.map { (SegmentDocument($0), $0.score) })
    scores[boosted] = result
    return result
  }

  func matches(_ query: Query) throws -> Set<SegmentDocument> {
    switch query.node {
    case .term, .word, .root, .phrase: return Set(try scores(of: query, weight: 1).keys)
    case .near, .expansion, .restricted, .exactForm, .column:
      return Set(try exhaustive.top(query, limit: .max).hits.map(SegmentDocument.init))
    case .all: return all
    case .none: return []
    case .filter(let query), .boost(let query, _), .constant(let query, _):
      return try matches(query)
    case .boolean(let clauses, let minimum):
      let sets = try clauses.map { ($0.occur, try matches($0.query)) }
      return all.filter { document in
        let has = { (occur: Query.Occur) in
          sets.filter { $0.0 == occur }.map { $0.1.contains(document) }
        }
        return has(.must).allSatisfy { $0 } && !has(.mustNot).contains(true)
          && has(.should).count { $0 } >= minimum
      }
    }
  }

  /// The terms and phrases that score, in order, with their weights added up.
  private func items(
    _ query: Query, _ weight: Float, _ items: inout [(query: Query, weight: Float)]
  ) {
    switch query.node {
    case .term, .word, .root, .phrase:
      if let index = items.firstIndex(where: { $0.query == query }) {
        items[index].weight += weight
      } else {
        items.append((query, weight))
      }
    case .near(let terms, _, _):
      for term in terms { self.items(.term(term.term), weight, &items) }
    case .restricted(let query, _): self.items(query, weight, &items)
    case .constant(_, let score): items.append((query, weight * score))
    case .all, .none, .filter, .expansion, .exactForm, .column: break
    case .boost(let query, let factor): self.items(query, weight * factor, &items)
    case .boolean(let clauses, _):
      for clause in clauses where clause.occur != .mustNot {
        self.items(clause.query, weight, &items)
      }
    }
  }

  func ranking(of query: Query, _ filter: Query?) throws -> [RankedHit] {
    var matching = try matches(query)
    if let filter { matching.formIntersection(try matches(filter)) }
    var weighed: [(query: Query, weight: Float)] = []
    items(query, 1, &weighed)
    var sums: [SegmentDocument: Float] = [:]
    for item in weighed {
      if case .constant(let query, _) = item.query.node {
        for document in try matches(query) { sums[document, default: 0] += item.weight }
        continue
      }
      for (document, score) in try scores(of: item.query, weight: item.weight) {
        sums[document, default: 0] += score
      }
    }
    let hits = try matching.map { found in
      (
        RankedHit(segment: found.segment, document: found.document, score: sums[found] ?? 0),
        try snapshot.segments[found.segment].key(of: found.document)
      )
    }
    return hits.sorted {
      $0.0.score != $1.0.score
        ? $0.0.score > $1.0.score : $0.1.lexicographicallyPrecedes($1.1)
    }.map(\.0)
  }
}
