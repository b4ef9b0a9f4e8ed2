import FihristTestSupport
import Testing

@testable import Fihrist

/// Explanations against searches: over several segments, with deletions, for documents that are
/// found and for those that are not.
@Suite struct HitExplanationTests {
  private static let words = [
    "كتاب", "الكتاب", "كتب", "مكتبة", "والمكتبات", "كاتب", "علم", "العلوم", "معلم", "تعليم",
    "وزير", "وزارة", "news", "2024", "بيان", "البيانات",
  ]

  private func makeIndex(
    at path: String, seed: UInt64, segments: Int, deleting: Bool
  ) async throws -> Index {
    var random = SeededGenerator(seed: seed)
    func text(_ count: Int) -> String {
      (0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }
        .joined(separator: " ")
    }
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, schema: .article, options: options)
    for segment in 0..<segments {
      for document in 0..<15 {
        let count = Int.random(in: 1...40, using: &random)
        var article = SourceDocument(
          key: "\(segment)-\(document)", values: ["title": text(3), "body": text(count)])
        article.values["source"] = ["okaz", "sabq"][document % 2]
        article.values["date"] = "2015-07-\(10 + document % 20)"
        try await writer.add(article)
      }
      try await writer.commit()
    }
    if deleting {
      for document in stride(from: 0, to: 15, by: 3) {
        try await writer.delete(key: "0-\(document)")
      }
    }
    try await writer.close()
    return try Index(path: path)
  }

  private func query(_ random: inout SeededGenerator) -> String {
    // Some words are in no document.
    let words = Self.words + ["مدرسة", "قلم", "absent"]
    func word() -> String { words.randomElement(using: &random) ?? "" }
    return (0..<Int.random(in: 1...4, using: &random)).map { _ in
      switch Int.random(in: 0..<20, using: &random) {
      case 0: "+" + word()
      case 1: "-" + word()
      case 2: "\"\(word()) \(word())\""
      case 3: word() + "^2.5"
      case 4: "(\(word()) AND \(word()))"
      case 5: "root:" + word()
      case 6: "title:" + word()
      case 7: "NEAR(\(word()) \(word()), 3)"
      case 8: "كت*"
      case 9: word() + "~1"
      case 10: "source:okaz"
      case 11: "(\(word()) \(word()) \(word()))@2"
      case 12: "\(word())^=1.5"
      case 13: "=" + word()
      case 15: "پيان"
      case 16: "=\"\(word()) \(word())\""
      case 14: "date:[2015-07-12 TO 2015-07-18]"
      default: word()
      }
    }.joined(separator: " ")
  }

  @Test(arguments: [(1, false), (3, true)])
  func `leaves add up to the score, bit for bit`(_ shape: (segments: Int, deletes: Bool))
    async throws
  {
    let home = try TemporaryDirectory()
    let index = try await makeIndex(
      at: home.path, seed: 3, segments: shape.segments, deleting: shape.deletes)
    var keys: [String] = []
    var documents = index.documents(fields: []).makeAsyncIterator()
    while let document = try await documents.next() { keys.append(document.key) }
    for seed in UInt64(0)..<50 {
      var random = SeededGenerator(seed: seed)
      var request = SearchRequest(query(&random), limit: 1_000)
      if Int.random(in: 0..<3, using: &random) == 0 { request.filter = .text(query(&random)) }
      let comment: Comment = "seed \(seed), \(request.query), \(String(describing: request.filter))"
      let hits = try await index.results(for: request).hits
      let found = Dictionary(uniqueKeysWithValues: hits.map { ($0.key, $0) })
      for key in keys {
        let answer = try #require(try index.explanation(of: key, for: request))
        check(answer, found[key], comment)
      }
    }
  }

  private func check(_ answer: HitExplanation, _ hit: Hit?, _ comment: Comment) {
    let tree = answer.explanation
    #expect(answer.score?.bitPattern == hit?.score?.bitPattern, comment)
    #expect(answer.isRelated == hit?.isRelated ?? false, comment)
    #expect(answer.isFound == (hit != nil && !answer.isRelated), comment)
    let doubles = tree.leaves.reduce(0) { $0 + $1.value }
    let floats = tree.leaves.reduce(Float(0)) { $0 + Float($1.value) }
    #expect(doubles == Double(hit?.score ?? 0) && tree.value == doubles, comment)
    #expect(floats == hit?.score ?? 0, comment)
    #expect(hit != nil || !tree.details.isEmpty, comment)
    #expect(hit == nil || tree.details.allSatisfy { !$0.description.hasPrefix("another") }, comment)
  }

  @Test func `it says how words were found`() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path, schema: .article)
    try await writer.add(
      SourceDocument(key: "a", values: ["title": "خبر", "body": "افتتح وزير المكتبات في المدينة"]))
    try await writer.add(SourceDocument(key: "b", values: ["title": "رياضة", "source": "okaz"]))
    try await writer.close()
    let index = try Index(path: home.path)
    func lines(_ query: String, _ key: String, filter: String? = nil) throws -> [String] {
      let request = SearchRequest(query, filter: filter)
      func lines(_ node: ScoreExplanation) -> [String] {
        [node.description] + node.details.flatMap(lines)
      }
      return lines(try #require(try index.explanation(of: key, for: request)).explanation)
    }
    let tree = try #require(
      try index.explanation(of: "a", for: SearchRequest("مكتبة كاتب قمر"))?.explanation)
    #expect(
      tree.details.map(\.description) == [
        "«مكتبة» is found as its stem", "«كاتب» is found as its root, which is counted above",
        "«قمر» is not in the document",
      ])
    #expect(tree.details[0].words.map(\.word) == ["المكتبات"])
    #expect(tree.details[0].words[0].rules.contains("stem-prefix-ال"))
    #expect(tree.details[0].words[0].field == "body")
    #expect(try lines("مكتباتهم~1", "a").last == "nothing that scores")
    let miss = try lines("+مكتبة +قمر -وزير", "a")
    #expect(miss.contains("it does not have the word «قمر»"))
    #expect(miss.contains("it has «وزير», which it must not"))
    #expect(try lines("\"وزير المدينة\"", "a").last?.contains("next to each other") == true)
    #expect(try lines("title:وزير", "a").last?.contains("not in the field title") == true)
    #expect(
      try lines("رياضة", "b", filter: "source:sabq").last?.contains("its source is «okaz»") == true)
    #expect(try index.explanation(of: "nobody", for: SearchRequest("قمر")) == nil)
  }

  @Test func `values chosen in facets count as conditions`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await makeIndex(at: directory.path, seed: 5, segments: 2, deleting: false)
    for (filter, selected) in [
      (nil, [["okaz"]]), (nil, [["okaz", "sabq"]]), ("date:2015-07-14", [["sabq"]]),
      (nil, [["nobody"]]), (nil, [[]]), (nil, [["okaz"], ["sabq"]]),
    ] as [(String?, [[String]])] {
      var request = SearchRequest("كتاب علم وزير", filter: filter, limit: 100)
      request.facets = selected.map { FacetRequest("source", selected: $0) }
      let hits = try index.search(request).hits
      let found = Dictionary(uniqueKeysWithValues: hits.map { ($0.key, $0.score) })
      for document in try ScannedArchive(index).documents {
        let answer = try #require(try index.explanation(of: document.key, for: request))
        guard let score = found[document.key] else {
          #expect(answer.score == nil, "\(document.key) \(selected)")
          continue
        }
        #expect(answer.score == score, "\(document.key) \(selected)")
      }
    }
    var request = SearchRequest("كتاب")
    request.facets = [FacetRequest("source", selected: ["sabq"])]
    let key = try #require(try index.search("+كتاب", filter: "source:okaz").hits.first?.key)
    let answer = try #require(try index.explanation(of: key, for: request))
    #expect(!answer.isFound)
    let reasons = answer.explanation.leaves.map(\.description)
    #expect(reasons.contains { $0.contains("source is «okaz»") }, "\(reasons)")
  }
}
