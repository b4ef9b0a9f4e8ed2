import FihristTestSupport
import Testing

@testable import Fihrist
@testable import FihristSearch

/// Words at three levels: the rankers against the exhaustive one, and what matches against what is
/// only related.
@Suite struct LevelRankingTests {
  /// Words of few roots, so that forms, stems and roots meet in many ways.
  private static let words = [
    "كتاب", "الكتاب", "كتابان", "كتب", "مكتبة", "والمكتبات", "كاتب", "الكاتبون", "علم", "العلوم",
    "معلم", "المعلمون", "تعليم", "وزير", "الوزراء", "وزارة", "news", "2024", "بيان", "البيانات",
  ]

  private func makeIndex(
    at path: String, seed: UInt64, segments: Int, deleting: Bool
  ) async throws -> Snapshot {
    var random = SeededGenerator(seed: seed)
    func text(_ count: Int) -> String {
      (0..<count).map { _ in Self.words.randomElement(using: &random)! }.joined(separator: " ")
    }
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, schema: .article, options: options)
    for segment in 0..<segments {
      for document in 0..<60 {
        let count = Int.random(in: 1...60, using: &random)
        try await writer.add(
          SourceDocument(
            key: "\(segment)-\(document)", values: ["title": text(3), "body": text(count)]))
      }
      try await writer.commit()
    }
    if deleting {
      for document in stride(from: 0, to: 60, by: 3) {
        try await writer.delete(key: "0-\(document)")
      }
    }
    try await writer.close()
    return try Snapshot.open(path)
  }

  private func query(_ random: inout SeededGenerator) throws -> Query {
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &random)! }
    let text = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      let word = Self.words.randomElement(using: &random)!
      switch Int.random(in: 0..<14, using: &random) {
      case 0: return "+" + word
      case 1: return "-" + word
      case 2: return "\"" + word + " " + Self.words.randomElement(using: &random)! + "\""
      case 3: return word + "^2"
      case 4: return "(" + word + " AND " + Self.words.randomElement(using: &random)! + ")"
      case 5: return "root:" + word
      case 6: return "title:" + word
      case 7: return pick(["title:", "body:", ""]) + word.prefix(3) + "*"
      case 8: return pick(["title:", "+title:", "body:"]) + "*" + word.suffix(2)
      default: return word
      }
    }
    return ParsedQuery(text.joined(separator: " "), analyzer: .arabic).query
  }

  @Test(arguments: [(1, false), (3, false), (3, true)])
  func `rankers agree`(_ segments: Int, _ deleting: Bool) async throws {
    let home = try TemporaryDirectory()
    let seed = UInt64(segments) * 2 + (deleting ? 1 : 0)
    let snapshot = try await makeIndex(
      at: home.path, seed: seed, segments: segments, deleting: deleting)
    let (ranker, oracle) = (Ranker(snapshot), ExhaustiveRanker(snapshot))
    var random = SeededGenerator(seed: 100 + seed)
    for number in 0..<300 {
      let query = try query(&random)
      let filter = number % 5 == 0 ? try self.query(&random) : nil
      for limit in [1, 10, 1_000] {
        let expected = try oracle.top(query, filter: filter, limit: limit)
        let counted = try ranker.top(query, filter: filter, limit: limit, counting: true)
        #expect(counted == expected, "seed \(seed), query \(number), limit \(limit)")
        let ranked = try ranker.top(query, filter: filter, limit: limit)
        #expect(ranked.hits == expected.hits, "seed \(seed), query \(number), limit \(limit)")
        #expect(ranked.total <= expected.total)
        if ranked.isExact {
          #expect(ranked.total == expected.total && ranked.related == expected.related)
        }
      }
    }
  }

  @Test func `related documents come with any of the words, and never where words must be`()
    async throws
  {
    let home = try TemporaryDirectory()
    let snapshot = try await makeIndex(at: home.path, seed: 9, segments: 2, deleting: false)
    let ranker = Ranker(snapshot)
    func top(_ text: String) throws -> RankedHits {
      try ranker.top(
        ParsedQuery(text, analyzer: .arabic).query, limit: 1_000, counting: true)
    }
    let any = try top("مكتبة")
    #expect(any.related > 0 && any.hits.count == any.total + any.related)
    #expect(any.hits.suffix(any.related).allSatisfy { $0.isRelated })
    let required = try top("+مكتبة")
    #expect(required.total == any.total && required.related == 0)
    #expect(Set(required.hits.map(\.score)).isSubset(of: Set(any.hits.map(\.score))))
    // Counting all of them depends neither on how many are ranked nor on whether all else is.
    for limit in [0, 1, 2, 1_000] {
      let counted = try ranker.top(
        ParsedQuery("مكتبة", analyzer: .arabic).query, limit: limit, countingRelated: true)
      #expect(counted.related == any.related && counted.total == any.total, "\(limit)")
      let others = try ranker.top(
        ParsedQuery("+مكتبة", analyzer: .arabic).query, limit: limit, countingRelated: true)
      #expect(others.related == 0)
    }
    let root = try top("root:مكتبة")
    #expect(root.total == any.hits.count && root.related == 0)
    let latin = try top("news 2024")
    #expect(latin.related == 0 && latin.total > 0)
  }
}
