import FihristTestSupport
import Testing

@testable import Fihrist

/// Other spellings of names and other names of months, from documents to hits.
@Suite struct AlternativeSearchTests {
  /// Words and names; those of one row are alternatives of the first.
  private static let rows = [
    ["گوگل", "غوغل", "جوجل", "كوكل", "قوقل"], ["ڤيينا", "فيينا"],
    ["يناير", "كانون الثاني", "جانفي"], ["أكتوبر", "تشرين الأول"],
    ["فيسبوك", "فيس بوك", "فايسبوك"], ["ترامب", "ترمب"],
  ]
  private static let fillers = ["مدينة", "شركة", "15", "الثاني", "كانون", "حرب"]

  /// Documents with some of the words, in segments, some deleted; what is left by key.
  private func documents(
    at path: String, seed: UInt64, segments: Int, merging: Bool
  ) async throws -> [String: String] {
    var random = SeededGenerator(seed: seed)
    var texts: [String: String] = [:]
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, schema: .article, options: options)
    for segment in 0..<segments {
      for number in 0..<40 {
        // A point between words, so that no two make a name or a phrase by chance.
        let words = (0..<Int.random(in: 1...4, using: &random)).map { _ in
          (Self.rows.flatMap(\.self) + Self.fillers).randomElement(using: &random)!
        }
        let key = "\(segment)-\(number)"
        texts[key] = words.joined(separator: " نقطة ")
        try await writer.add(SourceDocument(key: key, values: ["body": texts[key]!]))
      }
      try await writer.commit()
    }
    for key in texts.keys.sorted().enumerated().filter({ $0.offset % 7 == 0 }).map(\.element) {
      try await writer.delete(key: key)
      texts[key] = nil
    }
    try await writer.commit()
    if merging { try await writer.merge() }
    try await writer.close()
    return texts
  }

  @Test(arguments: [(1, false), (3, false), (3, true)])
  func `a name is found in every spelling, as one word`(
    _ segments: Int, _ merging: Bool
  ) async throws {
    let home = try TemporaryDirectory()
    let seed = UInt64(segments * 2 + (merging ? 1 : 0))
    let texts = try await documents(
      at: home.path, seed: seed, segments: segments, merging: merging)
    let index = try Index(path: home.path)
    func keys(_ query: String) throws -> [String] {
      var request = SearchRequest(query, limit: 1_000)
      request.counting = .exact
      let results = try index.search(request)
      // Those of its words, without those related to them.
      #expect(results.notes.isEmpty && results.total.relation == .equal)
      return results.hits.filter { !$0.isRelated }.map(\.key).sorted()
    }
    func expected(_ isWanted: ([String]) -> Bool) -> [String] {
      texts.filter { isWanted($0.value.split(separator: " نقطة ").map(String.init)) }
        .map(\.key).sorted()
    }
    for row in Self.rows {
      let note = "seed \(seed), \(row[0])"
      let having = expected { !Set($0).isDisjoint(with: row) }
      #expect(try keys(row[0]) == having && keys("+" + row[0]) == having, "\(note)")
      #expect(
        try keys("\"نقطة \(row[0])\"") == expected { $0.dropFirst().contains { row.contains($0) } },
        "\(note)")
      func besideWar(_ words: [String], inAnyOrder: Bool) -> Bool {
        zip(words, words.dropFirst()).contains {
          row.contains($0) && $1 == "حرب" || inAnyOrder && $0 == "حرب" && row.contains($1)
        }
      }
      // One point lies between neighbors.
      #expect(
        try keys("\"\(row[0]) حرب\"~1") == expected { besideWar($0, inAnyOrder: false) }, "\(note)")
      #expect(
        try keys("NEAR(\(row[0]) حرب, 1)") == expected { besideWar($0, inAnyOrder: true) },
        "\(note)")
      #expect(
        try keys("+حرب +\(row[0])")
          == expected { $0.contains("حرب") && !Set($0).isDisjoint(with: row) }, "\(note)")
      #expect(
        try keys("+حرب -\(row[0])")
          == expected { $0.contains("حرب") && Set($0).isDisjoint(with: row) }, "\(note)")
      #expect(
        try keys("(حرب مدينة \(row[0]))@2")
          == expected { words in
            [words.contains("حرب"), words.contains("مدينة"), !Set(words).isDisjoint(with: row)]
              .count(where: \.self) > 1
          }, "\(note)")
    }
    for name in Self.rows[2] {
      #expect(
        try keys("+" + name) == expected { !Set($0).isDisjoint(with: Self.rows[2]) },
        "seed \(seed), \(name)")
    }
    // Not those with Persian letters.
    let arabic = expected { !Set($0).isDisjoint(with: ["غوغل", "جوجل", "قوقل"]) }
    #expect(try keys("+غوغل") == arabic)
  }

  @Test func `what was typed comes before what is only another spelling`() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    for (key, text) in [("a", "في فيينا"), ("b", "في ڤيينا"), ("c", "في برلين")] {
      try await writer.add(SourceDocument(key: key, values: ["body": text]))
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: home.path)
    #expect(try index.search("ڤيينا").hits.map(\.key) == ["b", "a"])
    #expect(try index.search("فيينا").hits.map(\.key) == ["a"])
  }
}
